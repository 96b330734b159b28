// SPDX-License-Identifier: Apache-2.0
#include "settings/output.hpp"

#include <gtest/gtest.h>

#include <string>

namespace sparekey {
namespace {

// `text` in two pieces.
std::string wrapped(const std::string& text, size_t columns, size_t split) {
  Output out(Output::kMemoryOnly);
  out.wrap_at(columns);
  out.put(Text(text.data(), split));
  out.put(Text(text.data() + split, text.size() - split));
  out.flush();
  const Text held = out.text();
  return {held.data(), held.size()};
}

void expect_wrapped(const std::string& text, size_t columns, const std::string& expected) {
  for (size_t split = 0; split <= text.size(); ++split)
    EXPECT_EQ(wrapped(text, columns, split), expected) << split;
}

TEST(Output, LinesBreakAtBlanks) {
  expect_wrapped("one two three", 20, "one two three");
  expect_wrapped("one two three", 13, "one two three");
  expect_wrapped("one two three", 12, "one two\nthree");
  expect_wrapped("one two three", 7, "one two\nthree");
  expect_wrapped("one two three", 3, "one\ntwo\nthree");
  expect_wrapped("one\ntwo three\n", 9, "one\ntwo three\n");
  expect_wrapped("Prompt: ", 10, "Prompt: ");
  expect_wrapped("one  two", 8, "one  two");
  expect_wrapped("one  two", 7, "one\ntwo");
}

TEST(Output, WhatIsLongerThanALineStaysWhole) {
  const std::string token(200, 'x');
  expect_wrapped("a " + token + " b", 40, "a\n" + token + "\nb");
}

TEST(Output, ChineseBreaksBetweenCharactersOfTwoColumns) {
  expect_wrapped("验证码已发送", 12, "验证码已发送");
  expect_wrapped("验证码已发送", 11, "验证码已发\n送");
  expect_wrapped("验证码已发送", 4, "验证\n码已\n发送");
  // What closes does not begin a line, what opens does not end one.
  expect_wrapped("验证码，已发送", 7, "验证\n码，已\n发送");
  expect_wrapped("验证（码已）发送", 6, "验证\n（码\n已）发\n送");
  expect_wrapped("如果 a@example.com 属于", 14, "如果\na@example.com\n属于");
}

TEST(Output, ChineseBreaksBesideWordsAsWell) {
  expect_wrapped("ab验证", 4, "ab验\n证");
  expect_wrapped("验abc", 4, "验\nabc");
}

TEST(Output, BytesThatEndNoCharacterStayWhatTheyAre) {
  for (const char* bytes : {"\x80", "\x80\x80\x80", "a \x80\x80", "\xE9\xAA\x80\x80"})
    expect_wrapped(bytes, 20, bytes);
}

// Whoever counts bytes in memory hears that they did not all fit.
TEST(Output, OfMemoryAloneEndsWithItsRoom) {
  Output out(Output::kMemoryOnly);
  while (!out.failed()) out.put('x');
  const size_t held = out.text().size();
  out.put("more");
  EXPECT_EQ(out.text().size(), held);
  EXPECT_GT(held, 0U);
}

TEST(Output, NumbersMayBeNegative) {
  Output out(Output::kMemoryOnly);
  for (const int64_t number : {int64_t{0}, int64_t{-1}, INT64_MAX, INT64_MIN}) {
    out.put_number(number);
    out.put(' ');
  }
  const Text held = out.text();
  EXPECT_EQ(std::string(held.data(), held.size()),
            "0 -1 9223372036854775807 -9223372036854775808 ");
}

}  // namespace
}  // namespace sparekey
