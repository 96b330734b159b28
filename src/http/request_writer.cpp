// SPDX-License-Identifier: Apache-2.0
#include "http/request_writer.hpp"

#include "base/base64.hpp"
#include "base/text.hpp"
#include "http/syntax.hpp"

namespace sparekey::http {
namespace {

bool is_path(Text path) {
  return !path.empty() && path[0] == '/' && is_field_value(path) && !contains(path, ' ');
}

}  // namespace

void RequestWriter::require(bool fit) {
  if (fit) return;
  well_formed_ = false;
  out_.fail();
}

void RequestWriter::begin(const char* method, const char* path, Text host_field) {
  const Text target = path;
  require(part_ == Part::request_line && is_path(target) && !host_field.empty());
  put_token(method);
  out_.put(' ');
  out_.put(target);
  end_request_line(host_field);
}

void RequestWriter::end_request_line(Text host_field) {
  part_ = Part::fields;
  out_.put(" HTTP/1.1\r\n");
  field("host", host_field);
}

void RequestWriter::begin_tunnel(Text host, uint16_t tcp_port) {
  require(part_ == Part::request_line && !host.empty() && !contains(host, ' '));
  out_.put("CONNECT ");
  const size_t start = out_.size();
  out_.put(host);
  out_.put(':');
  out_.put_decimal(tcp_port);
  end_request_line(out_.written().substr(start));
}

void RequestWriter::prefix(const char* prefix) {
  prefix_ = prefix;
  require(is_token(prefix_));
}

void RequestWriter::field(const char* name, Text value) {
  out_.put(prefix_);
  put_token(name);
  lines(": ");
  put_value(value);
}

void RequestWriter::put_token(const char* name) {
  const Text token = name;
  require(is_token(token));
  out_.put(token);
}

void RequestWriter::lines(Text lines) {
  require(part_ == Part::fields);
  out_.put(lines);
}

void RequestWriter::bearer(Text token) {
  lines("authorization: Bearer ");
  put_value(token);
}

// The rest of a field line.
void RequestWriter::put_value(Text value) {
  require(is_field_value(value));
  out_.put(value);
  out_.put("\r\n");
}

void RequestWriter::proxy_basic(Text credentials) {
  lines("proxy-authorization: Basic ");
  char* const place = out_.reserve(base64_size(credentials.size()));
  if (place == nullptr) return;
  base64_encode(Bytes{reinterpret_cast<const uint8_t*>(credentials.data()), credentials.size()},
                place);
  out_.put("\r\n");
}

Writer& RequestWriter::body() {
  require(part_ == Part::fields);
  part_ = Part::body;
  head_size_ = out_.size();
  out_.put("\r\n");
  return out_;
}

Text RequestWriter::finish(bool with_body) {
  if (part_ != Part::body) body();
  if (!out_.ok()) return Text();
  const size_t rest = out_.size() - head_size_;  // the empty line, and the body
  if (!with_body) {
    require(rest == 2);
    return out_.ok() ? out_.written() : Text();
  }
  // Written behind the body, then moved in front of it.
  const size_t end = out_.size();
  out_.put("content-length: ");
  out_.put_decimal(rest - 2);
  out_.put("\r\n");
  if (!out_.ok()) return Text();
  const size_t size = out_.size() - end;
  char line[16 + kMaxDecimalDigits + 2];
  char* const place = buffer_ + head_size_;
  memcpy(line, buffer_ + end, size);
  memmove(place + size, place, rest);
  memcpy(place, line, size);
  return out_.written();
}

}  // namespace sparekey::http
