// SPDX-License-Identifier: Apache-2.0
// What the library's enumerators mean, in a person's language.
#ifndef SPAREKEY_WORDS_RESULTS_HPP
#define SPAREKEY_WORDS_RESULTS_HPP

#include "sparekey/client.hpp"
#include "words/phrase.hpp"

namespace sparekey {

/// One sentence without its full stop.
Text say(UiLanguage language, Code code);

/// What to do about it, one sentence; empty for Advice::none.
Text say(UiLanguage language, Advice advice);

/// What went wrong in general, as a list of exit statuses tells it.
Text say(UiLanguage language, Kind kind);

/// What is being done; empty for Phase::idle.
Text say(UiLanguage language, Phase phase);

}  // namespace sparekey

#endif
