// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_HTTP_RESPONSE_PARSER_HPP
#define SPAREKEY_HTTP_RESPONSE_PARSER_HPP

#include "sparekey/error.hpp"
#include "sparekey/types.hpp"

namespace sparekey::http {

// What was asked: a GET or POST, or a tunnel by CONNECT.
enum class Asked : uint8_t { resource, tunnel };

// Takes the bytes of one HTTP/1.1 response, in pieces of any size, and gathers its body. Strict as
// RFC 9112 lets a client be: what two receivers could read in two ways is refused.
class ResponseParser {
 public:
  // Forgets all, and expects a response. `body` stays the caller's. `overhead_bytes` is how many
  // bytes may come that are not its body: status lines, fields, chunk sizes, trailers.
  //
  // A response to CONNECT is complete with its head: what Content-Length and Transfer-Encoding say
  // there is ignored (RFC 9110 section 9.3.6), and a byte behind it is an error, for in TLS the
  // client speaks first.
  void begin(char* body, size_t capacity, size_t overhead_bytes, Asked asked = Asked::resource);

  // The next bytes. `ok`: all is well, and complete() says whether more is needed. Errors stick:
  // `bad_http`: malformed or ambiguous, a coding that was not asked for, 101, a fifth interim
  // response, or bytes behind the response. `redirected`: 3xx, its head being complete.
  // `proxy_refused`: the same of anything but 2xx where a tunnel was asked for.
  // `answer_too_large`: body beyond `capacity`, as soon as that is known, or `overhead_bytes` used
  // up.
  Code feed(Bytes in);

  // TLS was closed properly (with close_notify): `ok` where the response is complete or this ends
  // it (RFC 9112 section 6.3, the last case), `truncated` where more was due, or the earlier error.
  Code finish();

  // The response is all there.
  bool complete() const { return state_ == State::complete; }

  // 0 until the head of the final response is complete; `redirected` and `proxy_refused` have it
  // too.
  int status() const { return status_; }

  // What has come of it; it begins where the buffer does.
  Text body() const { return {body_, size_}; }

  // The connection may carry another request (RFC 9112 section 9.3, HTTP/1.0 never).
  bool keep_alive() const { return head_.keep_alive; }

  // Retry-After in seconds, -1 where there is none. A date counts from the response's own Date, for
  // a device may not know the time, and one before it is 0. Two fields, a date without Date, what
  // is malformed or longer than a year count as none: the service only advises.
  int64_t retry_after_s() const { return head_.retry_after_s; }

 private:
  // What the next byte belongs to.
  enum class State : uint8_t {
    status_line,
    reason,
    field_start,
    field_name,
    field_value,
    line_lf,  // ends a status line or a field line
    section_lf,
    sized_body,
    chunk_size,
    chunk_blank,
    chunk_extension,
    chunk_size_lf,
    chunk_data,
    chunk_data_cr,
    chunk_data_lf,
    body_until_close,
    complete,
    failed,
  };

  // Fields that mean something here.
  enum class Field : uint8_t {
    other,
    connection,
    content_encoding,
    content_length,
    date,
    retry_after,
    transfer_encoding,
  };

  static Field field_of(Text name);
  void take(char c);
  void take_status_line(char c);
  void take_name(char c);
  void take_value(char c);
  void take_chunk_size(char c);
  size_t take_body(const uint8_t* in, size_t size);
  void end_element();
  void end_section();
  void put_word(char c);
  Text word() const;
  void require(bool good, State next);
  void fail(Code code);

  // What is known of one head; an interim response's is forgotten.
  struct Head {
    bool keep_alive = true;
    bool http_1_0 = false;
    bool has_date = false;
    bool has_length = false;
    bool has_retry_after = false;
    bool has_transfer_coding = false;
    bool refused_coding = false;
    uint16_t status = 0;
    int32_t retry_after_s = -1;
    int64_t date_s = -1;      // Date, since 1970
    int64_t retry_at_s = -1;  // Retry-After where it is a date
  };

  State state_ = State::status_line;
  Code error_ = Code::ok;
  Field field_ = Field::other;
  uint8_t interim_ = 0;  // interim responses passed over
  uint8_t place_ = 0;    // in the status line; 1 behind the first digit of a chunk's size
  uint8_t word_size_ = 0;
  uint8_t blanks_ = 0;  // behind what is in word_; from 3 on, and with a tab: 3
  Asked asked_ = Asked::resource;
  bool in_trailers_ = false;
  uint16_t status_ = 0;
  char word_[33] = {};  // in lower case, a field's name, then an element of its value; fits a date
  Head head_;
  char* body_ = nullptr;
  size_t capacity_ = 0;
  size_t size_ = 0;
  size_t overhead_left_ = 0;
  uint64_t due_ = 0;  // Content-Length, then what is left of it or of a chunk
};

}  // namespace sparekey::http

#endif
