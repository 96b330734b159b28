// SPDX-License-Identifier: Apache-2.0
#include "cli/ask.hpp"

#include "base/text.hpp"
#include "cli/line_editor.hpp"

namespace sparekey::cli {

void remark(Session& session, Word word) {
  session.prompts.put(say(session.settings.ui_language, word));
  session.prompts.put('\n');
  session.prompts.flush();
}

Code ask(Session& session, Word question, Echo echo, Buffer* answer) {
  const Text words = say(session.settings.ui_language, question);
  Prompt prompt = fixed_prompt(&words, echo == Echo::off);
  prompt.meanwhile = &session.client;
  for (;;) {
    switch (read_line(prompt, session.prompts, answer)) {
      case LineEnd::entered:
        if (answer->size > 0) return Code::ok;
        break;
      case LineEnd::too_long:
        remark(session, Word::too_long);
        break;
      case LineEnd::counted_down:
        break;
      case LineEnd::end_of_input:
      case LineEnd::interrupted:
        return Code::cancelled;
    }
  }
}

bool all_digits(Text text) {
  for (const char c : text)
    if (!is_digit(c)) return false;
  return true;
}

Code ask_code(Session& session) {
  Buffer& code = session.secrets.code;
  for (;;) {
    const Code asked = ask(session, Word::code_prompt, Echo::on, &code);
    if (asked != Code::ok || all_digits(code.text())) return asked;
    remark(session, Word::only_digits);
  }
}

Code ask_new_password(Session& session) {
  Buffer& again = session.secrets.password_again;
  // No longer than what it is compared with can be.
  Buffer first{session.secrets.password.bytes, again.capacity};
  for (;;) {
    Code asked = ask(session, Word::password_prompt, Echo::off, &first);
    if (asked == Code::ok) asked = ask(session, Word::password_again, Echo::off, &again);
    const bool same = equal(first.text(), again.text());
    again.clear();
    if (asked == Code::ok && same) session.secrets.password.size = first.size;
    if (asked != Code::ok || same) return asked;
    first.clear();
    remark(session, Word::passwords_differ);
  }
}

}  // namespace sparekey::cli
