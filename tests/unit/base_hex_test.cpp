// SPDX-License-Identifier: Apache-2.0
#include "base/hex.hpp"

#include <gtest/gtest.h>

#include "exact_buffer.hpp"

namespace sparekey {
namespace {

using test::ExactBuffer;
using test::str;

TEST(Hex, VectorsOfTheRfcInBothCases) {  // RFC 4648 section 10
  const ExactBuffer in("foobar");
  ExactBuffer out(12);
  hex_encode(in.bytes(), out.data());
  EXPECT_EQ(str(out.text()), "666f6f626172");
  for (const char* text : {"666f6f626172", "666F6F626172", "666f6F626172"}) {
    ExactBuffer back(6);
    ASSERT_TRUE(hex_decode(text, reinterpret_cast<uint8_t*>(back.data())));
    EXPECT_EQ(str(back.text()), "foobar");
  }
}

TEST(Hex, EveryByteInPlaceAtTheRightEnd) {
  ExactBuffer buffer(512);
  for (int i = 0; i < 256; ++i) buffer.data()[256 + i] = static_cast<char>(i);
  hex_encode({reinterpret_cast<const uint8_t*>(buffer.data()) + 256, 256}, buffer.data());
  uint8_t bytes[256];
  ASSERT_TRUE(hex_decode(buffer.text(), bytes));
  for (int i = 0; i < 256; ++i) EXPECT_EQ(bytes[i], i);
}

TEST(Hex, RefusesOddLengthsAndOtherCharacters) {
  uint8_t bytes[4];
  EXPECT_TRUE(hex_decode("", bytes));
  for (const char* text :
       {"0", "000", "0g", "g0", "0 ", " 0", "0x", "\xFF\xFF", "/0", ":0", "@0", "`0"})
    EXPECT_FALSE(hex_decode(text, bytes)) << text;
}

}  // namespace
}  // namespace sparekey
