// SPDX-License-Identifier: Apache-2.0
#include "posix_peer.hpp"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

namespace sparekey::check {
namespace {

int failure() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? kPortAgain : kPortFailed;
}

sockaddr_in place(const void* context, uint16_t tcp_port) {
  sockaddr_in at;
  memset(&at, 0, sizeof at);
  at.sin_family = AF_INET;
  at.sin_port = htons(tcp_port);
  at.sin_addr.s_addr = *static_cast<const uint32_t*>(context);
  return at;
}

int new_socket() { return socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0); }

bool bind_to(int fd, const void* context, uint16_t tcp_port) {
  const sockaddr_in at = place(context, tcp_port);
  return bind(fd, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0;
}

Handle listen_with(void* context, uint16_t tcp_port, int backlog) {
  const int fd = new_socket();
  if (fd < 0) return kPortFailed;
  const int on = 1;
  (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  // Small, so that a sender meets kPortAgain.
  const int bytes = 16384;
  (void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
  (void)setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
  if (bind_to(fd, context, tcp_port) && ::listen(fd, backlog) == 0) return fd;
  ::close(fd);
  return kPortFailed;
}

Handle listen(void* context, uint16_t tcp_port) { return listen_with(context, tcp_port, 16); }

// Not with SO_REUSEADDR: by that another could listen there after all.
Handle keep_free(void* context, uint16_t tcp_port) {
  const int fd = new_socket();
  if (fd < 0) return kPortFailed;
  if (bind_to(fd, context, tcp_port)) return fd;
  ::close(fd);
  return kPortFailed;
}

// Linux answers no connect to a listener whose queue is full. With no backlog one fills it.
Handle listen_full(void* context, uint16_t tcp_port) {
  const Handle listener = listen_with(context, tcp_port, 0);
  if (listener < 0) return listener;
  const sockaddr_in at = place(context, tcp_port);
  const int fd = new_socket();
  if (fd >= 0) (void)connect(fd, reinterpret_cast<const sockaddr*>(&at), sizeof at);
  // Full once it is in the queue, which may be after connect has returned.
  pollfd in_queue = {listener, POLLIN, 0};
  if (poll(&in_queue, 1, 10'000) == 1) return listener;
  ::close(fd);
  ::close(listener);
  return kPortFailed;
}

Handle accept(void*, Handle listener) {
  const int fd = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd < 0) return failure();
  const int on = 1;
  (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

int send(void*, Handle connection, const void* bytes, size_t size) {
  const ssize_t sent = ::send(connection, bytes, size, MSG_NOSIGNAL);
  return sent > 0 ? static_cast<int>(sent) : failure();
}

int receive(void*, Handle connection, void* bytes, size_t size) {
  const ssize_t got = ::recv(connection, bytes, size, 0);
  if (got > 0) return static_cast<int>(got);
  return got == 0 ? kPortClosed : failure();
}

void close(void*, Handle handle) { ::close(handle); }

void reset(void*, Handle connection) {
  const linger now = {1, 0};
  (void)setsockopt(connection, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  ::close(connection);
}

int64_t monotonic_ms(void*) {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

}  // namespace

PeerStack posix_peer_stack(const uint32_t* address) {
  PeerStack stack;
  stack.context = const_cast<uint32_t*>(address);
  stack.listen = listen;
  stack.accept = accept;
  stack.send = send;
  stack.receive = receive;
  stack.close = close;
  stack.reset = reset;
  stack.monotonic_ms = monotonic_ms;
  stack.listen_full = listen_full;
  stack.keep_free = keep_free;
  return stack;
}

}  // namespace sparekey::check
