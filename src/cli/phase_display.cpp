// SPDX-License-Identifier: Apache-2.0
#include "cli/phase_display.hpp"

#include "cli/terminal.hpp"
#include "words/results.hpp"
#include "words/words.hpp"

namespace sparekey::cli {

void PhaseDisplay::on_phase(void* display, Phase phase) {
  PhaseDisplay& self = *static_cast<PhaseDisplay*>(display);
  if (phase == Phase::idle || !self.on_) return;
  switch (self.style_) {
    case Style::silent:
      return;
    case Style::timed_lines:
      self.begin_timed_line();
      self.out_.put(name(phase));
      self.out_.put('\n');
      break;
    case Style::status_line:
      self.out_.put(kLineStart);
      self.out_.put(say(self.language_, phase));
      self.out_.put(say(self.language_, Word::ellipsis));
      self.out_.put(kEraseRest);
      self.shown_ = true;
      break;
    case Style::plain_lines:
      self.out_.put(say(self.language_, phase));
      self.out_.put(say(self.language_, Word::ellipsis));
      self.out_.put('\n');
      break;
  }
  self.out_.flush();
}

void PhaseDisplay::clear() {
  if (!shown_) return;
  out_.put(kLineStart);
  out_.put(kEraseRest);
  out_.flush();
  shown_ = false;
}

void PhaseDisplay::begin_timed_line() {
  out_.put("sparekey: ");
  out_.put_number(now_ms() - begun_ms_);
  out_.put(" ms ");
}

void PhaseDisplay::summary(const Statistics& statistics) {
  if (style_ != Style::timed_lines) return;
  begin_timed_line();
  out_.put("done; connections ");
  out_.put_number(statistics.connections);
  out_.put(", handshakes ");
  out_.put_number(statistics.handshakes);
  out_.put(", bytes sent ");
  out_.put_number(static_cast<int64_t>(statistics.bytes_sent));
  out_.put(", bytes received ");
  out_.put_number(static_cast<int64_t>(statistics.bytes_received));
  out_.put('\n');
  out_.flush();
}

}  // namespace sparekey::cli
