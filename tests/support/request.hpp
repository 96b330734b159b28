// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_SUPPORT_REQUEST_HPP
#define SPAREKEY_SUPPORT_REQUEST_HPP

#include <optional>
#include <string>

namespace sparekey::test {

// An HTTP request as it came.
struct Request {
  std::string head;  // up to and with the empty line
  std::string body;

  std::string text() const { return head + body; }
  std::string path() const;
  // The string value of the first member `name` in the body, escapes left as they are.
  std::string body_member(const std::string& name) const;
};

// Takes one whole request off the front of `*bytes`.
std::optional<Request> take_request(std::string* bytes);

}  // namespace sparekey::test

#endif
