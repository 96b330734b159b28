// SPDX-License-Identifier: Apache-2.0
// The device's side of the pipe, where the device is a process.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "modem.hpp"

namespace pipe_port {
namespace {

int fd_of(void* context) { return static_cast<int>(reinterpret_cast<intptr_t>(context)); }

size_t read_line(void* context, void* out, size_t capacity) {
  const ssize_t got = recv(fd_of(context), out, capacity, MSG_DONTWAIT);
  return got > 0 ? static_cast<size_t>(got) : 0;
}

void write_line(void* context, const void* bytes, size_t size) {
  const auto* rest = static_cast<const uint8_t*>(bytes);
  while (size > 0) {
    const ssize_t sent = send(fd_of(context), rest, size, MSG_NOSIGNAL);
    if (sent < 0 && errno != EINTR) return;
    if (sent <= 0) continue;
    rest += sent;
    size -= static_cast<size_t>(sent);
  }
}

void rest(void* context, int64_t ms) {
  pollfd line = {fd_of(context), POLLIN, 0};
  (void)poll(&line, 1, ms < 1000 ? static_cast<int>(ms) : 1000);
}

int64_t monotonic_ms(void*) {
  timespec now;
  clock_gettime(CLOCK_BOOTTIME, &now);
  return int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

}  // namespace

Line line_over(int fd) {
  Line line;
  line.context = reinterpret_cast<void*>(static_cast<intptr_t>(fd));
  line.read = read_line;
  line.write = write_line;
  line.rest = rest;
  line.monotonic_ms = monotonic_ms;
  return line;
}

int start_modem() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return -1;
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child < 0) return -1;
  if (child != 0) {
    close(ends[1]);
    return ends[0];
  }
  (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
  close(ends[0]);
  run_modem(ends[1], ends[1]);
  _exit(0);
}

}  // namespace pipe_port
