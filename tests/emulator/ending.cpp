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
  std::array<pollfd, 2> files = {{{STDIN_FILENO, POLLIN, 0}, {signals_, POLLIN, 0}}};
  while (true) {
    if (poll(files.data(), files.size(), -1) < 0) continue;
    if (files[1].revents != 0) return;
    if (files[0].revents != 0 && !drain(STDIN_FILENO)) return;
  }
}

}  // namespace emulator
