// SPDX-License-Identifier: Apache-2.0
#include "dns_message.hpp"

#include <arpa/inet.h>

#include <stdexcept>

namespace sparekey::test {

std::string two_bytes(unsigned value) {
  return {static_cast<char>(value >> 8), static_cast<char>(value)};
}

std::string wire_name(const std::string& name) {
  std::string out;
  size_t at = 0;
  while (at < name.size()) {
    size_t dot = name.find('.', at);
    if (dot == std::string::npos) dot = name.size();
    out += static_cast<char>(dot - at);
    out += name.substr(at, dot - at);
    at = dot + 1;
  }
  return out + '\0';
}

std::string ip(const std::string& text) {
  const bool v6 = text.find(':') != std::string::npos;
  std::string out(v6 ? 16 : 4, '\0');
  if (inet_pton(v6 ? AF_INET6 : AF_INET, text.c_str(), out.data()) != 1)
    throw std::runtime_error("no address: " + text);
  return out;
}

std::string record(const std::string& owner, uint16_t type, const std::string& data,
                   uint16_t record_class) {
  return owner + two_bytes(type) + two_bytes(record_class) + std::string("\0\0\0\x3c", 4) +
         two_bytes(static_cast<unsigned>(data.size())) + data;
}

std::string address_record(const std::string& owner, const std::string& address) {
  const std::string bytes = ip(address);
  return record(owner, bytes.size() == 4 ? kTypeA : kTypeAaaa, bytes);
}

std::string alias_record(const std::string& owner, const std::string& target) {
  return record(owner, kTypeCname, target);
}

std::string Message::bytes() const {
  std::string out = two_bytes(id) + two_bytes(flags) + two_bytes(questions) +
                    two_bytes(static_cast<unsigned>(answers.size())) + two_bytes(0) + two_bytes(0) +
                    question;
  for (const std::string& answer : answers) out += answer;
  return out;
}

std::string question(const std::string& name, uint16_t type) {
  return wire_name(name) + two_bytes(type) + two_bytes(1);
}

std::string framed(const std::string& message) {
  return two_bytes(static_cast<unsigned>(message.size())) + message;
}

}  // namespace sparekey::test
