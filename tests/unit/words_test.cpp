// SPDX-License-Identifier: Apache-2.0
// What people read: every enumerator has words in both languages, and Chinese text has Chinese
// punctuation.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "to_string.hpp"
#include "words/help_rows.hpp"
#include "words/results.hpp"
#include "words/word_rows.hpp"

namespace sparekey {
namespace {

template <typename Id>
std::string in(UiLanguage language, Id id) {
  return to_string(say(language, id));
}

// Every phrase of a language, by whatever enumerator.
std::vector<std::string> phrases(UiLanguage language) {
  std::vector<std::string> all;
  const bool chinese = language == UiLanguage::chinese;
  for (const Phrase<Word>& row : kWords) all.push_back(chinese ? row.chinese : row.english);
  for (const Phrase<HelpText>& row : kHelpTexts) all.push_back(chinese ? row.chinese : row.english);
  for (auto code = 0; code <= static_cast<int>(Code::encryption_failed); ++code)
    all.push_back(in(language, static_cast<Code>(code)));
  for (auto kind = 0; kind <= static_cast<int>(Kind::local); ++kind)
    all.push_back(in(language, static_cast<Kind>(kind)));
  for (auto advice = 1; advice <= static_cast<int>(Advice::check_trust); ++advice)
    all.push_back(in(language, static_cast<Advice>(advice)));
  for (auto phase = 1; phase <= static_cast<int>(Phase::receiving); ++phase)
    all.push_back(in(language, static_cast<Phase>(phase)));
  return all;
}

bool is_chinese(const std::string& text, size_t at) {
  return at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80;
}

TEST(Words, AreThereInBothLanguages) {
  const std::vector<std::string> in_english = phrases(UiLanguage::english);
  const std::vector<std::string> in_chinese = phrases(UiLanguage::chinese);
  ASSERT_EQ(in_english.size(), in_chinese.size());
  for (size_t i = 0; i < in_english.size(); ++i) {
    EXPECT_NE(in_english[i], "") << "number " << i;
    EXPECT_NE(in_chinese[i], "") << in_english[i];
    EXPECT_NE(in_chinese[i], in_english[i]);
    for (size_t at = 0; at < in_english[i].size(); ++at)
      EXPECT_FALSE(is_chinese(in_english[i], at)) << in_english[i];
  }
}

TEST(Words, NothingIsSaidOnlyOnPurpose) {
  for (const UiLanguage language : {UiLanguage::english, UiLanguage::chinese}) {
    EXPECT_EQ(in(language, Word::none), "");
    EXPECT_EQ(in(language, Advice::none), "");
    EXPECT_EQ(in(language, Phase::idle), "");
  }
}

TEST(Words, NoTwoCodesReadAlike) {
  for (const UiLanguage language : {UiLanguage::english, UiLanguage::chinese}) {
    std::set<std::string> seen;
    for (auto code = 0; code <= static_cast<int>(Code::encryption_failed); ++code)
      EXPECT_TRUE(seen.insert(in(language, static_cast<Code>(code))).second)
          << in(language, static_cast<Code>(code));
  }
}

// Codes that are easily mistaken for their neighbours.
TEST(Words, ChineseSaysWhatEnglishSays) {
  constexpr UiLanguage kChinese = UiLanguage::chinese;
  EXPECT_EQ(in(kChinese, Code::passcode_expired), "验证码已过期");
  EXPECT_EQ(in(kChinese, Code::certificate_expired), "服务器证书已过期");
  EXPECT_EQ(in(kChinese, Code::certificate_not_yet_valid), "服务器证书尚未生效");
  EXPECT_EQ(in(kChinese, Code::password_too_long), "密码太长，无法加密");
  EXPECT_EQ(in(kChinese, Code::out_of_memory), "本机内存不足");
  EXPECT_EQ(in(kChinese, Word::password_prompt), "新密码：");
  EXPECT_EQ(in(kChinese, Advice::check_clock), "请检查本机的时钟。");
}

// Beside a Chinese character punctuation is full-width, as Chinese typesetting has it.
TEST(Words, ChineseHasFullWidthPunctuation) {
  const std::string half_width = ",;:!?()";
  for (const std::string& phrase : phrases(UiLanguage::chinese)) {
    for (size_t at = 0; at < phrase.size(); ++at) {
      const bool beside = (at > 0 && is_chinese(phrase, at - 1)) || is_chinese(phrase, at + 1);
      const bool full_stop =
          phrase[at] == '.' && at + 1 == phrase.size() && at > 0 && is_chinese(phrase, at - 1);
      // "后加 :端口" names what is typed, as "主机[:端口]" and "unix:路径" do.
      const bool typed = phrase.compare(at, 7, ":端口") == 0 || phrase.compare(at, 7, ":路径") == 0;
      EXPECT_FALSE(full_stop ||
                   (beside && !typed && half_width.find(phrase[at]) != std::string::npos))
          << phrase;
    }
  }
}

}  // namespace
}  // namespace sparekey
