// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.hpp"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/duration.hpp"
#include "base/wipe.hpp"
#include "cli/quiet_mode.hpp"
#include "cli/tty.hpp"
#include "settings/environment.hpp"
#include "settings/interrupt.hpp"

namespace sparekey::cli {
namespace {

constexpr size_t kNarrow = 40;

winsize size_of(int descriptor) {
  winsize size = {};
  (void)control_tty(descriptor, TIOCGWINSZ, &size);
  return size;
}

}  // namespace

void Terminal::begin() {
  if (begun_) return;
  watch_terminal();
  // Also waits for the foreground: what is there in the background is a shell's.
  tcdrain(STDIN_FILENO);
  termios before;
  if (!read_tty(STDIN_FILENO, &before)) return;
  termios quiet = before;
  quiet.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ECHONL | IEXTEN);
  quiet.c_lflag |= ISIG;
  // CR and LF as they are: only so can CR LF be told from two keys.
  quiet.c_iflag &= ~static_cast<tcflag_t>(ICRNL | INLCR | IGNCR | PARMRK);
  if (habits_.utf8) quiet.c_iflag &= ~static_cast<tcflag_t>(ISTRIP);
  if (habits_.is_public) quiet.c_iflag &= ~static_cast<tcflag_t>(IXON);
  quiet.c_cc[VMIN] = 0;  // what poll() saw may be gone: a stop, or somebody else, took it
  quiet.c_cc[VTIME] = 0;
  quiet.c_cc[VSUSP] = _POSIX_VDISABLE;
  begun_ = keep_quiet(before, quiet, !habits_.is_public);
  int typed_before = 0;
  if (control_tty(STDIN_FILENO, FIONREAD, &typed_before) && (before.c_iflag & ICRNL) != 0)
    keys_.expect_cooked(typed_before);
}

void Terminal::end() {
  if (begun_) end_quiet();
  begun_ = false;
}

Key Terminal::read_key(char* byte) {
  const ssize_t got = read(STDIN_FILENO, byte, 1);
  if (got == 1) return keys_.take(*byte);
  if (got < 0) {
    gone_ = errno != EINTR && errno != EAGAIN;
  } else {
    pollfd state{STDIN_FILENO, POLLIN, 0};
    gone_ = poll(&state, 1, 0) == 1 && (state.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
  }
  return Key::none;
}

void Terminal::settle_typed_ahead() {
  if (!distrusted_) return;
  distrusted_ = false;
  // Through the decoder, so that the rest of a key that was cut in two is not taken for text; not
  // for ever, should somebody send without end.
  constexpr int kMost = 4096;
  pollfd wanted{STDIN_FILENO, POLLIN, 0};
  char byte = 0;
  for (int i = 0; i < kMost && !gone_ && poll(&wanted, 1, 0) == 1; ++i) read_key(&byte);
  wipe(&byte, 1);
  flush_tty(STDIN_FILENO, TCIFLUSH);
  keys_.forget();
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
  return kind != nullptr && strcmp(kind, "dumb") != 0 && columns(descriptor) >= kNarrow;
}

void clear_screen(Output& out) {
  if (isatty(out.descriptor()) != 1) return;
  if (can_rewrite_lines(out.descriptor())) {
    out.put("\x1b[H\x1b[2J\x1b[3J");  // and the lines that have left it
  } else {
    constexpr int kManyRows = 100;
    const int rows = size_of(out.descriptor()).ws_row;
    for (int i = 0; i < (rows > 0 ? rows : kManyRows); ++i) out.put('\n');
  }
  out.flush();
}

size_t columns(int descriptor) {
  const size_t count = size_of(descriptor).ws_col;
  return count > 0 ? count : 80;
}

void wrap_lines(Output* out) {
  const int descriptor = out->descriptor();
  // The last column stays free: some terminals begin a new line when it is written.
  if (isatty(descriptor) == 1) out->wrap_at(columns(descriptor) - 1);
}

void put_minutes(int64_t milliseconds, Output& out) {
  const int64_t seconds = whole_seconds(milliseconds);
  out.put_number(seconds / kMinuteS);
  out.put(':');
  if (seconds % kMinuteS < 10) out.put('0');
  out.put_number(seconds % kMinuteS);
}

}  // namespace sparekey::cli
