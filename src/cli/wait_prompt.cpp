// SPDX-License-Identifier: Apache-2.0
#include "cli/wait_prompt.hpp"

#include "base/duration.hpp"
#include "cli/line_editor.hpp"
#include "cli/terminal.hpp"

namespace sparekey::cli {
namespace {

struct Rest {
  const Port& port;
  Text words;
  int64_t until_ms;

  int64_t rest_ms() const {
    const int64_t rest = until_ms - port.monotonic_ms(port.context);
    return rest > 0 ? rest : 0;
  }
};

void put_words(const void* context, Output& out) {
  const Rest& wait = *static_cast<const Rest*>(context);
  out.put(wait.words);
  put_minutes(wait.rest_ms(), out);
  out.put(' ');
}

int64_t seconds_left(const void* context) {
  return whole_seconds(static_cast<const Rest*>(context)->rest_ms());
}

// Keys other than Enter mean nothing here: the buffer has no room for them.
LineEnd read_nothing(const Prompt& prompt, Output& out) {
  char no_bytes[1];
  Buffer nothing{no_bytes, 0};
  return read_line(prompt, out, &nothing);
}

bool gave_up(LineEnd end) { return end == LineEnd::end_of_input || end == LineEnd::interrupted; }

}  // namespace

Code wait_for_enter(Session& session, Word words) {
  const Text text = say(session.settings.ui_language, words);
  return gave_up(read_nothing(fixed_prompt(&text), session.dialogue)) ? Code::cancelled : Code::ok;
}

Code wait_for_time(Session& session, int64_t milliseconds, Word words) {
  const Port& port = session.port;
  const Rest wait{port, say(session.settings.ui_language, words),
                  port.monotonic_ms(port.context) + milliseconds};
  Prompt prompt;
  prompt.words = put_words;
  prompt.context = &wait;
  prompt.countdown = seconds_left;
  for (;;) {
    const LineEnd end = read_nothing(prompt, session.dialogue);
    if (end == LineEnd::counted_down) return Code::ok;
    if (gave_up(end)) return Code::cancelled;
  }
}

}  // namespace sparekey::cli
