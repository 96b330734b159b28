// SPDX-License-Identifier: Apache-2.0
// Shows what a call is doing while it does it.
#ifndef SPAREKEY_CLI_PHASE_DISPLAY_HPP
#define SPAREKEY_CLI_PHASE_DISPLAY_HPP

#include "settings/output.hpp"
#include "sparekey/client.hpp"
#include "words/phrase.hpp"

namespace sparekey::cli {

class PhaseDisplay {
 public:
  enum class Style : uint8_t {
    silent,
    timed_lines,  ///< --verbose: "sparekey: 12 ms connecting"
    status_line,  ///< one line, written over and over
    plain_lines,  ///< for output whose lines cannot be rewritten
  };

  PhaseDisplay(Style style, UiLanguage language, const Port& port, Output& out)
      : style_(style), language_(language), port_(port), out_(out), begun_ms_(now_ms()) {}

  /// Whether phases are shown at all: not beside a prompt.
  void show(bool on) { on_ = on; }

  /// For Config::on_phase, with the PhaseDisplay as context.
  static void on_phase(void* display, Phase phase);

  /// The call is over: takes the status line away.
  void clear();

  /// With timed_lines: the time since the beginning and what it took on the wire.
  void summary(const Statistics& statistics);

 private:
  int64_t now_ms() const { return port_.monotonic_ms(port_.context); }
  void begin_timed_line();

  const Style style_;
  const UiLanguage language_;
  const Port& port_;
  Output& out_;
  const int64_t begun_ms_;
  bool on_ = true;
  bool shown_ = false;
};

}  // namespace sparekey::cli

#endif
