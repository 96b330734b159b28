// SPDX-License-Identifier: Apache-2.0
#include "cli/code_prompt.hpp"

#include <string.h>

#include "base/duration.hpp"
#include "base/typed_text.hpp"
#include "cli/ask.hpp"
#include "cli/line_editor.hpp"
#include "cli/recipient_prompt.hpp"
#include "cli/wait_prompt.hpp"

namespace sparekey::cli {
namespace {

struct State {
  const Recovery& recovery;
  UiLanguage language;
  bool new_code_wanted;

  auto words(Word word) const { return say(language, word); }
};

void put_times(const State& state, Output& out) {
  const int64_t cooldown_ms = state.recovery.cooldown_ms();
  const int64_t lifetime_ms = state.recovery.code_lifetime_ms();
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
}

void put_words(const void* context, bool timed, Output& out) {
  const State& state = *static_cast<const State*>(context);
  out.put(state.words(Word::code_word));
  if (timed) put_times(state, out);
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

// Holds an @, or begins with + or 00. Passcodes may begin with 00 as well, but are not as long as
// an international number.
bool is_recipient(Text typed) {
  constexpr size_t kLongestCode = 8;
  typed = trimmed(typed);
  char first[2] = {};
  size_t digits = 0;
  bool only_digits = true;
  size_t index = 0;
  for (size_t at = 0; at < typed.size();) {
    const TypedCharacter character = typed_character(typed, at);
    if (character.ascii == '@') return true;
    if (index < sizeof first) first[index++] = character.ascii;
    if (character.ascii >= '0' && character.ascii <= '9') {
      ++digits;
    } else if (character.kind == TypedCharacter::Kind::visible) {
      only_digits = false;
    }
    at += character.size;
  }
  if (first[0] == '+') return true;
  return first[0] == '0' && first[1] == '0' && (digits > kLongestCode || !only_digits);
}

}  // namespace

CodeAnswer prompt_for_code(Session& session, const Recovery& recovery, TypedRecipient* recipient) {
  State state{recovery, session.settings.ui_language, false};
  Prompt prompt;
  prompt.words = put_words;
  prompt.context = &state;
  prompt.countdown = countdown;
  prompt.strict = true;
  prompt.escapable = true;
  Buffer& code = session.secrets.code;
  char bytes[kTypedRecipientBytes];
  Buffer line{bytes, sizeof bytes};
  CodeAnswer answer = CodeAnswer::gave_up;
  for (bool asking = true; asking; line.clear()) {
    switch (read_line(prompt, session, &line)) {
      case LineEnd::counted_down:
        return CodeAnswer::new_code;
      case LineEnd::escaped:
        return CodeAnswer::step_back;
      case LineEnd::given_up:
        return CodeAnswer::gave_up;
      case LineEnd::too_long:
      case LineEnd::spoiled:
      case LineEnd::not_utf8:
        remark(session, Word::only_digits);
        continue;
      case LineEnd::entered:
        break;
    }
    if (is_recipient(line.text())) {
      answer = CodeAnswer::recipient;
      asking = !recipient->read(line.text());
      if (asking) remark(session, Word::want_recipient);
      continue;
    }
    if (!clean_typed_code(session, &line)) continue;
    answer = CodeAnswer::code;
    asking = line.size == 0;
    if (!asking && line.size > code.capacity) {
      remark(session, Word::only_digits);
      asking = true;
    } else if (!asking) {
      memcpy(code.bytes, line.bytes, line.size);
      code.size = line.size;
    } else if (recovery.cooldown_ms() == 0) {
      return CodeAnswer::new_code;
    } else {
      state.new_code_wanted = true;
      session.terminal.distrust_typed_ahead();
      say_seconds(session, Word::code_will_be_sent_in, recovery.cooldown_ms());
    }
  }
  wipe(bytes, sizeof bytes);
  return answer;
}

}  // namespace sparekey::cli
