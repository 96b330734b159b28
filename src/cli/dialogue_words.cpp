// SPDX-License-Identifier: Apache-2.0
#include "cli/dialogue_words.hpp"

#include "cli/printable.hpp"
#include "cli/report_words.hpp"
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

void DialogueWords::failure(const Result& result) {
  out_.put(say(language_, result.code));
  if (result.detail != nullptr && kind_of(result.code) != Kind::service) {
    out_.put(say(language_, Word::colon));
    put_printable(result.detail, out_);
  }
  sentence(Word::full_stop);
  answer(result);
  if (result.delivery == Delivery::not_sent && kind_of(result.code) == Kind::network)
    sentence(Word::nothing_was_sent);
}

void DialogueWords::answer(const Result& result) {
  put_answer(language_, result, out_);
  out_.flush();
}

}  // namespace sparekey::cli
