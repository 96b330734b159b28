// SPDX-License-Identifier: Apache-2.0
// port/template, filled in for a machine with BSD sockets, as somebody does who has read port.hpp
// and nothing else. Names are those of /etc/hosts.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clock.hpp"
#include "template.hpp"

namespace sparekey {
namespace {

// One lookup, which is over as soon as it has begun.
bool looking_up = false;
Address found;

int resolve_start(void*, const char* name, Handle* out) {
  if (looking_up) return kPortFailed;
  FILE* const hosts = fopen("/etc/hosts", "re");
  if (hosts == nullptr) return kPortFailed;
  found = Address();
  char line[256];
  char address[64];
  char host[254];
  while (found.family == 0 && fgets(line, sizeof line, hosts) != nullptr)
    if (sscanf(line, "%63s %253s", address, host) == 2 && strcmp(host, name) == 0 &&
        inet_pton(AF_INET, address, found.bytes) == 1)
      found.family = 4;
  fclose(hosts);
  looking_up = true;
  *out = 0;
  return kPortOk;
}

int resolve_result(void*, Handle, Address* out, int) {
  if (found.family == 0) return kPortNotFound;
  out[0] = found;
  return 1;
}

int resolve_wants(void*, Handle, Interest*, int, int64_t*) { return 0; }
void resolve_end(void*, Handle) { looking_up = false; }

int connect_start(void*, const Address* address, uint16_t tcp_port, Handle* out) {
  if (address->family != 4) return kPortFailed;
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) return kPortFailed;
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  fcntl(fd, F_SETFL, O_NONBLOCK);
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in to = {};
  to.sin_family = AF_INET;
  to.sin_port = htons(tcp_port);
  memcpy(&to.sin_addr, address->bytes, 4);
  if (connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0 && errno != EINPROGRESS) {
    ::close(fd);
    return kPortFailed;
  }
  *out = fd;
  return kPortAgain;
}

int connect_result(void*, Handle connection) {
  pollfd set = {connection, POLLOUT, 0};
  if (poll(&set, 1, 0) == 0) return kPortAgain;
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(connection, SOL_SOCKET, SO_ERROR, &error, &size);
  return error == 0 ? kPortOk : kPortFailed;
}

int send(void*, Handle connection, const void* bytes, size_t size) {
  const ssize_t sent = ::send(connection, bytes, size, MSG_NOSIGNAL);
  if (sent > 0) return static_cast<int>(sent);
  return errno == EAGAIN ? kPortAgain : kPortFailed;
}

int receive(void*, Handle connection, void* bytes, size_t size) {
  const ssize_t got = recv(connection, bytes, size, 0);
  if (got > 0) return static_cast<int>(got);
  if (got == 0) return kPortClosed;
  return errno == EAGAIN ? kPortAgain : kPortFailed;
}

void close(void*, Handle connection) { ::close(connection); }

int wait(void*, const Interest* interests, int count, int64_t until_ms) {
  pollfd set[4];
  for (int i = 0; i < count; ++i)
    set[i] = pollfd{interests[i].handle,
                    static_cast<short>((interests[i].readable ? POLLIN : 0) |
                                       (interests[i].writable ? POLLOUT : 0)),
                    0};
  const int64_t left_ms = until_ms - monotonic_ms(nullptr);
  poll(set, static_cast<nfds_t>(count), left_ms > 0 ? static_cast<int>(left_ms) : 0);
  return kPortOk;
}

int fill_random(void*, void* out, size_t size) {
  // Of more than 256 bytes it would say that they are too many.
  auto* bytes = static_cast<char*>(out);
  for (size_t piece = 0; size > 0; bytes += piece, size -= piece) {
    piece = size < 256 ? size : 256;
    if (getentropy(bytes, piece) != 0) return kPortFailed;
  }
  return kPortOk;
}

}  // namespace

Port template_port() {
  Port port;
  port.resolve_start = resolve_start;
  port.resolve_result = resolve_result;
  port.resolve_wants = resolve_wants;
  port.resolve_end = resolve_end;
  port.connect_start = connect_start;
  port.connect_result = connect_result;
  port.send = send;
  port.receive = receive;
  port.close = close;
  port.wait = wait;
  port.monotonic_ms = monotonic_ms;
  port.wall_clock_s = wall_clock_s;
  port.random = fill_random;
  return port;
}

}  // namespace sparekey
