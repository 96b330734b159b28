// SPDX-License-Identifier: Apache-2.0
#include "cli/ask.hpp"

#include "base/same_secret.hpp"
#include "base/typed_text.hpp"
#include "cli/line_editor.hpp"
#include "cli/report_words.hpp"

namespace sparekey::cli {

void remark(Session& session, Word word) {
  session.dialogue.put(say(session.settings.ui_language, word));
  session.dialogue.put('\n');
  session.dialogue.flush();
  session.terminal.distrust_typed_ahead();
}

Code ask(Session& session, Word question, Typed how, Buffer* answer, bool patient) {
  const auto question_words = say(session.settings.ui_language, question);
  const Text words = question_words;
  Prompt prompt = fixed_prompt(&words);
  prompt.hidden = how == Typed::unseen;
  prompt.strict = how != Typed::openly;
  prompt.patient = patient;
  prompt.meanwhile = &session.client;
  for (;;) {
    switch (read_line(prompt, session, answer)) {
      case LineEnd::entered:
        if (answer->size > 0) return Code::ok;
        session.terminal.distrust_typed_ahead();
        break;
      case LineEnd::too_long:
        remark(session, Word::too_long);
        break;
      case LineEnd::spoiled:
        remark(session, Word::control_typed);
        break;
      case LineEnd::not_utf8:
        remark(session, Word::not_utf8);
        break;
      // Not covered: nothing counts down here, and Esc leads nowhere.
      case LineEnd::counted_down:
      case LineEnd::escaped:
        break;
      case LineEnd::given_up:
        return Code::cancelled;
    }
  }
}

bool clean_typed_code(Session& session, Buffer* code) {
  size_t kept = 0;
  if (clean_passcode(code->text(), code->bytes, &kept)) {
    code->shorten(kept);
    return true;
  }
  remark(session, Word::only_digits);
  return false;
}

Code ask_code(Session& session) {
  Buffer& code = session.secrets.code;
  for (;;) {
    const Code asked = ask(session, Word::code_prompt, Typed::strictly, &code);
    if (asked != Code::ok) return asked;
    if (clean_typed_code(session, &code) && code.size > 0) return Code::ok;
  }
}

Code ask_new_password(Session& session) {
  Buffer& again = session.secrets.password_again;
  // No longer than what it is compared with can be.
  Buffer first{session.secrets.password.bytes, again.capacity};
  put_line(session.settings.ui_language, Word::typing_is_invisible, session.dialogue);
  for (;;) {
    Code asked = ask(session, Word::password_prompt, Typed::unseen, &first);
    if (asked == Code::ok) asked = ask(session, Word::password_again, Typed::unseen, &again);
    const bool same = same_secret(first.text(), again.text());
    again.clear();
    if (asked == Code::ok && same) session.secrets.password.size = first.size;
    if (asked != Code::ok || same) return asked;
    first.clear();
    remark(session, Word::passwords_differ);
  }
}

}  // namespace sparekey::cli
