// SPDX-License-Identifier: Apache-2.0
#include "cli/quiet_mode.hpp"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "cli/tty.hpp"
#include "settings/interrupt.hpp"

namespace sparekey::cli {
namespace {

// A signal handler has no context but statics.
termios settings_before;
termios settings_quiet;
volatile sig_atomic_t is_quiet = 0;
int continued_event = -1;

// On SIGCONT. In the background the system itself stops the program once more, until somebody
// brings it to the foreground.
void hide_again(int) {
  if (is_quiet == 0) return;
  const int saved_errno = errno;
  write_tty(STDIN_FILENO, TCSANOW, &settings_quiet);
  const uint64_t one = 1;
  [[maybe_unused]] const ssize_t ignored = write(continued_event, &one, sizeof one);
  errno = saved_errno;
}

// On SIGTSTP: leaves the terminal as a shell wants it, then stops as if nothing had been caught.
void stop(int number) {
  const int saved_errno = errno;
  if (is_quiet != 0) write_tty(STDIN_FILENO, TCSAFLUSH, &settings_before);
  struct sigaction ours;
  struct sigaction default_action;
  sigemptyset(&default_action.sa_mask);
  default_action.sa_flags = 0;
  default_action.sa_handler = SIG_DFL;
  sigaction(number, &default_action, &ours);
  sigset_t this_one;
  sigset_t mask;
  sigemptyset(&this_one);
  sigaddset(&this_one, number);
  static_cast<void>(raise(number));
  pthread_sigmask(SIG_UNBLOCK, &this_one, &mask);  // stops here
  pthread_sigmask(SIG_SETMASK, &mask, nullptr);
  sigaction(number, &ours, nullptr);
  // Where nobody could continue it, the system does not stop it.
  hide_again(number);
  errno = saved_errno;
}

// After an interrupt the line may stand still: waiting for it to drain could be for ever.
void drain_for_a_second() {
  constexpr int kTries = 100;
  int waiting = 0;
  for (int i = 0; i < kTries; ++i) {
    if (!control_tty(STDIN_FILENO, TIOCOUTQ, &waiting) || waiting == 0) return;
    poll(nullptr, 0, 10);
  }
  flush_tty(STDIN_FILENO, TCOFLUSH);
}

}  // namespace

bool keep_quiet(const termios& before, const termios& quiet, bool may_stop) {
  if (continued_event < 0) continued_event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  settings_before = before;
  settings_quiet = quiet;
  is_quiet = 1;
  catch_signal(SIGCONT, hide_again);
  catch_signal(SIGTSTP, may_stop ? stop : SIG_IGN);
  // Not TCSAFLUSH: what was typed before is kept.
  while (!write_tty(STDIN_FILENO, TCSADRAIN, &quiet))
    if (errno != EINTR || interrupted()) {
      is_quiet = 0;
      return false;
    }
  return true;
}

void end_quiet() {
  if (is_quiet == 0) return;
  if (interrupted()) drain_for_a_second();
  is_quiet = 0;
  // TCSAFLUSH passes over what the system has not looked at yet; this does not.
  flush_tty(STDIN_FILENO, TCIFLUSH);
  while (!write_tty(STDIN_FILENO, TCSAFLUSH, &settings_before) && errno == EINTR)
    flush_tty(STDIN_FILENO, TCOFLUSH);
}

int continued_handle() { return continued_event; }

void take_continued() {
  uint64_t count;
  if (read(continued_event, &count, sizeof count) > 0) wipe_signal_stack();
}

}  // namespace sparekey::cli
