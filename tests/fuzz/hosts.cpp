// SPDX-License-Identifier: Apache-2.0
// Addresses as inet_pton reads them; origins, proxies, pins, recipients.
// Covers: src/base/ip.cpp src/base/origin.cpp src/base/typed_recipient.cpp src/base/typed_text.cpp
// src/tls/pins.cpp src/base/text.cpp
#include <arpa/inet.h>

#include "base/base64.hpp"
#include "base/ip.hpp"
#include "base/origin.hpp"
#include "base/text.hpp"
#include "base/typed_text.hpp"
#include "fuzz.hpp"
#include "sparekey/pin.hpp"
#include "sparekey/typed_recipient.hpp"

namespace sparekey::fuzz {
namespace {

// Whether libc reads the same address, or none either.
bool as_inet_pton(int family, const std::string& text, bool read, const Address& address) {
  if (text.find('\0') != std::string::npos) return !read;  // libc would see its beginning alone
  uint8_t bytes[16] = {};
  const bool theirs = inet_pton(family == 4 ? AF_INET : AF_INET6, text.c_str(), bytes) == 1;
  if (theirs != read) return false;
  return !read || (address.family == family && memcmp(address.bytes, bytes, sizeof bytes) == 0);
}

void check_addresses(const std::string& text, Text exact) {
  Address address;
  const bool is_ipv4 = parse_ipv4(exact, &address);
  require(as_inet_pton(4, text, is_ipv4, address), "IPv4 as inet_pton reads it");
  const bool is_ipv6 = parse_ipv6(exact, &address);
  require(as_inet_pton(6, text, is_ipv6, address), "IPv6 as inet_pton reads it");
}

void check_origin(const char* (*parse)(Text, Origin*), Text text) {
  Origin origin;
  if (parse(text, &origin) != nullptr) return;
  require(lies_in(origin.authority, text) && lies_in(origin.host, origin.authority),
          "an origin is part of its text");
  require(origin.authority.end() == text.end(), "and its end");
  require(origin.tcp_port != 0 && !origin.host.empty() && origin.host.size() <= 253, "one that is");
  require(is_field_value(origin.authority), "fit for a Host field");
  for (const char c : origin.authority)
    require(c > ' ' && contains("-._:[]", c) + is_name_char(c) > 0, "nothing foreign in it");
  uint8_t bytes[16];
  const std::string host = str(origin.host);
  const int family = origin.address.family;
  require((inet_pton(AF_INET, host.c_str(), bytes) == 1) == (family == 4), "IPv4 is an address");
  require((inet_pton(AF_INET6, host.c_str(), bytes) == 1) == (family == 6), "IPv6 is one too");
  in_addr old_form;
  require(family != 0 || inet_aton(host.c_str(), &old_form) == 0,
          "no name that resolvers would read as an address");
  // What was read can be read again, and is the same.
  Origin again;
  require(parse(origin.authority, &again) == nullptr && equal(again.host, origin.host) &&
              again.tcp_port == origin.tcp_port,
          "its authority is the same origin");
}

void check_pin(Text text) {
  Pin pin;
  if (!parse_pin(text, &pin)) return;
  char written[base64_size(sizeof pin.sha256)];
  base64_encode({pin.sha256, sizeof pin.sha256}, written);
  require(str(text) == "sha256/" + std::string(written, sizeof written), "a pin has one form");
}

void check_recipient(Text text, Text country_code) {
  TypedRecipient typed;
  const bool read = typed.read(text) || typed.read_phone(text, country_code);
  require(read == typed.is_given(), "read means given");
  if (!read) return;
  const Recipient& recipient = typed.recipient();
  require(recipient.email.empty() != recipient.phone.empty(), "an address or a number");
  require(is_utf8(recipient.email) && can_be_typed(recipient.email), "an address on one line");
  for (const char c : recipient.phone) require(is_digit(c), "digits alone in a number");
  for (const char c : recipient.country_code)
    require(is_digit(c) || c == '+', "digits alone in a country code");
  if (recipient.email.empty()) return;
  TypedRecipient again;
  require(again.read(recipient.email) && equal(again.recipient().email, recipient.email),
          "what was cleaned stays as it is");
}

void check_passcode(const std::string& text) {
  ExactBuffer typed(text);
  ExactBuffer out(text.size());
  size_t size = 0;
  const bool good = clean_passcode(typed.text(), out.data(), &size);
  size_t in_place = 0;
  require(clean_passcode(typed.text(), typed.data(), &in_place) == good, "in place as well");
  if (!good) return;
  require(size <= text.size() && size == in_place && memcmp(typed.data(), out.data(), size) == 0,
          "the same passcode");
  for (const char c : Text(out.data(), size)) require(is_digit(c), "digits alone");
}

}  // namespace
}  // namespace sparekey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sparekey;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const fuzz::ExactBuffer exact(text);
  fuzz::check_addresses(text, exact.text());
  fuzz::check_origin(parse_origin, exact.text());
  fuzz::check_origin(parse_host_and_port, exact.text());
  fuzz::check_origin(parse_proxy, exact.text());
  fuzz::check_pin(exact.text());
  const size_t comma = text.find(',');
  const Text country = comma == std::string::npos ? Text() : exact.text().substr(comma + 1);
  fuzz::check_recipient(exact.text().substr(0, text.size() - country.size()), country);
  fuzz::check_recipient(exact.text(), Text());
  if (size > 0) fuzz::check_passcode(text);
  return 0;
}
