// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_HTTP_REQUEST_WRITER_HPP
#define SPAREKEY_HTTP_REQUEST_WRITER_HPP

#include "base/writer.hpp"
#include "sparekey/types.hpp"

namespace sparekey::http {

// Writes one HTTP/1.1 request into a fixed buffer: begin(), field()s, body() if there is one,
// finish(). The first failure sticks. A request that failed leaves its beginning in the buffer:
// wipe it if that may be secret.
class RequestWriter {
 public:
  RequestWriter(char* out, size_t capacity) : out_(out, capacity), buffer_(out) {}

  // The request line and the host field (RFC 9112 section 3.2). Fails if `method` is not a token,
  // `path` does not begin with a slash or holds anything but visible ASCII, or `host_field` is
  // empty or unfit for a field.
  void begin(const char* method, const char* path, Text host_field);

  // The same for CONNECT: both name the target (RFC 9112 section 3.2.3). An IPv6 address as `host`
  // stands in brackets, as in a URI.
  void begin_tunnel(Text host, uint16_t tcp_port);

  // One field line. Fails if the name is not a token or the value not is_field_value(), so nothing
  // that a caller passes can end the line.
  void field(const char* name, Text value);

  // What the names of all later fields begin with. Fails if it is not a token.
  void prefix(const char* prefix);

  // Constants: whole field lines, each with its end. They are not looked at.
  void lines(Text lines);

  // The field `authorization: Bearer …` (RFC 6750 section 2.1).
  void bearer(Text token);

  // The field `proxy-authorization: Basic …` (RFC 7617) from `user:password`, of any bytes.
  void proxy_basic(Text credentials);

  // Ends the fields. Write the body to what this returns, then call finish().
  Writer& body();

  // The whole request, in the buffer; empty if anything failed. With a body, content-length is
  // inserted behind the other fields, now that its size is known. Without one there is no such
  // field (RFC 9110 section 8.6), and having written to body() is a failure.
  Text finish(bool with_body);

  // False if something was malformed or did not fit; well_formed() tells the two apart.
  bool ok() const { return out_.ok(); }
  bool well_formed() const { return well_formed_; }

  // How much of the buffer was written to, whatever became of it.
  size_t touched() const { return out_.size(); }

 private:
  enum class Part : uint8_t { request_line, fields, body };

  void require(bool fit);
  void end_request_line(Text host_field);
  void put_token(const char* name);
  void put_value(Text value);

  Writer out_;
  char* buffer_;
  Text prefix_;
  size_t head_size_ = 0;  // of request line and fields, once they have ended
  Part part_ = Part::request_line;
  bool well_formed_ = true;
};

}  // namespace sparekey::http

#endif
