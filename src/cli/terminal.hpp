// SPDX-License-Identifier: Apache-2.0
// The terminal a person sits at: standard input without the system's own echo and line editing.
#ifndef SPAREKEY_CLI_TERMINAL_HPP
#define SPAREKEY_CLI_TERMINAL_HPP

#include <termios.h>

#include "cli/output.hpp"

namespace sparekey::cli {

bool stdin_is_terminal();

/// While it lives, keys arrive as they are typed, nothing is echoed (also not what is typed ahead
/// during a call, which may be a password), and ^Z is an ordinary key. ^C and ^\ stay signals.
/// Afterwards the terminal is exactly as before. One at a time.
class QuietTerminal {
 public:
  QuietTerminal();
  ~QuietTerminal();
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;

 private:
  bool changed_ = false;
  termios before_;
};

/// Where the person reads: `preferred` or standard error, the first that is a terminal; otherwise
/// the terminal that controls this process. Standard error if there is none.
int dialogue_descriptor(int preferred);

/// Whether lines on `descriptor` can be rewritten: a terminal that knows ECMA-48's sequences.
bool can_rewrite_lines(int descriptor);

/// Columns of the terminal; 80 if it does not say.
size_t columns(int descriptor);

/// Columns that UTF-8 text takes: two for each character of Chinese, Japanese, Korean.
size_t columns_of(Text text);

/// "\r" and "erase to the end of the line".
constexpr const char* kLineStart = "\r";
constexpr const char* kEraseRest = "\x1b[K";

/// "4:07", for countdowns; a begun second counts whole.
void put_minutes(int64_t milliseconds, Output& out);

}  // namespace sparekey::cli

#endif
