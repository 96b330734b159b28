// SPDX-License-Identifier: Apache-2.0
// Which program says what. Neither carries the other's phrases.
#ifndef SPAREKEY_WORDS_SPEAKERS_HPP
#define SPAREKEY_WORDS_SPEAKERS_HPP

#include "base/code_rows.hpp"
#include "words/help.hpp"
#include "words/results.hpp"
#include "words/words.hpp"

namespace sparekey {

struct CommandSpeaker {
  static constexpr bool says(Word word) { return word < kFirstWordOfKiosk; }
  static constexpr bool says(HelpText text) { return text < kFirstHelpOfKiosk; }
  template <typename Id>
  static constexpr bool says(Id) {
    return true;
  }
};

/// On standard error, and with --help. What its pages say stands elsewhere.
struct KioskSpeaker {
  static constexpr bool says(Word word) {
    return word < kFirstWordOfCommand || word >= kFirstWordOfKiosk;
  }
  static constexpr bool says(HelpText text) {
    return text < kFirstHelpOfCommand || text >= kFirstHelpOfKiosk;
  }
  static constexpr bool says(Kind kind) { return kind == Kind::usage; }
  /// Why it cannot start.
  static constexpr bool says(Code code) {
    const Kind kind = kCodeRows[static_cast<size_t>(code)].kind;
    return kind == Kind::usage || kind == Kind::local;
  }
  static constexpr bool says(Advice) { return false; }
  static constexpr bool says(Phase) { return false; }
};

}  // namespace sparekey

#endif
