// SPDX-License-Identifier: Apache-2.0
// What a recovery says to the person, between the prompts.
#ifndef SPAREKEY_CLI_DIALOGUE_WORDS_HPP
#define SPAREKEY_CLI_DIALOGUE_WORDS_HPP

#include "cli/session.hpp"
#include "sparekey/recovery.hpp"

namespace sparekey::cli {

class DialogueWords {
 public:
  explicit DialogueWords(const Session& session)
      : language_(session.settings.ui_language),
        verbose_(session.settings.verbose),
        out_(session.dialogue) {}

  /// "[2/3] The passcode"
  void heading(Step step);

  void sentence(Word word);

  /// Where the passcode went. The same for a known and an unknown account.
  void sent_to(const Recipient& recipient, Disclosure disclosure);

  /// What went wrong, said once; with --verbose also in the service's words, with its codes.
  void failure(const Result& result);

  /// The service's words with its codes.
  void answer(const Result& result);

 private:
  const UiLanguage language_;
  const bool verbose_;
  Output& out_;
};

}  // namespace sparekey::cli

#endif
