// SPDX-License-Identifier: Apache-2.0
// Passcodes as people type, paste and save them.
#include "base/typed_text.hpp"

#include <gtest/gtest.h>

#include "exact_buffer.hpp"

namespace sparekey {
namespace {

using test::ExactBuffer;
using test::str;

// "refused" if it is not a passcode.
std::string cleaned(const std::string& typed) {
  ExactBuffer bytes{std::string_view(typed)};
  size_t size = 99;
  if (!clean_passcode(bytes.text(), bytes.data(), &size)) return "refused";
  return {bytes.data(), size};
}

TEST(TypedPasscode, BlanksAndHyphensAreDropped) {
  for (const std::string typed :
       {"123456", "123 456", "123-456", " 123456 ", "1 2 3 4 5 6", "12-34-56", "--123456--",
        "123\xC2\xA0"
        "456",  // no-break space
        "123\xE3\x80\x80"
        "456",  // ideographic space
        "123\xE2\x80\xAF"
        "456",  // narrow no-break space
        "123\xE2\x80\x91"
        "456",  // no-break hyphen
        "123\xE2\x80\x93"
        "456",  // en dash
        "123\xE2\x88\x92"
        "456",  // minus
        "123\xEF\xBC\x8D"
        "456",  // full-width hyphen
        "\xE2\x80\xAD"
        "123456\xE2\x80\xAC",  // as iOS pastes numbers
        "123\xE2\x80\x8B"
        "456",  // zero-width space
        "123\xC2\xAD"
        "456"})  // soft hyphen
    EXPECT_EQ(cleaned(typed), "123456") << typed;
}

// What would be escaped if the service sent it is dropped if a person pastes it.
TEST(TypedPasscode, WhatNobodySeesIsDropped) {
  for (const std::string unseen : {"\xE2\x80\xA8", "\xE2\x80\xA9", "\xCD\x8F", "\xE1\xA0\x8E",
                                   "\xEF\xB8\x8F", "\xF3\xA0\x81\xBF", "\xF3\xA0\x84\x80"})
    EXPECT_EQ(cleaned("123" + unseen + "456"), "123456") << unseen;
}

TEST(TypedPasscode, FullWidthDigitsAreFolded) {
  EXPECT_EQ(cleaned("１２３４５６７８９０"), "1234567890");
  EXPECT_EQ(cleaned("１２３　４５６"), "123456");
  EXPECT_EQ(cleaned("1２3－4５6"), "123456");
}

TEST(TypedPasscode, AnythingElseIsRefused) {
  for (const std::string typed :
       {"12345x", "12.34", "12+34", "一二三", "１２Ａ", "12\xFF", "12\xEF\xBC", "\xC2", "12\n34",
        "12\x7F", "١٢٣", "①②③", "12\U00010011", "12\uFF5F"})
    EXPECT_EQ(cleaned(typed), "refused") << typed;
  EXPECT_EQ(cleaned(std::string("12\0"
                                "34",
                                5)),
            "refused");
}

TEST(TypedPasscode, MayLeaveNothing) {
  for (const std::string typed : {"", " ", "-", "　", "\xE2\x80\x8B"})
    EXPECT_EQ(cleaned(typed), "");
}

// Each byte and each pair of bytes: nothing beyond the end is looked at, and no character has a
// size that leads there.
TEST(TypedText, StaysWithinItsBytes) {
  for (unsigned first = 0; first < 0x100; ++first)
    for (unsigned second = 0; second <= 0x100; ++second) {
      std::string text(1, static_cast<char>(first));
      if (second < 0x100) text += static_cast<char>(second);
      const ExactBuffer exact{std::string_view(text)};
      for (size_t at = 0; at < text.size();) {
        const TypedCharacter character = typed_character(exact.text(), at);
        ASSERT_GE(character.size, 1u);
        at += character.size;
        ASSERT_LE(at, text.size());
      }
    }
}

TEST(TypedText, IsTrimmedOfWhatNobodySees) {
  EXPECT_EQ(str(trimmed("  a b  ")), "a b");
  EXPECT_EQ(str(trimmed("\t　a　\xEF\xBB\xBF")), "a");
  EXPECT_EQ(str(trimmed("\xEF\xBB\xBF\xE2\x80\x8E"
                        "a\xE2\x80\x8B"
                        "b")),
            "a\xE2\x80\x8B"
            "b");
  EXPECT_EQ(str(trimmed("-a-")), "-a-");
  for (const std::string nothing : {"", " ", " \xE2\x80\x8B　"})
    EXPECT_EQ(str(trimmed(nothing)), "");
}

}  // namespace
}  // namespace sparekey
