// SPDX-License-Identifier: Apache-2.0
#include "support/request.hpp"

namespace sparekey::test {

std::string Request::path() const {
  const size_t start = head.find(' ') + 1;
  return head.substr(start, head.find(' ', start) - start);
}

std::string Request::body_member(const std::string& name) const {
  const std::string key = "\"" + name + "\":\"";
  const size_t start = body.find(key);
  if (start == std::string::npos) return {};
  const size_t value = start + key.size();
  return body.substr(value, body.find('"', value) - value);
}

std::optional<Request> take_request(std::string* bytes) {
  const size_t end = bytes->find("\r\n\r\n");
  if (end == std::string::npos) return std::nullopt;
  Request request;
  request.head = bytes->substr(0, end + 4);
  size_t size = 0;
  const std::string field = "\r\ncontent-length: ";
  const size_t at = request.head.find(field);
  if (at != std::string::npos) size = std::stoul(request.head.substr(at + field.size()));
  if (bytes->size() < request.head.size() + size) return std::nullopt;
  request.body = bytes->substr(request.head.size(), size);
  bytes->erase(0, request.head.size() + size);
  return request;
}

}  // namespace sparekey::test
