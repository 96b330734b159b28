// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_HTTP_RESPONSE_PARSER_HPP
#define SPAREKEY_HTTP_RESPONSE_PARSER_HPP

#include "http/response_head.hpp"
#include "sparekey/error.hpp"
#include "sparekey/types.hpp"

namespace sparekey::http {

// The method of the request, as far as its response depends on it.
enum class Method : uint8_t { get_or_post, connect };

// Takes the bytes of one HTTP/1.1 response, in pieces of any size, and gathers its body. As strict
// as RFC 9112 lets a client be: whatever two receivers could read in two ways is refused.
class ResponseParser {
 public:
  // Forgets everything and expects a response. `body` stays the caller's. At most `overhead_bytes`
  // may come that are not body: status lines, fields, chunk sizes, trailers.
  //
  // A 2xx to CONNECT is complete with its head, and no byte may follow: in TLS the client speaks
  // first. What Content-Length and Transfer-Encoding say there is ignored, whatever it is (RFC 9110
  // section 9.3.6).
  void begin(char* body, size_t capacity, size_t overhead_bytes,
             Method method = Method::get_or_post);

  // The next bytes. `ok`: all is well so far; complete() says whether more is due. Errors stick:
  // `bad_http`: malformed or ambiguous, a content coding (none was asked for), 101, a fifth interim
  // response, or bytes behind the response. `redirected`: 3xx but 304, as soon as its head is
  // complete. `proxy_refused`: anything but 2xx to CONNECT, likewise. `answer_too_large`: a body
  // beyond `capacity`, as soon as that is known, or `overhead_bytes` used up. `http_status`: 304,
  // or a status from 400 on whose body cannot be read (framing, content coding) or that is too
  // large.
  Code feed(Bytes in);

  // TLS was closed properly (with close_notify): `ok` if the response is complete or this completes
  // it (RFC 9112 section 6.3, the last case), `truncated` if more was due, or the earlier error.
  Code finish();

  // The response is all there.
  bool complete() const { return state_ == State::complete; }

  // 0 until the final response has told its status; errors found later keep it.
  int status() const { return status_; }

  // What has arrived of it, in the caller's buffer.
  Text body() const { return {body_, size_}; }

  // The connection may carry another request (RFC 9112 section 9.3; with HTTP/1.0 never).
  bool keep_alive() const { return !head_.closes; }

  // Retry-After in seconds, or -1. A date counts from the response's own Date, since a device may
  // not know the time; one that has passed gives 0. The field is only advice, so whatever is
  // malformed, given twice, longer than a year, or a date without Date gives -1.
  int64_t retry_after_s() const { return head_.retry_after_s - 1; }

 private:
  // What the next byte belongs to.
  enum class State : uint8_t {
    status_line,
    reason,
    field_start,
    field_fold,
    field_name,
    field_value,
    line_lf,  // ends a status line or a field line
    section_lf,
    chunk_size_start,
    chunk_size,
    chunk_blank,
    chunk_extension,
    chunk_size_lf,
    chunk_data_cr,
    chunk_data_lf,
    sized_body,  // of these three, head_.left bytes
    chunk_data,
    body_until_close,
    complete,
    failed,
  };

  size_t take(Text in);
  void take(char c);
  void take_status_line(char c);
  void start_line(char c);
  void end_name(char c);
  void take_value(char c);
  void take_chunk_size(char c);
  size_t take_body(const uint8_t* in, size_t size);
  void end_element();
  void end_head();
  void put_word(char c);
  Text word() const;
  void require(bool good, State next);
  void fail(Code code);

  // All zero at first, as head_.
  State state_;
  Code error_;
  Method method_;
  uint8_t interim_;     // interim responses passed over
  bool head_complete_;  // of the final response: further fields are trailers
  uint16_t status_;
  ResponseHead head_;  // an interim response's is forgotten
  char* body_;
  size_t capacity_;
  size_t size_;
  size_t overhead_left_;
  char word_[33];  // in lower case, a field's name, then its value or an element; fits a date
};

}  // namespace sparekey::http

#endif
