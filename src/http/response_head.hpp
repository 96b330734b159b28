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
  // A value of `field`, or an element of its list, in lower case and without the blanks around it.
  // `empty` is told apart from a value too long for any that is looked for, which comes as an empty
  // text too.
  void take(Text value, bool empty);

  // `field` goes on in the next line (obs-fold). Harmless, unless it frames or closes: peers that
  // ignore the second line would disagree about where the response ends.
  void take_fold();

  bool has(Field some) const { return (seen >> static_cast<unsigned>(some) & 1) != 0; }

  // Once all fields are there: Retry-After from two dates, and framings that exclude each other.
  void end();

  // All zero at first: it is cleared with one memset. Times are one more than they say; 0 says
  // nothing.
  uint8_t seen;  // a bit for each Field
  static_assert(static_cast<unsigned>(Field::transfer_encoding) < 8, "seen holds that many");
  bool http_1_0;
  bool closes;          // the connection carries no other request
  bool bad_framing;     // Content-Length and Transfer-Encoding: malformed or ambiguous
  bool bad_connection;  // the same of Connection
  bool has_content_coding;
  uint16_t status;
  int32_t retry_after_s;

  // How far it has been read.
  uint8_t line_position;  // in the status line
  Field field;
  uint8_t word_size;  // what has been gathered of its name, value or element
  uint8_t blanks;     // behind that; from 3 on, and with a tab: 3

  // Content-Length, at most SIZE_MAX; then what is left: of the body, of a chunk, or, of a body
  // until close, the room.
  size_t left;
  int64_t date_s;      // Date, since 1970
  int64_t retry_at_s;  // Retry-After, if it is a date
};

}  // namespace sparekey::http

#endif
