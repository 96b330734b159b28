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
  require(part_ == Part::request_line && is_token(method) && is_path(path) && !host_field.empty());
  part_ = Part::fields;
  out_.put(method);
  out_.put(' ');
  out_.put(path);
  out_.put(" HTTP/1.1\r\n");
  field("host", host_field);
}

void RequestWriter::begin_tunnel(Text host, uint16_t tcp_port) {
  require(part_ == Part::request_line && !host.empty() && !contains(host, ' '));
  part_ = Part::fields;
  out_.put("CONNECT ");
  const size_t start = out_.size();
  out_.put(host);
  out_.put(':');
  out_.put_decimal(tcp_port);
  const Text authority = out_.written().substr(start);
  out_.put(" HTTP/1.1\r\n");
  field("host", authority);
}

void RequestWriter::field(const char* name, Text value) { field("", name, value); }

void RequestWriter::field(const char* prefix, const char* name, Text value) {
  require(part_ == Part::fields && (*prefix == '\0' || is_token(prefix)) && is_token(name));
  out_.put(prefix);
  out_.put(name);
  out_.put(": ");
  put_value(value);
}

void RequestWriter::bearer(Text token) {
  require(part_ == Part::fields);
  out_.put("authorization: Bearer ");
  put_value(token);
}

// The rest of a field line.
void RequestWriter::put_value(Text value) {
  require(is_field_value(value));
  out_.put(value);
  out_.put("\r\n");
}

void RequestWriter::proxy_basic(Text credentials) {
  require(part_ == Part::fields);
  out_.put("proxy-authorization: Basic ");
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
  char line[48];
  Writer length(line, sizeof line);
  length.put("content-length: ");
  length.put_decimal(rest - 2);
  length.put("\r\n");
  if (out_.reserve(length.size()) == nullptr) return Text();
  char* const place = buffer_ + head_size_;
  memmove(place + length.size(), place, rest);
  memcpy(place, line, length.size());
  return out_.written();
}

}  // namespace sparekey::http
