// SPDX-License-Identifier: Apache-2.0
#include "settings/printable.hpp"

#include <gtest/gtest.h>

#include <string>

namespace sparekey {
namespace {

std::string utf8(uint32_t point) {
  const auto byte = [](uint32_t bits) { return static_cast<char>(bits); };
  if (point < 0x80) return {byte(point)};
  if (point < 0x800) return {byte(0xC0 | point >> 6), byte(0x80 | (point & 0x3F))};
  if (point < 0x10000)
    return {byte(0xE0 | point >> 12), byte(0x80 | (point >> 6 & 0x3F)),
            byte(0x80 | (point & 0x3F))};
  return {byte(0xF0 | point >> 18), byte(0x80 | (point >> 12 & 0x3F)),
          byte(0x80 | (point >> 6 & 0x3F)), byte(0x80 | (point & 0x3F))};
}

std::string escaped(const std::string& bytes) {
  std::string result;
  char escape[5];
  for (const char c : bytes) {
    snprintf(escape, sizeof escape, "\\x%02x", static_cast<unsigned char>(c));
    result += escape;
  }
  return result;
}

std::string printed(const std::string& text, bool is_utf8 = true) {
  Output out(Output::kMemoryOnly);
  out.set_utf8(is_utf8);
  put_printable(Text(text.data(), text.size()), out);
  const Text held = out.text();
  return {held.data(), held.size()};
}

TEST(Printable, WhatSteersATerminalOrHidesIsEscaped) {
  const struct {
    uint32_t first, last;
  } ranges[] = {
      {0x00, 0x1F},       {0x7F, 0x9F},       {0xAD, 0xAD},       {0x61C, 0x61C},
      {0x34F, 0x34F},     {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},
      {0x200B, 0x200F},   {0x2028, 0x202E},   {0x2060, 0x206F},   {0xFEFF, 0xFEFF},
      {0xFE00, 0xFE0F},   {0x3164, 0x3164},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},
      {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
  };
  for (const auto& range : ranges)
    for (uint32_t point = range.first; point <= range.last; ++point) {
      const std::string character = utf8(point);
      EXPECT_EQ(printed("a" + character + "b"), "a" + escaped(character) + "b") << point;
    }
}

TEST(Printable, OrdinaryTextStays) {
  for (const std::string text : {"", "plain ~ text", "密码强度不够。", "Zażółć", "пароль",
                                 "パスワード", "😀", "\xc2\xa0", "\xe2\x80\x8a", "\xe2\x80\xa7"})
    EXPECT_EQ(printed(text), text);
}

TEST(Printable, WithoutUtf8AllBeyondAsciiIsEscaped) {
  // 9C inside it ends a command on an 8-bit terminal.
  EXPECT_EQ(printed("a最b", false), "a\\xe6\\x9c\\x80b");
  for (uint32_t point = 0x80; point < 0x3000; ++point) {
    const std::string character = utf8(point);
    EXPECT_EQ(printed(character, false), escaped(character));
  }
  EXPECT_EQ(printed("only ASCII~", false), "only ASCII~");
}

TEST(Printable, WhatIsNotUtf8IsEscapedByteByByte) {
  for (unsigned byte = 0x80; byte < 0x100; ++byte) {
    const std::string one(1, static_cast<char>(byte));
    EXPECT_EQ(printed(one), escaped(one));
    EXPECT_EQ(printed("a" + one + "b"), "a" + escaped(one) + "b");
  }
  // Cut at each length.
  const std::string whole = "\xf0\x9f\x98\x80";
  for (size_t size = 1; size < whole.size(); ++size)
    EXPECT_EQ(printed(whole.substr(0, size)), escaped(whole.substr(0, size)));
}

TEST(Printable, LinesStayIfWanted) {
  Output out(Output::kMemoryOnly);
  put_printable_lines("a\nb\tc\xe2\x80\xa8", out);
  EXPECT_TRUE(equal(out.text(), "a\nb\\x09c\\xe2\\x80\\xa8"));
}

std::string json_of(Text text) {
  Output out(Output::kMemoryOnly);
  put_json_string(text, out);
  return std::string(out.text().data(), out.text().size());
}

// The name of a file, or a mistyped command, may be any bytes.
TEST(Printable, JsonIsUtf8WhateverItTellsOf) {
  EXPECT_EQ(json_of("\xffystem"), R"("\ufffdystem")");
  EXPECT_EQ(json_of("a\xe6\x9c"), R"("a\ufffd\ufffd")");
  EXPECT_EQ(json_of("\xc2\x9b\x7f\n\"\\"), R"("\u009b\u007f\n\"\\")");
  EXPECT_EQ(json_of("密\xF0\x9F\x98\x80\xEF\xBF\xBF"), "\"密\xF0\x9F\x98\x80\xEF\xBF\xBF\"");
}

}  // namespace
}  // namespace sparekey
