// SPDX-License-Identifier: Apache-2.0
// A table of phrases in both languages. Each row names its enumerator, and a table with a row that
// is missing, misplaced or empty does not compile. The tables are packed: no program holds them.
#ifndef SPAREKEY_WORDS_PHRASE_HPP
#define SPAREKEY_WORDS_PHRASE_HPP

#include "sparekey/types.hpp"

namespace sparekey {

/// The language a program of ours speaks to people; that of the service's messages is Language.
enum class UiLanguage : uint8_t { english, chinese };

template <typename Id>
struct Phrase {
  Id id;
  const char* english;
  const char* chinese;
};

/// Whether `phrases` has one for each enumerator from the first row's on, in their order. The enum
/// ends in `count`.
// Not covered: the compiler runs it.
template <typename Id, size_t size>
constexpr bool is_complete(const Phrase<Id> (&phrases)[size]) {
  const auto first = static_cast<size_t>(phrases[0].id);
  for (size_t i = 0; i < size; ++i) {
    const Phrase<Id>& phrase = phrases[i];
    if (static_cast<size_t>(phrase.id) != first + i) return false;
    if (*phrase.english == '\0' || *phrase.chinese == '\0') return false;
  }
  return first + size == static_cast<size_t>(Id::count);
}

}  // namespace sparekey

#endif
