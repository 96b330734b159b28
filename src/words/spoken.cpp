// SPDX-License-Identifier: Apache-2.0
#include "words/spoken.hpp"

#include "words/help_rows.hpp"
#include "words/packed.hpp"
#include "words/result_rows.hpp"
#include "words/word_rows.hpp"

namespace sparekey {
namespace {

// A row for Word::none, which says nothing.
constexpr size_t kWordCount = static_cast<size_t>(Word::count);
constexpr size_t kHelpCount = static_cast<size_t>(HelpText::count);

template <typename Id>
constexpr size_t count_of() {
  size_t count = 0;
  while (sentence(static_cast<Id>(count)).english != nullptr) ++count;
  return count;
}

struct Groups {
  size_t first[static_cast<size_t>(PhraseGroup::count) + 1];
};
constexpr Groups first_numbers() {
  const size_t counts[] = {kWordCount,         kHelpCount,       count_of<Code>(),
                           count_of<Advice>(), count_of<Kind>(), count_of<Phase>()};
  Groups groups{};
  for (size_t i = 0; i < sizeof counts / sizeof counts[0]; ++i)
    groups.first[i + 1] = groups.first[i] + counts[i];
  return groups;
}
constexpr Groups kGroups = first_numbers();
constexpr size_t first_of(PhraseGroup group) { return kGroups.first[static_cast<size_t>(group)]; }
constexpr size_t kPhrases = first_of(PhraseGroup::count);

constexpr const char* column(const Sentence& sentence, UiLanguage language) {
  return language == UiLanguage::chinese ? sentence.chinese : sentence.english;
}

template <typename Id>
constexpr void gather(UiLanguage language, PhraseGroup group, Texts<kPhrases>* out) {
  for (size_t i = 0; i < count_of<Id>(); ++i)
    out->at[first_of(group) + i] = column(sentence(static_cast<Id>(i)), language);
}

constexpr Texts<kPhrases> gather(UiLanguage language) {
  Texts<kPhrases> texts{};
  texts.at[0] = "";
  for (size_t i = 1; i < kWordCount; ++i)
    texts.at[i] = column({kWords[i - 1].english, kWords[i - 1].chinese}, language);
  for (size_t i = 0; i < kHelpCount; ++i)
    texts.at[kWordCount + i] = column({kHelpTexts[i].english, kHelpTexts[i].chinese}, language);
  gather<Code>(language, PhraseGroup::code, &texts);
  gather<Advice>(language, PhraseGroup::advice, &texts);
  gather<Kind>(language, PhraseGroup::kind, &texts);
  gather<Phase>(language, PhraseGroup::phase, &texts);
  return texts;
}

constexpr bool fit(const Texts<kPhrases>& texts) {
  for (size_t i = 0; i < kPhrases; ++i) {
    const bool help = i >= first_of(PhraseGroup::help) && i < first_of(PhraseGroup::code);
    if (Text(texts.at[i]).size() > (help ? kHelpTextBytes : kSentenceBytes)) return false;
  }
  return true;
}

constexpr Texts<kPhrases> kEnglish = gather(UiLanguage::english);
constexpr Texts<kPhrases> kChinese = gather(UiLanguage::chinese);
static_assert(fit(kEnglish) && fit(kChinese), "Spoken has room for each");

constexpr packing::Code kEnglishCode = packing::make_code(kEnglish);
constexpr packing::Code kChineseCode = packing::make_code(kChinese);
static_assert(kEnglishCode.fits() && kChineseCode.fits(), "");
constexpr auto kPackedEnglish = pack<kEnglishCode.count, kEnglishCode.bits>(kEnglish, kEnglishCode);
constexpr auto kPackedChinese = pack<kChineseCode.count, kChineseCode.bits>(kChinese, kChineseCode);

}  // namespace

size_t unpack_phrase(UiLanguage language, PhraseGroup group, size_t number, char* out) {
  constexpr PackedTexts kLanguages[] = {kPackedEnglish.texts_in(), kPackedChinese.texts_in()};
  static_assert(static_cast<int>(UiLanguage::chinese) == 1, "");
  return unpack(kLanguages[static_cast<size_t>(language)], first_of(group) + number, out,
                group == PhraseGroup::help ? kHelpTextBytes : kSentenceBytes);
}

}  // namespace sparekey
