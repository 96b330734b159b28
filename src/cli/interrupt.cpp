// SPDX-License-Identifier: Apache-2.0
#include "cli/interrupt.hpp"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

namespace sparekey::cli {
namespace {

// A signal handler has no context but statics.
int pipe_ends[2] = {-1, -1};
volatile sig_atomic_t caught = 0;

void note(int) {
  const int saved_errno = errno;
  caught = 1;
  const char byte = 0;
  // A full pipe is readable already.
  [[maybe_unused]] const ssize_t ignored = write(pipe_ends[1], &byte, 1);
  errno = saved_errno;
}

}  // namespace

bool watch_signals() {
  if (pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return false;
  constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
  for (const int signal_number : kSignals) {
    struct sigaction before;
    // nohup and background jobs of simple shells ignore some of them on purpose.
    if (sigaction(signal_number, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) continue;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = note;  // no SA_RESTART: a read of standard input must end
    sigaction(signal_number, &action, nullptr);
  }
  return true;
}

int interrupt_handle() { return pipe_ends[0]; }

bool interrupted() { return caught != 0; }

}  // namespace sparekey::cli
