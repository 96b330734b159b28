// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"

#include <gtest/gtest.h>

#include "exact_buffer.hpp"

namespace sparekey {
namespace {

using test::ExactBuffer;

TEST(TextView, ComparesBytes) {
  EXPECT_TRUE(equal(Text(), ""));
  EXPECT_TRUE(equal("ab", std::string_view("ab")));
  EXPECT_FALSE(equal("ab", "aB"));
  EXPECT_FALSE(equal("ab", "abc"));
  EXPECT_TRUE(equal(Text("abcd").substr(1, 2), "bc"));
  EXPECT_TRUE(equal(Text("abcd").substr(4), ""));
  EXPECT_TRUE(equal(Text("abcd").substr(2, 100), "cd"));
  EXPECT_TRUE(Text(static_cast<const char*>(nullptr)).empty());
}

TEST(TextHelpers, IgnoringCaseOfAsciiOnly) {
  EXPECT_TRUE(equal_ignoring_case("Content-LENGTH", "content-length"));
  EXPECT_TRUE(equal_ignoring_case(Text(), ""));
  EXPECT_FALSE(equal_ignoring_case("content-length", "content-lengt"));
  EXPECT_FALSE(equal_ignoring_case("[", "{"));  // 32 apart, as letters are
  EXPECT_FALSE(equal_ignoring_case("@", "`"));
  EXPECT_FALSE(equal_ignoring_case("\xC3\x84", "\xC3\xA4"));  // Ä, ä
}

TEST(TextHelpers, Contains) {
  EXPECT_TRUE(contains("abc", 'c'));
  EXPECT_FALSE(contains("abc", '\0'));
  EXPECT_FALSE(contains(Text(), 'a'));
  EXPECT_TRUE(contains(Text("a\0b", 3), '\0'));
}

TEST(TextHelpers, HexValues) {
  for (int c = -128; c < 128; ++c) {
    const char* digits = "0123456789abcdef";
    const char* found = c > 0 ? strchr(digits, to_lower(static_cast<char>(c))) : nullptr;
    EXPECT_EQ(hex_value(static_cast<char>(c)), found == nullptr ? -1 : found - digits) << c;
  }
}

// Wherever the one character that is not plain stands, among however many that are.
TEST(TextHelpers, SkipsWhatIsPlain) {
  for (int c = 0; c < 256; ++c) {
    const bool plain = c >= ' ' && c <= '~' && c != '"' && c != '\\';
    for (size_t size = 1; size <= 25; ++size)
      for (size_t place = 0; place < size; ++place) {
        std::string text(size, place % 2 == 0 ? ' ' : '~');
        text[place] = static_cast<char>(c);
        const ExactBuffer buffer(text);
        for (const size_t from : {size_t{0}, place, place + 1, size})
          ASSERT_EQ(skip_plain(buffer.text(), from), plain || place < from ? size : place)
              << c << " at " << place << " of " << size << ", from " << from;
      }
  }
  EXPECT_EQ(skip_plain(Text(), 0), 0u);
}

// What lies beside it in a word may carry or borrow.
TEST(TextHelpers, SkipsToTheFirstOfTwo) {
  constexpr char kOdd[] = {'\0', '\x1F', '"', '\\', '\x7F', '\x80', '\xA0', '\xA2', '\xDC', '\xFF'};
  for (const char first : kOdd)
    for (const char second : kOdd)
      for (size_t a = 0; a < 17; ++a)
        for (size_t b = a + 1; b < 17; ++b) {
          char text[17];
          memset(text, '!', sizeof text);
          text[a] = first;
          text[b] = second;
          ASSERT_EQ(skip_plain({text, sizeof text}, 0), a);
          ASSERT_EQ(skip_plain({text, sizeof text}, a + 1), b);
        }
}

// RFC 3629, by arithmetic on the code point instead of ranges of bytes.
bool is_utf8_by_arithmetic(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<uint8_t>(text[i]);
    const size_t size = lead < 0x80             ? 1
                        : (lead & 0xE0) == 0xC0 ? 2
                        : (lead & 0xF0) == 0xE0 ? 3
                        : (lead & 0xF8) == 0xF0 ? 4
                                                : 0;
    if (size == 0 || text.size() - i < size) return false;
    uint32_t point = size == 1 ? lead : lead & (0xFFu >> (size + 1));
    for (size_t k = 1; k < size; ++k) {
      const auto next = static_cast<uint8_t>(text[i + k]);
      if ((next & 0xC0) != 0x80) return false;
      point = point << 6 | (next & 0x3F);
    }
    constexpr uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    if (point < kLeast[size] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
      return false;
    i += size;
  }
  return true;
}

bool is_utf8_in_exact_buffer(std::string_view text) {
  const ExactBuffer buffer(text);
  return is_utf8(buffer.text());
}

TEST(Utf8, KnownTexts) {
  for (const char* good :
       {"", "abc", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
        "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "\xE5\xAF\x86\xE7\xA0\x81"})
    EXPECT_TRUE(is_utf8_in_exact_buffer(good)) << good;
  EXPECT_TRUE(is_utf8_in_exact_buffer(std::string_view("a\0b", 3)));
  for (const char* bad : {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2\x41",
                          "\xC2\xC2\x80", "\xE0\x9F\xBF", "\xE0\xA0", "\xED\xA0\x80",
                          "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF0\x90\x80", "\xF4\x90\x80\x80",
                          "\xF5\x80\x80\x80", "\xF8\x88\x80\x80\x80", "\xFE", "\xFF", "a\xE5\xAF"})
    EXPECT_FALSE(is_utf8_in_exact_buffer(bad)) << bad;
}

TEST(Utf8, EveryTextOfTwoBytesAndEveryLeadOfFour) {
  char text[4];
  for (unsigned pair = 0; pair < 0x10000; ++pair) {
    text[0] = static_cast<char>(pair >> 8);
    text[1] = static_cast<char>(pair);
    ASSERT_EQ(is_utf8({text, 2}), is_utf8_by_arithmetic({text, 2})) << pair;
    for (unsigned third : {0x41u, 0x7Fu, 0x80u, 0xBFu, 0xC0u}) {
      text[2] = static_cast<char>(third);
      ASSERT_EQ(is_utf8({text, 3}), is_utf8_by_arithmetic({text, 3})) << pair << " " << third;
      for (unsigned fourth : {0x41u, 0x80u, 0xBFu, 0xC2u}) {
        text[3] = static_cast<char>(fourth);
        ASSERT_EQ(is_utf8({text, 4}), is_utf8_by_arithmetic({text, 4}))
            << pair << " " << third << " " << fourth;
      }
    }
  }
}

TEST(FieldValue, OnlyPrintableAscii) {
  for (int c = 0; c < 256; ++c) {
    const char text[] = {'a', static_cast<char>(c), 'b'};
    EXPECT_EQ(is_field_value({text, 3}), c >= ' ' && c <= '~') << c;
  }
  EXPECT_TRUE(is_field_value(""));
  EXPECT_TRUE(is_field_value("a b"));
  for (const char* bad : {" ", " a", "a ", "a\r\nb: c", "\xC3\xA4"})
    EXPECT_FALSE(is_field_value(bad)) << bad;
}

TEST(Decimal, DigitsWithinTheLimit) {
  uint64_t value = 99;
  EXPECT_TRUE(parse_decimal("0", 0, &value));
  EXPECT_EQ(value, 0u);
  EXPECT_TRUE(parse_decimal("007", 7, &value));
  EXPECT_EQ(value, 7u);
  EXPECT_TRUE(parse_decimal("65535", 65535, &value));
  EXPECT_EQ(value, 65535u);
  EXPECT_TRUE(parse_decimal("18446744073709551615", UINT64_MAX, &value));
  EXPECT_EQ(value, UINT64_MAX);

  value = 99;
  for (const char* bad : {"", "-1", "+1", " 1", "1 ", "1x", "0x1", "1.0", "/", ":"})
    EXPECT_FALSE(parse_decimal(bad, UINT64_MAX, &value)) << bad;
  for (const char* bad : {"18446744073709551616", "18446744073709551620", "99999999999999999999",
                          "184467440737095516150"})
    EXPECT_FALSE(parse_decimal(bad, UINT64_MAX, &value)) << bad;
  for (const char* bad : {"256", "260", "300", "2550"})
    EXPECT_FALSE(parse_decimal(bad, 255, &value)) << bad;
  EXPECT_FALSE(parse_decimal("1", 0, &value));
  EXPECT_FALSE(parse_decimal("8", 7, &value));
  EXPECT_EQ(value, 99u);  // untouched by what fails
}

// Every code point up to U+0100 alone, and one of each further length.
TEST(TextHelpers, ControlsAreC0AndDelAndC1) {
  for (unsigned point = 0; point < 0x100; ++point) {
    std::string character(1, static_cast<char>(point));
    if (point >= 0x80)
      character = {static_cast<char>(0xC0 | point >> 6), static_cast<char>(0x80 | (point & 0x3F))};
    const bool control = point < 0x20 || (point >= 0x7F && point < 0xA0);
    const ExactBuffer exact(character);
    EXPECT_EQ(control_size(exact.text(), 0), control ? character.size() : 0) << point;
    EXPECT_EQ(has_controls("a" + character), control) << point;
    EXPECT_EQ(can_be_typed(character + "a"), !control) << point;
  }
  for (const std::string text : {"", "\xE4\xB8\xAD", "\xF0\x9F\x98\x80", "a b"}) {
    EXPECT_FALSE(has_controls(text)) << text;
    EXPECT_TRUE(can_be_typed(text)) << text;
  }
  // Cut short, or no UTF-8 at all: nothing beyond the end is looked at.
  EXPECT_FALSE(has_controls(ExactBuffer(std::string_view("\xC2")).text()));
  EXPECT_FALSE(has_controls("\xC2\x20"));
}

TEST(TextHelpers, AByteOrderMarkCannotBeTyped) {
  for (const std::string text :
       {"\xEF\xBB\xBF", "\xEF\xBB\xBFsecret", "sec\xEF\xBB\xBFret", "secret\xEF\xBB\xBF"})
    EXPECT_FALSE(can_be_typed(text)) << text;
  EXPECT_TRUE(can_be_typed(ExactBuffer(std::string_view("\xEF\xBB")).text()));
  EXPECT_TRUE(can_be_typed("\xEF\xBB\xBE"));
}

TEST(TextHelpers, DecimalDigits) {
  char digits[kMaxDecimalDigits];
  for (const uint64_t number :
       {uint64_t{0}, uint64_t{7}, uint64_t{10}, uint64_t{4'294'967'296}, UINT64_MAX})
    EXPECT_TRUE(equal(to_decimal(number, digits), std::to_string(number))) << number;
}

TEST(Controls, AreNotLookedForBehindTheText) {
  const Text next_line = "\xC2\x85";
  EXPECT_EQ(control_size(next_line, 0), 2u);
  EXPECT_EQ(control_size(next_line.substr(0, 1), 0), 0u);
}

}  // namespace
}  // namespace sparekey
