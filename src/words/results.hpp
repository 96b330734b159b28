// SPDX-License-Identifier: Apache-2.0
// What the library's enumerators mean, in a person's language.
#ifndef SPAREKEY_WORDS_RESULTS_HPP
#define SPAREKEY_WORDS_RESULTS_HPP

#include "sparekey/client.hpp"
#include "words/phrase.hpp"
#include "words/spoken.hpp"

namespace sparekey {

/// One sentence without its full stop.
inline Spoken<kSentenceBytes> say(UiLanguage language, Code code) {
  return {language, PhraseGroup::code, static_cast<size_t>(code)};
}

/// What to do about it, one sentence; empty for Advice::none.
inline Spoken<kSentenceBytes> say(UiLanguage language, Advice advice) {
  return {language, PhraseGroup::advice, static_cast<size_t>(advice)};
}

/// What went wrong in general, as a list of exit statuses tells it.
inline Spoken<kSentenceBytes> say(UiLanguage language, Kind kind) {
  return {language, PhraseGroup::kind, static_cast<size_t>(kind)};
}

/// What is being done; empty for Phase::idle.
inline Spoken<kSentenceBytes> say(UiLanguage language, Phase phase) {
  return {language, PhraseGroup::phase, static_cast<size_t>(phase)};
}

}  // namespace sparekey

#endif
