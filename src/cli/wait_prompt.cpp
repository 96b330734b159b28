// SPDX-License-Identifier: Apache-2.0
#include "cli/wait_prompt.hpp"

#include "base/duration.hpp"
#include "cli/line_editor.hpp"
#include "cli/report_words.hpp"
#include "cli/terminal.hpp"

namespace sparekey::cli {
namespace {

struct Rest {
  const Port& port;
  UiLanguage language;
  Word words;
  int64_t until_ms;

  int64_t rest_ms() const {
    const int64_t rest = until_ms - port.monotonic_ms(port.context);
    return rest > 0 ? rest : 0;
  }
};

void put_words(const void* context, bool timed, Output& out) {
  const Rest& wait = *static_cast<const Rest*>(context);
  if (!timed) return;  // it was said before, as a sentence
  out.put(say(wait.language, wait.words));
  put_minutes(wait.rest_ms(), out);
  out.put(say(wait.language, Word::colon));
}

int64_t seconds_left(const void* context) {
  return whole_seconds(static_cast<const Rest*>(context)->rest_ms());
}

// Keys other than Enter mean nothing here: the buffer takes none.
LineEnd read_nothing(const Prompt& prompt, Session& session) {
  char no_bytes[1];
  Buffer nothing{no_bytes, 0};
  return read_line(prompt, session, &nothing);
}

}  // namespace

void say_seconds(Session& session, Word words, int64_t milliseconds) {
  const UiLanguage language = session.settings.ui_language;
  Output& out = session.dialogue;
  out.put(say(language, words));
  put_seconds(language, whole_seconds(milliseconds), out);
  out.put(say(language, Word::full_stop));
  out.put('\n');
  out.flush();
}

Code wait_for_enter(Session& session, Word words, bool patient) {
  const auto spoken = say(session.settings.ui_language, words);
  const Text text = spoken;
  Prompt prompt = fixed_prompt(&text);
  prompt.patient = patient;
  return read_nothing(prompt, session) == LineEnd::given_up ? Code::cancelled : Code::ok;
}

Code wait_for_time(Session& session, int64_t milliseconds, Word words) {
  const Port& port = session.port;
  const Rest wait{port, session.settings.ui_language, words,
                  port.monotonic_ms(port.context) + milliseconds};
  Prompt prompt;
  prompt.words = put_words;
  prompt.context = &wait;
  prompt.countdown = seconds_left;
  if (!can_rewrite_lines(session.dialogue.descriptor())) say_seconds(session, words, milliseconds);
  for (;;) {
    const LineEnd end = read_nothing(prompt, session);
    if (end == LineEnd::counted_down) return Code::ok;
    if (end == LineEnd::given_up) return Code::cancelled;
  }
}

}  // namespace sparekey::cli
