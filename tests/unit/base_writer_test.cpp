// SPDX-License-Identifier: Apache-2.0
#include "base/writer.hpp"

#include <gtest/gtest.h>

#include "exact_buffer.hpp"

namespace sparekey {
namespace {

using test::ExactBuffer;
using test::str;

TEST(Writer, Appends) {
  ExactBuffer buffer(size_t{32});
  Writer out(buffer.data(), buffer.size());
  out.put('a');
  out.put("bc");
  out.put(Text());
  out.put_decimal(0);
  out.put_decimal(SIZE_MAX);
  EXPECT_TRUE(out.ok());
  const std::string all = "abc0" + std::to_string(SIZE_MAX);
  EXPECT_EQ(str(out.written()), all);
  EXPECT_EQ(out.size(), all.size());
}

TEST(Writer, FillsItsBufferExactly) {
  ExactBuffer buffer(size_t{3});
  Writer out(buffer.data(), buffer.size());
  out.put("abc");
  EXPECT_TRUE(out.ok());
  out.put(Text());
  EXPECT_TRUE(out.ok());
  out.put('d');
  EXPECT_FALSE(out.ok());
  EXPECT_EQ(str(out.written()), "abc");
}

TEST(Writer, FirstFailureSticks) {
  ExactBuffer buffer(size_t{4});
  Writer out(buffer.data(), buffer.size());
  out.put("ab");
  out.put("cde");
  EXPECT_FALSE(out.ok());
  out.put('c');  // would fit, and is not written
  EXPECT_EQ(out.reserve(0), nullptr);
  EXPECT_FALSE(out.ok());
  EXPECT_EQ(str(out.written()), "ab");
}

TEST(Writer, FailsWhenTold) {
  char buffer[4];
  Writer out(buffer, sizeof buffer);
  out.put("ab");
  out.fail();
  out.put("c");
  EXPECT_FALSE(out.ok());
  EXPECT_EQ(str(out.written()), "ab");
}

TEST(Writer, NumbersAreWrittenWholeOrNotAtAll) {
  for (size_t capacity = 0; capacity <= 5; ++capacity) {
    ExactBuffer buffer(capacity);
    Writer out(buffer.data(), buffer.size());
    out.put_decimal(1234);
    EXPECT_EQ(out.ok(), capacity >= 4);
    EXPECT_EQ(str(out.written()), capacity >= 4 ? "1234" : "");
  }
}

TEST(Writer, ReservesForTheCallerToFill) {
  ExactBuffer buffer(size_t{5});
  Writer out(buffer.data(), buffer.size());
  out.put('<');
  char* place = out.reserve(3);
  ASSERT_NE(place, nullptr);
  out.put('>');
  memcpy(place, "abc", 3);
  EXPECT_EQ(str(out.written()), "<abc>");
}

TEST(Writer, HugeSizesDoNotWrapAround) {
  ExactBuffer buffer(size_t{4});
  Writer out(buffer.data(), buffer.size());
  out.put("ab");
  EXPECT_EQ(out.reserve(SIZE_MAX), nullptr);
  EXPECT_EQ(str(out.written()), "ab");
}

TEST(Writer, WithoutBuffer) {
  Writer out(nullptr, 0);
  out.put(Text());
  EXPECT_TRUE(out.ok());
  out.put('a');
  EXPECT_FALSE(out.ok());
}

}  // namespace
}  // namespace sparekey
