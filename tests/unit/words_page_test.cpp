// SPDX-License-Identifier: Apache-2.0
// What the kiosk's pages say: packed as it stands in its rows, for every code, in Chinese that is
// set as Chinese is.
#include <gtest/gtest.h>

#include <string>

#include "words/page_word_rows.hpp"

namespace sparekey {
namespace {

std::string said(UiLanguage language, PageWord word) {
  char bytes[kPageWordBytes];
  return std::string(bytes, unpack_page_word(language, word, bytes));
}

size_t times_in(const std::string& text) {
  size_t count = 0;
  for (size_t at = 0; (at = text.find("{}", at)) != std::string::npos; ++at) ++count;
  return count;
}

TEST(PageWords, AreSaidAsTheyStandInTheirRows) {
  for (const Phrase<PageWord>& row : kPageWords) {
    EXPECT_EQ(said(UiLanguage::english, row.id), row.english);
    EXPECT_EQ(said(UiLanguage::chinese, row.id), row.chinese);
  }
  EXPECT_EQ(said(UiLanguage::english, PageWord::none), "");
}

TEST(PageWords, HaveTheSameTimesInBothLanguages) {
  for (const Phrase<PageWord>& row : kPageWords) {
    EXPECT_EQ(times_in(row.english), times_in(row.chinese)) << row.english;
    EXPECT_LE(times_in(row.english), 1U) << row.english;
  }
}

TEST(PageWords, AreThereForEveryCodeButOk) {
  for (auto code = 1; code <= static_cast<int>(Code::encryption_failed); ++code) {
    const PageWords words = page_words(static_cast<Code>(code));
    EXPECT_NE(words.happened, PageWord::none) << code;
    EXPECT_NE(words.to_do, PageWord::none) << code;
  }
  EXPECT_EQ(page_words(Code::ok).happened, PageWord::none);
}

// A heading has no full stop; what to do is a sentence.
TEST(PageWords, WhatToDoIsASentence) {
  const auto ends_in = [](const std::string& text, const std::string& end) {
    return text.size() >= end.size() &&
           text.compare(text.size() - end.size(), end.size(), end) == 0;
  };
  for (auto code = 1; code <= static_cast<int>(Code::encryption_failed); ++code) {
    const PageWords words = page_words(static_cast<Code>(code));
    EXPECT_FALSE(ends_in(said(UiLanguage::english, words.happened), "."));
    EXPECT_TRUE(ends_in(said(UiLanguage::english, words.to_do), "."));
    EXPECT_FALSE(ends_in(said(UiLanguage::chinese, words.happened), "。"));
    EXPECT_TRUE(ends_in(said(UiLanguage::chinese, words.to_do), "。"));
  }
}

// Beside a Chinese character punctuation is full-width.
TEST(PageWords, ChineseHasFullWidthPunctuation) {
  const auto is_chinese = [](const std::string& text, size_t at) {
    return at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80;
  };
  for (const Phrase<PageWord>& row : kPageWords) {
    const std::string text = row.chinese;
    for (size_t at = 0; at < text.size(); ++at) {
      const bool beside = (at > 0 && is_chinese(text, at - 1)) || is_chinese(text, at + 1);
      EXPECT_FALSE(beside && std::string(",.;:!?()").find(text[at]) != std::string::npos) << text;
    }
  }
}

}  // namespace
}  // namespace sparekey
