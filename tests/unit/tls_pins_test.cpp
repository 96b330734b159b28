// SPDX-License-Identifier: Apache-2.0
// Pins as text: one writing, and nothing beside it.
#include <gtest/gtest.h>

#include <string>

#include "base/base64.hpp"
#include "sparekey/pin.hpp"

namespace sparekey {
namespace {

const std::string kZeros(43, 'A');

bool is_pin(const std::string& text, Pin* pin) {
  return parse_pin(Text(text.data(), text.size()), pin);
}

TEST(PinText, IsReadWhole) {
  Pin expected;
  for (size_t i = 0; i < sizeof expected.sha256; ++i)
    expected.sha256[i] = static_cast<uint8_t>(251 - 7 * i);
  char base64[64];
  const size_t size = base64_size(sizeof expected.sha256);
  ASSERT_EQ(size, 44u);
  base64_encode({expected.sha256, sizeof expected.sha256}, base64);
  Pin pin{};
  ASSERT_TRUE(is_pin("sha256/" + std::string(base64, size), &pin));
  for (size_t i = 0; i < sizeof pin.sha256; ++i) EXPECT_EQ(pin.sha256[i], expected.sha256[i]) << i;
  EXPECT_TRUE(is_pin("sha256/" + kZeros + "=", &pin));
  for (const uint8_t byte : pin.sha256) EXPECT_EQ(byte, 0);
}

TEST(PinText, NothingElseIsAPin) {
  const std::string good = "sha256/" + kZeros + "=";
  Pin pin;
  for (size_t size = 0; size < good.size(); ++size)
    EXPECT_FALSE(is_pin(good.substr(0, size), &pin)) << size;
  for (size_t from = 1; from < good.size(); ++from)
    EXPECT_FALSE(is_pin(good.substr(from), &pin)) << from;
  const std::string bad[] = {
      good + "=",
      good + "\n",
      " " + good,
      "sha256:" + kZeros + "=",  // the same length
      "sha512/" + kZeros + "=",
      "SHA256/" + kZeros + "=",
      "sha256/" + kZeros + "A",             // 33 bytes
      "sha256/" + kZeros.substr(1) + "==",  // 31
      "sha256/" + kZeros.substr(1) + "B=",  // bits behind the last byte
      "sha256/" + kZeros.substr(1) + "-=",  // base64url
      "sha256/" + kZeros.substr(2) + "\r\n=",
      "sha256/" + kZeros + "\n",
      "sha256/=" + kZeros,
  };
  for (const std::string& text : bad) EXPECT_FALSE(is_pin(text, &pin)) << text;
}

}  // namespace
}  // namespace sparekey
