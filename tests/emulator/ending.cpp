// SPDX-License-Identifier: Apache-2.0
#include "ending.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

namespace emulator {
namespace {

// A program that reads from a terminal in the background is stopped: there, the keyboard belongs to
// somebody else.
bool may_read(int file) { return isatty(file) != 1 || tcgetpgrp(file) == getpgrp(); }

// Reads what is there and throws it away; false at the end.
bool drain(int file) {
  std::array<char, 4096> ignored{};
  const ssize_t size = read(file, ignored.data(), ignored.size());
  return size > 0 || (size < 0 && (errno == EINTR || errno == EAGAIN));
}

}  // namespace

Ending::Ending() {
  // Were standard input closed, the next file opened would take its place.
  if (fcntl(STDIN_FILENO, F_GETFD) < 0) open("/dev/null", O_RDONLY);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  signals_ = signalfd(-1, &set, SFD_CLOEXEC);
  if (signals_ < 0) throw std::system_error(errno, std::generic_category(), "signalfd");
}

Ending::~Ending() { close(signals_); }

void Ending::wait() {
  constexpr int kLookAgainMs = 500;  // whether it is in the foreground now
  std::array<pollfd, 2> files = {{{STDIN_FILENO, POLLIN, 0}, {signals_, POLLIN, 0}}};
  while (true) {
    const bool reading = may_read(STDIN_FILENO);
    files[0].events = reading ? POLLIN : 0;
    if (poll(files.data(), files.size(), isatty(STDIN_FILENO) == 1 ? kLookAgainMs : -1) <= 0)
      continue;
    if (files[1].revents != 0) return;
    if ((files[0].revents & POLLHUP) != 0 && (files[0].revents & POLLIN) == 0) return;
    if (files[0].revents != 0 && may_read(STDIN_FILENO) && !drain(STDIN_FILENO)) return;
  }
}

}  // namespace emulator
