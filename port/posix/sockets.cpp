// SPDX-License-Identifier: Apache-2.0
#include "sockets.hpp"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sparekey::posix {
namespace {

// Counts are returned as int, so no single call may move more.
size_t clamp(size_t size) { return size < 1u << 30 ? size : 1u << 30; }

int failure() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? kPortAgain : kPortFailed;
}

socklen_t to_sockaddr(const Address& address, uint16_t port, sockaddr_storage* out) {
  memset(out, 0, sizeof *out);
  const uint16_t network_port = htons(port);
  if (address.family == 4) {
    auto* v4 = reinterpret_cast<sockaddr_in*>(out);
    v4->sin_family = AF_INET;
    v4->sin_port = network_port;
    memcpy(&v4->sin_addr, address.bytes, 4);
    return sizeof *v4;
  }
  auto* v6 = reinterpret_cast<sockaddr_in6*>(out);
  v6->sin6_family = AF_INET6;
  v6->sin6_port = network_port;
  memcpy(&v6->sin6_addr, address.bytes, 16);
  v6->sin6_scope_id = address.scope;
  return sizeof *v6;
}

// `type` is SOCK_STREAM or SOCK_DGRAM.
int connect_socket(int type, const Address& address, uint16_t port, Handle* out_connection) {
  sockaddr_storage to;
  const socklen_t size = to_sockaddr(address, port, &to);
  const int fd = socket(to.ss_family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return kPortFailed;
  const int on = 1;
  // Without this a request waits for the acknowledgement of the handshake's last flight.
  (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const bool connected = connect(fd, reinterpret_cast<sockaddr*>(&to), size) == 0;
  // An interrupted connect continues in the background, like one in progress.
  if (!connected && errno != EINPROGRESS && errno != EINTR) {
    ::close(fd);
    return kPortFailed;
  }
  *out_connection = fd;
  return connected ? kPortOk : kPortAgain;
}

}  // namespace

Address from_sockaddr(const sockaddr* from) {
  Address address;
  if (from->sa_family == AF_INET) {
    address.family = 4;
    memcpy(address.bytes, &reinterpret_cast<const sockaddr_in*>(from)->sin_addr, 4);
  } else {
    const auto* v6 = reinterpret_cast<const sockaddr_in6*>(from);
    address.family = 6;
    memcpy(address.bytes, &v6->sin6_addr, 16);
    address.scope = v6->sin6_scope_id;
  }
  return address;
}

int connect_start(void*, const Address* address, uint16_t tcp_port, Handle* out_connection) {
  return connect_socket(SOCK_STREAM, *address, tcp_port, out_connection);
}

int connect_datagrams(const Address& address, uint16_t udp_port, Handle* out_connection) {
  return connect_socket(SOCK_DGRAM, address, udp_port, out_connection);
}

int connect_result(void*, Handle connection) {
  // Only a connected socket has a peer. Of the others, one that failed has an error to receive, and
  // the rest nothing yet: something, if the connection was made in between.
  sockaddr_storage peer;
  socklen_t size = sizeof peer;
  if (getpeername(connection, reinterpret_cast<sockaddr*>(&peer), &size) == 0) return kPortOk;
  if (errno != ENOTCONN) return kPortFailed;
  char unheeded;
  const ssize_t received = ::recv(connection, &unheeded, 1, MSG_PEEK);
  return received >= 0 || failure() == kPortAgain ? kPortAgain : kPortFailed;
}

int send(void*, Handle connection, const void* bytes, size_t size) {
  const ssize_t sent = ::send(connection, bytes, clamp(size), MSG_NOSIGNAL);
  return sent > 0 ? static_cast<int>(sent) : failure();
}

int receive(void*, Handle connection, void* bytes, size_t size) {
  const ssize_t received = ::recv(connection, bytes, clamp(size), 0);
  if (received > 0) return static_cast<int>(received);
  return received == 0 ? kPortClosed : failure();
}

void close(void*, Handle connection) { ::close(connection); }

}  // namespace sparekey::posix
