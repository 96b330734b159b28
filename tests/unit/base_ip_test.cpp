// SPDX-License-Identifier: Apache-2.0
#include "base/ip.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "exact_buffer.hpp"
#include "tries.hpp"

namespace sparekey {
namespace {

// The C library's opinion. It takes what we refuse in one case only: numbers with leading zeros are
// refused by both.
bool libc_accepts(int family, const std::string& text, unsigned char* out) {
  return text.find('\0') == std::string::npos && inet_pton(family, text.c_str(), out) == 1;
}

void expect_like_libc(const std::string& text) {
  unsigned char expected[16] = {};
  Address address;
  const bool is_v4 = libc_accepts(AF_INET, text, expected);
  ASSERT_EQ(parse_ipv4(text, &address), is_v4) << '"' << text << '"';
  if (is_v4) {
    EXPECT_EQ(address.family, 4);
    EXPECT_EQ(memcmp(address.bytes, expected, 4), 0) << text;
  }
  const bool is_v6 = libc_accepts(AF_INET6, text, expected);
  ASSERT_EQ(parse_ipv6(text, &address), is_v6) << '"' << text << '"';
  if (is_v6) {
    EXPECT_EQ(address.family, 6);
    EXPECT_EQ(memcmp(address.bytes, expected, 16), 0) << text;
  }
}

TEST(Ip, AgreesWithTheCLibraryOnRandomTexts) {
  std::mt19937 random(1);
  const std::string alphabet = "0123456789abf:::..:";
  for (size_t i = 0; i < test::tries(200'000); ++i) {
    std::string text;
    for (auto left = random() % 24; left > 0; --left) text += alphabet[random() % alphabet.size()];
    expect_like_libc(text);
  }
}

}  // namespace
}  // namespace sparekey
