// SPDX-License-Identifier: Apache-2.0
// DNS messages by hand (RFC 1035 section 4), with nothing of the resolver's that they test.
#ifndef SPAREKEY_TESTS_PORT_DNS_MESSAGE_HPP
#define SPAREKEY_TESTS_PORT_DNS_MESSAGE_HPP

#include <cstdint>
#include <string>
#include <vector>

namespace sparekey::test {

constexpr uint16_t kTypeA = 1;
constexpr uint16_t kTypeCname = 5;
constexpr uint16_t kTypeAaaa = 28;

constexpr uint16_t kAnswered = 0x8180;  // a response, recursion desired and available
constexpr uint16_t kTruncated = 0x0200;
constexpr uint16_t kServfail = 2;
constexpr uint16_t kNxdomain = 3;
constexpr uint16_t kRefused = 5;

std::string two_bytes(unsigned value);
std::string wire_name(const std::string& name);  // "a.b" as labels
std::string ip(const std::string& text);         // "127.0.0.1" or "::1" as bytes

// Points to the name of the question.
inline const std::string kQuestionName = "\xc0\x0c";

std::string record(const std::string& owner, uint16_t type, const std::string& data,
                   uint16_t record_class = 1);
std::string address_record(const std::string& owner, const std::string& address);
std::string alias_record(const std::string& owner, const std::string& target);

struct Message {
  uint16_t id = 0;
  uint16_t flags = kAnswered;
  std::string question;  // name, type, class
  std::vector<std::string> answers;
  uint16_t questions = 1;

  std::string bytes() const;
};

std::string question(const std::string& name, uint16_t type);

// As it goes over TCP.
std::string framed(const std::string& message);

}  // namespace sparekey::test

#endif
