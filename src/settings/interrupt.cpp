// SPDX-License-Identifier: Apache-2.0
#include "settings/interrupt.hpp"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/wipe.hpp"

namespace sparekey {
namespace {

// A signal handler has no context but statics.
int pipe_ends[2] = {-1, -1};
volatile sig_atomic_t caught_key = 0;
volatile sig_atomic_t caught_end = 0;

int watched = -1;  // an epoll instance: the pipe's end, and the terminal
bool has_terminal = false;

// Enough for the widest registers there are today. Without it, the handler would leave what the
// system saves somewhere on the ordinary stack.
alignas(16) char signal_stack[16384];
int stack_flag = SA_ONSTACK;

void make_readable() {
  const char byte = 0;
  // A full pipe is readable already.
  [[maybe_unused]] const ssize_t ignored = write(pipe_ends[1], &byte, 1);
}

// Not every hang-up comes with SIGHUP, which may also be ignored.
bool has_hung_up() {
  pollfd terminal{STDIN_FILENO, 0, 0};
  return has_terminal && poll(&terminal, 1, 0) == 1;
}

bool watch(int descriptor, uint32_t events) {
  epoll_event event;
  memset(&event, 0, sizeof event);
  event.events = events;
  return epoll_ctl(watched, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

void note(int number) {
  const int saved_errno = errno;
  if (number == SIGINT || number == SIGQUIT) {
    caught_key = 1;
  } else {
    caught_end = 1;
  }
  make_readable();
  errno = saved_errno;
}

}  // namespace

bool watch_signals() {
  if (pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return false;
  watched = epoll_create1(EPOLL_CLOEXEC);
  if (!watch(pipe_ends[0], EPOLLIN)) return false;
  stack_t stack;
  memset(&stack, 0, sizeof stack);
  stack.ss_sp = signal_stack;
  stack.ss_size = sizeof signal_stack;
  const bool own_stack = sigaltstack(&stack, nullptr) == 0;
  constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
  if (!own_stack) stack_flag = 0;
  for (const int number : kSignals) catch_signal(number, note);
  return true;
}

void catch_signal(int number, void (*handler)(int)) {
  struct sigaction action = {};
  sigaction(number, nullptr, &action);
  if (action.sa_handler == SIG_IGN) return;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;  // no SA_RESTART: a read of standard input must end
  action.sa_flags = stack_flag;
  sigaction(number, &action, nullptr);
}

void watch_terminal() {
  // Hang-ups are told whatever is asked for.
  has_terminal = has_terminal || watch(STDIN_FILENO, 0);
}

void wipe_signal_stack() { wipe(signal_stack, sizeof signal_stack); }

int interrupt_handle() { return watched; }

bool interrupted() { return caught_key != 0 || interrupted_for_good(); }

bool interrupted_for_good() { return caught_end != 0 || has_hung_up(); }

void forget_interrupt() {
  caught_key = 0;
  wipe_signal_stack();
  char bytes[64];
  while (read(pipe_ends[0], bytes, sizeof bytes) > 0) {
  }
  if (interrupted()) make_readable();  // another came meanwhile
}

}  // namespace sparekey
