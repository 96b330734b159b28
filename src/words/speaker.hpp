// SPDX-License-Identifier: Apache-2.0
// A program's phrases, packed together. Each keeps its number in every program, and is empty in
// those that never say it.
#ifndef SPAREKEY_WORDS_SPEAKER_HPP
#define SPAREKEY_WORDS_SPEAKER_HPP

#include "words/help_rows.hpp"
#include "words/packed.hpp"
#include "words/result_rows.hpp"
#include "words/word_rows.hpp"

namespace sparekey::speaker {

// A row for Word::none, which says nothing.
constexpr size_t kWordCount = static_cast<size_t>(Word::count);
constexpr size_t kHelpCount = static_cast<size_t>(HelpText::count);

// Not covered: the compiler runs it.
template <typename Id>
constexpr size_t count_of() {
  size_t count = 0;
  while (sentence(static_cast<Id>(count)).english != nullptr) ++count;
  return count;
}

struct Groups {
  size_t first[static_cast<size_t>(PhraseGroup::count) + 1];
};
// Not covered: the compiler runs it.
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

// Not covered: the compiler runs it.
template <typename Row>
constexpr const char* column(const Row& row, UiLanguage language) {
  return language == UiLanguage::chinese ? row.chinese : row.english;
}

// Not covered: the compiler runs it.
template <class Speaker, typename Id>
constexpr void gather_sentences(UiLanguage language, PhraseGroup group, Texts<kPhrases>* out) {
  for (size_t i = 0; i < count_of<Id>(); ++i) {
    const auto id = static_cast<Id>(i);
    if (Speaker::says(id)) out->at[first_of(group) + i] = column(sentence(id), language);
  }
}

// Not covered: the compiler runs it.
template <class Speaker, typename Id, size_t size>
constexpr void gather_rows(UiLanguage language, const Phrase<Id> (&rows)[size], PhraseGroup group,
                           Texts<kPhrases>* out) {
  for (const Phrase<Id>& row : rows)
    if (Speaker::says(row.id))
      out->at[first_of(group) + static_cast<size_t>(row.id)] = column(row, language);
}

/// `Speaker::says()` tells of each enumerator whether that program says it.
// Not covered: the compiler runs it.
template <class Speaker>
constexpr Texts<kPhrases> gather(UiLanguage language) {
  Texts<kPhrases> texts{};
  for (const char*& text : texts.at) text = "";
  gather_rows<Speaker>(language, kWords, PhraseGroup::word, &texts);
  gather_rows<Speaker>(language, kHelpTexts, PhraseGroup::help, &texts);
  gather_sentences<Speaker, Code>(language, PhraseGroup::code, &texts);
  gather_sentences<Speaker, Advice>(language, PhraseGroup::advice, &texts);
  gather_sentences<Speaker, Kind>(language, PhraseGroup::kind, &texts);
  gather_sentences<Speaker, Phase>(language, PhraseGroup::phase, &texts);
  return texts;
}

// Not covered: the compiler runs it.
constexpr bool fit(const Texts<kPhrases>& texts) {
  for (size_t i = 0; i < kPhrases; ++i) {
    const bool help = i >= first_of(PhraseGroup::help) && i < first_of(PhraseGroup::code);
    if (Text(texts.at[i]).size() > (help ? kHelpTextBytes : kSentenceBytes)) return false;
  }
  return true;
}

template <class Speaker, UiLanguage language>
constexpr Texts<kPhrases> kTexts = gather<Speaker>(language);
template <class Speaker, UiLanguage language>
constexpr packing::Code kCode = packing::make_code(kTexts<Speaker, language>);
template <class Speaker, UiLanguage language>
constexpr auto kPacked = pack<kCode<Speaker, language>.count, kCode<Speaker, language>.bits>(
    kTexts<Speaker, language>, kCode<Speaker, language>);

// Not covered: the compiler runs it.
template <class Speaker, UiLanguage language>
constexpr PackedTexts packed() {
  static_assert(fit(kTexts<Speaker, language>), "Spoken has room for each");
  static_assert(kCode<Speaker, language>.fits(), "");
  return kPacked<Speaker, language>.texts_in();
}

/// What unpack_phrase() does in that program.
template <class Speaker>
size_t unpack_phrase_of(UiLanguage language, PhraseGroup group, size_t number, char* out) {
  constexpr PackedTexts kLanguages[] = {packed<Speaker, UiLanguage::english>(),
                                        packed<Speaker, UiLanguage::chinese>()};
  static_assert(static_cast<int>(UiLanguage::chinese) == 1, "");
  return unpack(kLanguages[static_cast<size_t>(language)], first_of(group) + number, out,
                group == PhraseGroup::help ? kHelpTextBytes : kSentenceBytes);
}

}  // namespace sparekey::speaker

#endif
