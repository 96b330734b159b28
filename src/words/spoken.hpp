// SPDX-License-Identifier: Apache-2.0
// Phrases are packed, all of a language together (packed.hpp), and unpacked as they are said.
#ifndef SPAREKEY_WORDS_SPOKEN_HPP
#define SPAREKEY_WORDS_SPOKEN_HPP

#include "words/phrase.hpp"

namespace sparekey {

enum class PhraseGroup : uint8_t { word, help, code, advice, kind, phase, count };

/// Writes the phrase to `out`, which has room for it; returns its size.
size_t unpack_phrase(UiLanguage language, PhraseGroup group, size_t number, char* out);

constexpr size_t kSentenceBytes = 144;
constexpr size_t kHelpTextBytes = 1280;  // the notes under the page

/// What say() returns: a phrase for as long as the expression in which it is said. To keep it, keep
/// this, not its Text.
template <size_t capacity>
class Spoken {
 public:
  Spoken(UiLanguage language, PhraseGroup group, size_t number)
      : size_(unpack_phrase(language, group, number, bytes_)) {}
  Spoken(const Spoken&) = delete;
  Spoken& operator=(const Spoken&) = delete;

  operator Text() const { return {bytes_, size_}; }

 private:
  char bytes_[capacity];
  const size_t size_;
};

}  // namespace sparekey

#endif
