// SPDX-License-Identifier: Apache-2.0
// The terminal a person sits at: standard input without the system's own echo and line editing.
#ifndef SPAREKEY_CLI_TERMINAL_HPP
#define SPAREKEY_CLI_TERMINAL_HPP

#include "cli/key_decoder.hpp"
#include "settings/output.hpp"

namespace sparekey::cli {

/// One in a program: a signal handler looks after it.
class Terminal {
 public:
  struct Habits {
    bool utf8;       ///< Bytes have eight bits.
    bool is_public;  ///< No key stops the program or its output.
  };
  explicit Terminal(Habits habits) : habits_(habits) {}
  ~Terminal() { end(); }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  /// From now on keys arrive as they are typed, nothing is echoed (also not what is typed ahead
  /// during a call, which may be a password), and ^Z is an ordinary key. ^C and ^\ stay signals.
  /// What was typed before is kept. In the background it waits for the foreground; stopped and
  /// continued, it does all this again.
  void begin();

  /// Afterwards the terminal is exactly as before, and what was typed and not read is gone.
  void end();

  /// Reads one byte, which poll() promised. Byte by byte: what was typed ahead stays outside.
  Key read_key(char* byte);
  KeyDecoder& keys() { return keys_; }

  /// It hung up, or ended.
  bool is_gone() const { return gone_; }

  /// A step failed: what was typed ahead of it belongs to no later one.
  void distrust_typed_ahead() { distrusted_ = true; }
  /// Throws it away, if it is distrusted.
  void settle_typed_ahead();

 private:
  const Habits habits_;
  bool begun_ = false;
  bool gone_ = false;
  bool distrusted_ = false;
  KeyDecoder keys_;
};

/// Where the person reads: `preferred` or standard error, the first that is a terminal; otherwise
/// the terminal that controls this process. Standard error if there is none.
int dialogue_descriptor(int preferred);

/// Whether lines on `descriptor` can be rewritten: a terminal that knows ECMA-48's sequences, and
/// is wide enough for a status line.
bool can_rewrite_lines(int descriptor);

/// Nothing of what is on it stays to be seen.
void clear_screen(Output& out);

/// Columns of the terminal; 80 if it does not say.
size_t columns(int descriptor);

/// Breaks its lines at the terminal's width, if it is one.
void wrap_lines(Output* out);

/// "\r" and "erase to the end of the line".
constexpr const char* kLineStart = "\r";
constexpr const char* kEraseRest = "\x1b[K";

/// "4:07", for countdowns; a begun second counts whole.
void put_minutes(int64_t milliseconds, Output& out);

}  // namespace sparekey::cli

#endif
