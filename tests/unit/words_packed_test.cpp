// SPDX-License-Identifier: Apache-2.0
// What is packed comes out as it stands in the source, and a fraction of its size lies in the
// program.
#include <gtest/gtest.h>

#include <string>

#include "to_string.hpp"
#include "words/speaker.hpp"
#include "words/speakers.hpp"

namespace sparekey {
namespace {

// Each program says its phrases as they stand in their rows, and holds no others.
template <class Speaker>
class Program {
 public:
  template <typename Id>
  void expect_said(PhraseGroup group, Id id, const char* english, const char* chinese) {
    const bool says = Speaker::says(id);
    EXPECT_EQ(said(UiLanguage::english, group, id), says ? english : "");
    EXPECT_EQ(said(UiLanguage::chinese, group, id), says ? chinese : "");
    count_ += says ? 1 : 0;
  }

  template <typename Id>
  int expect_sentences_said(PhraseGroup group) {
    int count = 0;
    for (;; ++count) {
      const auto id = static_cast<Id>(count);
      const Sentence row = sentence(id);
      if (row.english == nullptr) return count;
      expect_said(group, id, row.english, row.chinese);
    }
  }

  void expect_all_said() {
    for (const Phrase<Word>& row : kWords)
      expect_said(PhraseGroup::word, row.id, row.english, row.chinese);
    for (const Phrase<HelpText>& row : kHelpTexts)
      expect_said(PhraseGroup::help, row.id, row.english, row.chinese);
    EXPECT_EQ(expect_sentences_said<Code>(PhraseGroup::code),
              static_cast<int>(Code::encryption_failed) + 1);
    EXPECT_EQ(expect_sentences_said<Advice>(PhraseGroup::advice),
              static_cast<int>(Advice::check_trust) + 1);
    EXPECT_EQ(expect_sentences_said<Kind>(PhraseGroup::kind), static_cast<int>(Kind::local) + 1);
    EXPECT_EQ(expect_sentences_said<Phase>(PhraseGroup::phase),
              static_cast<int>(Phase::receiving) + 1);
  }

  int count() const { return count_; }

 private:
  template <typename Id>
  static std::string said(UiLanguage language, PhraseGroup group, Id id) {
    char out[kHelpTextBytes];
    const size_t size =
        speaker::unpack_phrase_of<Speaker>(language, group, static_cast<size_t>(id), out);
    return {out, size};
  }

  int count_ = 0;
};

TEST(Words, AreSaidAsTheyStandInTheirRows) {
  Program<CommandSpeaker> command;
  Program<KioskSpeaker> kiosk;
  command.expect_all_said();
  kiosk.expect_all_said();
  EXPECT_GT(command.count(), kiosk.count());
  EXPECT_GT(kiosk.count(), 50);
  // What this program of tests is linked with.
  EXPECT_EQ(to_string(say(UiLanguage::chinese, Word::full_stop)), "。");
}

constexpr Texts<19> kTexts = {
    {"", "a", "aa", "ab", "\x7f\n\t", "验证码", "a。b",
     "the quick brown fox jumps over the lazy dog", "",
     "THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG 0123456789", "鿿", "ࠀ", "￿",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
     "bbbbbbbbbbbbbbbbbbbbbbbbbbb", "cccccccccccc", "ddddd", "ee", "f"}};
constexpr packing::Code kCode = packing::make_code(kTexts);
constexpr auto kPacked = pack<kCode.count, kCode.bits>(kTexts, kCode);

TEST(Packed, ComesOutAsItWentIn) {
  for (size_t i = 0; i < sizeof kTexts.at / sizeof kTexts.at[0]; ++i) {
    char out[128];
    const size_t size = unpack(kPacked.texts_in(), i, out, sizeof out);
    EXPECT_EQ(std::string(out, size), kTexts.at[i]) << i;
  }
}

// Texts that are only passed on the way may be longer than the one that is wanted.
TEST(Packed, NothingIsWrittenBeyondTheRoomThereIs) {
  for (size_t i = 0; i < sizeof kTexts.at / sizeof kTexts.at[0]; ++i) {
    const std::string text = kTexts.at[i];
    std::string out(text.size() + 3, '*');
    EXPECT_EQ(unpack(kPacked.texts_in(), i, &out[0], text.size()), text.size());
    EXPECT_EQ(out, text + "***");
  }
}

// A complete code wastes nothing, and no character in it is longer than its rarity asks for.
TEST(Packed, TheCodeIsComplete) {
  uint64_t used = 0;
  size_t longest = 0;
  for (size_t i = 0; i < kCode.count; ++i) {
    used += uint64_t{1} << (32 - kCode.lengths[i]);
    longest = kCode.lengths[i] > longest ? kCode.lengths[i] : longest;
  }
  EXPECT_EQ(used, uint64_t{1} << 32);
  EXPECT_LE(longest, packing::kMaxCodeBits);
  EXPECT_TRUE(kCode.fits());
  EXPECT_EQ(kCode.lengths[kCode.find('a')], 2);  // the most frequent beside the NULs' and the b's
}

}  // namespace
}  // namespace sparekey
