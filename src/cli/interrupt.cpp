// SPDX-License-Identifier: Apache-2.0
#include "cli/interrupt.hpp"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/wipe.hpp"

namespace sparekey::cli {
namespace {

// A signal handler has no context but statics.
int pipe_ends[2] = {-1, -1};
volatile sig_atomic_t caught = 0;

// Enough for the widest registers there are today. Without it, the handler would leave what the
// system saves somewhere on the ordinary stack.
alignas(16) char signal_stack[16384];

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
  stack_t stack;
  memset(&stack, 0, sizeof stack);
  stack.ss_sp = signal_stack;
  stack.ss_size = sizeof signal_stack;
  const bool own_stack = sigaltstack(&stack, nullptr) == 0;
  constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
  for (const int signal_number : kSignals) {
    struct sigaction before;
    // nohup and background jobs of simple shells ignore some of them on purpose.
    if (sigaction(signal_number, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) continue;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = note;  // no SA_RESTART: a read of standard input must end
    if (own_stack) action.sa_flags = SA_ONSTACK;
    sigaction(signal_number, &action, nullptr);
  }
  return true;
}

void wipe_signal_stack() { wipe(signal_stack, sizeof signal_stack); }

int interrupt_handle() { return pipe_ends[0]; }

bool interrupted() { return caught != 0; }

}  // namespace sparekey::cli
