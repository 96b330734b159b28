// SPDX-License-Identifier: Apache-2.0
#include "cli/dialogue_words.hpp"

#include "cli/report_words.hpp"
#include "settings/printable.hpp"
#include "words/results.hpp"

namespace sparekey::cli {

void DialogueWords::heading(Step step) {
  constexpr Word kHeadings[] = {Word::step_account, Word::step_code, Word::step_password};
  out_.put('[');
  out_.put_number(1 + static_cast<int64_t>(step));
  out_.put("/3] ");
  sentence(kHeadings[static_cast<size_t>(step)]);
}

void DialogueWords::sentence(Word word) {
  put_line(language_, word, out_);
  out_.flush();
}

void DialogueWords::sent_to(const Recipient& recipient, Disclosure disclosure) {
  out_.put(say(language_, Word::sent_if));
  if (!recipient.country_code.empty()) {
    put_printable(recipient.country_code, out_);
    out_.put(' ');
  }
  put_printable(recipient.email.empty() ? recipient.phone : recipient.email, out_);
  // If accounts are hidden, so is that the passcode of a minute ago was not followed by another.
  sentence(disclosure == Disclosure::hide_account ? Word::sent_to_account_or_came
                                                  : Word::sent_to_account);
}

void DialogueWords::failure(const Result& result) {
  put_failure(language_, result, !verbose_, out_);
  if (verbose_) answer(result);
  put_consequence(language_, result, out_);
  out_.flush();
}

void DialogueWords::answer(const Result& result) {
  put_answer(language_, result, out_);
  out_.flush();
}

}  // namespace sparekey::cli
