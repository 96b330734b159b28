// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.hpp"

#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/duration.hpp"
#include "base/text.hpp"
#include "cli/environment.hpp"
#include "cli/interrupt.hpp"

namespace sparekey::cli {

bool stdin_is_terminal() { return isatty(STDIN_FILENO) == 1; }

QuietTerminal::QuietTerminal() {
  if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
  termios quiet = before_;
  quiet.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ECHONL | IEXTEN);
  quiet.c_lflag |= ISIG;
  quiet.c_iflag |= ICRNL;
  quiet.c_cc[VMIN] = 1;
  quiet.c_cc[VTIME] = 0;
  quiet.c_cc[VSUSP] = _POSIX_VDISABLE;
  // Not TCSAFLUSH: what was typed ahead stays.
  changed_ = tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet) == 0;
}

QuietTerminal::~QuietTerminal() {
  // After an interrupt the terminal may be stopped (^S), and might never drain.
  if (changed_) tcsetattr(STDIN_FILENO, interrupted() ? TCSANOW : TCSADRAIN, &before_);
}

int dialogue_descriptor(int preferred) {
  if (isatty(preferred) == 1) return preferred;
  if (isatty(STDERR_FILENO) == 1) return STDERR_FILENO;
  const int terminal = open("/dev/tty", O_WRONLY | O_CLOEXEC | O_NOCTTY);
  return terminal >= 0 ? terminal : STDERR_FILENO;
}

bool can_rewrite_lines(int descriptor) {
  if (isatty(descriptor) != 1) return false;
  const char* kind = environment("TERM");
  return kind != nullptr && strcmp(kind, "dumb") != 0;
}

size_t columns(int descriptor) {
  winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

size_t columns_of(Text text) {
  size_t count = 0;
  for (const char c : text) {
    // From U+1100 on characters are wide, near enough for prompts.
    if (!is_continuation(c)) count += static_cast<uint8_t>(c) >= 0xE1 ? 2 : 1;
  }
  return count;
}

void put_minutes(int64_t milliseconds, Output& out) {
  const int64_t seconds = whole_seconds(milliseconds);
  out.put_number(seconds / kMinuteS);
  out.put(':');
  if (seconds % kMinuteS < 10) out.put('0');
  out.put_number(seconds % kMinuteS);
}

}  // namespace sparekey::cli
