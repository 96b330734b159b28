// SPDX-License-Identifier: Apache-2.0
// The fields of a response that mean something here, and what they said.
#ifndef SPAREKEY_HTTP_RESPONSE_HEAD_HPP
#define SPAREKEY_HTTP_RESPONSE_HEAD_HPP

#include "sparekey/types.hpp"

namespace sparekey::http {

enum class Field : uint8_t {
  none,  // before the first one of a section
  other,
  connection,
  content_encoding,
  content_length,
  date,
  retry_after,
  transfer_encoding,
};

// `name` in lower case.
Field field_of(Text name);

// A comma separates elements of these; elsewhere it belongs to the value.
constexpr bool is_list(Field field) {
  return field == Field::connection || field == Field::content_encoding;
}

// What the fields of one head came to.
struct ResponseHead {
  // A value, or an element of a list, in lower case and without the blanks around it. `empty` is
  // told apart from a value too long for any that is looked for, which comes as an empty text too.
  void take(Field field, Text value, bool empty);

  // `field` goes on in the next line (obs-fold). Harmless, unless it frames or closes: peers that
  // ignore the second line would disagree about where the response ends.
  void take_fold(Field field);

  // Once all fields are there: Retry-After from two dates, and framings that exclude each other.
  void end();

  // All zero at first: it is cleared with one memset. Times are one more than they say; 0 says
  // nothing.
  bool http_1_0 = false;
  bool closes = false;  // the connection carries no other request
  bool has_length = false;
  bool has_transfer_coding = false;
  bool bad_framing = false;     // Content-Length and Transfer-Encoding: malformed or ambiguous
  bool bad_connection = false;  // the same of Connection
  bool has_content_coding = false;
  bool has_date = false;
  bool has_retry_after = false;
  uint16_t status = 0;
  int32_t retry_after_s = 0;
  union {
    uint64_t length = 0;  // Content-Length, until the head has ended
    size_t left;          // then of the body, or of a chunk; of a body until close, at most
  };
  int64_t date_s = 0;      // Date, since 1970
  int64_t retry_at_s = 0;  // Retry-After, if it is a date
};

}  // namespace sparekey::http

#endif
