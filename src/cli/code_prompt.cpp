// SPDX-License-Identifier: Apache-2.0
#include "cli/code_prompt.hpp"

#include "base/duration.hpp"
#include "cli/ask.hpp"
#include "cli/line_editor.hpp"
#include "cli/terminal.hpp"

namespace sparekey::cli {
namespace {

struct State {
  const Recovery& recovery;
  UiLanguage language;
  bool new_code_wanted;

  Text words(Word word) const { return say(language, word); }
};

void put_words(const void* context, Output& out) {
  const State& state = *static_cast<const State*>(context);
  const int64_t cooldown_ms = state.recovery.cooldown_ms();
  const int64_t lifetime_ms = state.recovery.code_lifetime_ms();
  out.put(state.words(Word::code_word));
  out.put(state.words(Word::bracket_open));
  if (state.new_code_wanted) {
    out.put(state.words(Word::code_sent_in));
    put_minutes(cooldown_ms, out);
  } else {
    out.put(state.words(lifetime_ms > 0 ? Word::code_expires_in : Word::code_expired));
    if (lifetime_ms > 0) put_minutes(lifetime_ms, out);
    out.put(state.words(Word::semicolon));
    out.put(state.words(cooldown_ms > 0 ? Word::code_new_in : Word::code_enter_for_new));
    if (cooldown_ms > 0) put_minutes(cooldown_ms, out);
  }
  out.put(state.words(Word::bracket_close));
  out.put(state.words(Word::colon));
}

// Becomes 0, and so ends the line, only when the new passcode that is wanted may be sent.
int64_t countdown(const void* context) {
  const State& state = *static_cast<const State*>(context);
  const int64_t cooldown_s = whole_seconds(state.recovery.cooldown_ms());
  if (state.new_code_wanted) return cooldown_s;
  constexpr int64_t kApart = 100'000;  // both numbers in one, so that a change of either shows
  return 1 + cooldown_s + kApart * whole_seconds(state.recovery.code_lifetime_ms());
}

}  // namespace

CodeAnswer prompt_for_code(Session& session, const Recovery& recovery, Buffer* code) {
  State state{recovery, session.settings.ui_language, false};
  Prompt prompt;
  prompt.words = put_words;
  prompt.context = &state;
  prompt.countdown = countdown;
  prompt.strict = true;
  for (;;) {
    switch (read_line(prompt, session.dialogue, code)) {
      case LineEnd::counted_down:
        return CodeAnswer::new_code;
      case LineEnd::end_of_input:
      case LineEnd::interrupted:
        return CodeAnswer::gave_up;
      case LineEnd::too_long:
      case LineEnd::spoiled:
        remark(session, Word::only_digits);
        continue;
      case LineEnd::entered:
        break;
    }
    if (!clean_typed_code(session, code)) continue;
    if (code->size > 0) return CodeAnswer::code;
    if (recovery.cooldown_ms() == 0) return CodeAnswer::new_code;
    state.new_code_wanted = true;
  }
}

}  // namespace sparekey::cli
