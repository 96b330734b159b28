// SPDX-License-Identifier: Apache-2.0
#include "lwip_port.hpp"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

// Debian's header of the architecture says nothing of C++.
extern "C" {
#include <lwip/ip4_addr.h>
#include <lwip/netif.h>
#include <lwip/priv/tcp_priv.h>
#include <lwip/sockets.h>
#include <lwip/tcpip.h>

// And these lwIP's header leaves to the system's, whose sockets are not lwIP's.
int lwip_socket(int domain, int type, int protocol);
int lwip_bind(int s, const struct sockaddr* name, socklen_t size);
int lwip_listen(int s, int backlog);
int lwip_accept(int s, struct sockaddr* address, socklen_t* size);
int lwip_connect(int s, const struct sockaddr* name, socklen_t size);
int lwip_getsockname(int s, struct sockaddr* name, socklen_t* size);
int lwip_getpeername(int s, struct sockaddr* name, socklen_t* size);
int lwip_setsockopt(int s, int level, int option, const void* value, socklen_t size);
int lwip_getsockopt(int s, int level, int option, void* value, socklen_t* size);
ssize_t lwip_send(int s, const void* bytes, size_t size, int flags);
ssize_t lwip_recv(int s, void* bytes, size_t size, int flags);
int lwip_poll(struct pollfd* set, nfds_t count, int timeout_ms);
int lwip_fcntl(int s, int command, int value);
int lwip_close(int s);
}

namespace lwip_port {

using namespace sparekey;

namespace {

constexpr int kMostSockets = 1024;
// lwIP says ENOTCONN when it is asked again behind a FIN.
bool has_ended[kMostSockets];

netif loop;

err_t loop_output(netif* interface, pbuf* packet, const ip4_addr_t*) {
  return netif_loop_output(interface, packet);
}

err_t loop_init(netif* interface) {
  interface->name[0] = 'l';
  interface->name[1] = 'p';
  interface->mtu = 1500;
  interface->output = loop_output;
  return ERR_OK;
}

void add_loop(void* started) {
  ip4_addr_t address;
  ip4_addr_t mask;
  ip4_addr_t gateway;
  IP4_ADDR(&address, 127, 0, 0, 1);
  IP4_ADDR(&mask, 255, 0, 0, 0);
  ip4_addr_set_zero(&gateway);
  netif_add(&loop, &address, &mask, &gateway, nullptr, loop_init, tcpip_input);
  netif_set_default(&loop);
  netif_set_link_up(&loop);
  netif_set_up(&loop);
  __atomic_store_n(static_cast<bool*>(started), true, __ATOMIC_RELEASE);
}

int failure() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? kPortAgain : kPortFailed;
}

sockaddr_in place(const uint8_t* address, uint16_t tcp_port) {
  sockaddr_in at;
  memset(&at, 0, sizeof at);
  at.sin_family = AF_INET;
  at.sin_port = htons(tcp_port);
  memcpy(&at.sin_addr, address, 4);
  return at;
}

int new_socket() {
  const int fd = lwip_socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) return fd;
  if (fd >= kMostSockets || lwip_fcntl(fd, F_SETFL, O_NONBLOCK) != 0) {
    lwip_close(fd);
    return -1;
  }
  const int on = 1;
  (void)lwip_setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  has_ended[fd] = false;
  return fd;
}

int connect_start(void*, const Address* address, uint16_t tcp_port, Handle* out) {
  if (address->family != 4) return kPortFailed;
  const int fd = new_socket();
  if (fd < 0) return kPortFailed;
  const sockaddr_in to = place(address->bytes, tcp_port);
  if (lwip_connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0 &&
      errno != EINPROGRESS) {
    lwip_close(fd);
    return kPortFailed;
  }
  *out = fd;
  return kPortAgain;
}

int connect_result(void*, Handle connection) {
  pollfd set = {connection, POLLOUT, 0};
  if (lwip_poll(&set, 1, 0) == 0) return kPortAgain;
  if ((set.revents & (POLLERR | POLLHUP | POLLNVAL)) != 0) return kPortFailed;
  int error = 0;
  socklen_t size = sizeof error;
  if (lwip_getsockopt(connection, SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0)
    return kPortFailed;
  return kPortOk;
}

int send(void*, Handle connection, const void* bytes, size_t size) {
  const ssize_t sent = lwip_send(connection, bytes, size, MSG_DONTWAIT);
  return sent > 0 ? static_cast<int>(sent) : failure();
}

int receive(void*, Handle connection, void* bytes, size_t size) {
  if (has_ended[connection]) return kPortClosed;
  const ssize_t got = lwip_recv(connection, bytes, size, MSG_DONTWAIT);
  if (got > 0) return static_cast<int>(got);
  if (got < 0) return failure();
  has_ended[connection] = true;
  return kPortClosed;
}

void close(void*, Handle connection) { lwip_close(connection); }

int64_t monotonic_ms(void*) {
  timespec now;
  clock_gettime(CLOCK_BOOTTIME, &now);
  return int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

int wait(void*, const Interest* interests, int count, int64_t until_ms) {
  pollfd set[4];
  if (count > 4) return kPortFailed;
  for (int i = 0; i < count; ++i)
    set[i] = pollfd{interests[i].handle,
                    static_cast<short>((interests[i].readable ? POLLIN : 0) |
                                       (interests[i].writable ? POLLOUT : 0)),
                    0};
  int64_t rest_ms = until_ms - monotonic_ms(nullptr);
  if (rest_ms < 0) rest_ms = 0;
  if (rest_ms > 1000) rest_ms = 1000;
  if (count > 0) {
    (void)lwip_poll(set, static_cast<nfds_t>(count), static_cast<int>(rest_ms));
    return kPortOk;
  }
  const timespec rest = {rest_ms / 1000, rest_ms % 1000 * 1'000'000};
  (void)nanosleep(&rest, nullptr);
  return kPortOk;
}

Handle listen(void*, uint16_t tcp_port) {
  const int fd = new_socket();
  const uint8_t loopback[] = {127, 0, 0, 1};
  const sockaddr_in at = place(loopback, tcp_port);
  if (fd >= 0 && lwip_bind(fd, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0 &&
      lwip_listen(fd, 8) == 0)
    return fd;
  if (fd >= 0) lwip_close(fd);
  return kPortFailed;
}

Handle accept(void*, Handle listener) {
  const int fd = lwip_accept(listener, nullptr, nullptr);
  if (fd < 0) return failure();
  const int on = 1;
  (void)lwip_fcntl(fd, F_SETFL, O_NONBLOCK);
  (void)lwip_setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  has_ended[fd] = false;
  return fd;
}

// SO_LINGER resets a connection of lwIP's only while something is on its way, so this is done below
// the sockets.
void reset(void*, Handle connection) {
  sockaddr_in mine;
  sockaddr_in theirs;
  socklen_t size = sizeof mine;
  if (lwip_getsockname(connection, reinterpret_cast<sockaddr*>(&mine), &size) == 0 &&
      lwip_getpeername(connection, reinterpret_cast<sockaddr*>(&theirs), &size) == 0) {
    LOCK_TCPIP_CORE();
    for (tcp_pcb* pcb = tcp_active_pcbs; pcb != nullptr; pcb = pcb->next) {
      if (pcb->local_port != ntohs(mine.sin_port) || pcb->remote_port != ntohs(theirs.sin_port))
        continue;
      tcp_abort(pcb);
      break;
    }
    UNLOCK_TCPIP_CORE();
  }
  lwip_close(connection);
}

}  // namespace

void start() {
  bool started = false;
  tcpip_init(add_loop, &started);
  while (!__atomic_load_n(&started, __ATOMIC_ACQUIRE)) {
    const timespec moment = {0, 1'000'000};
    (void)nanosleep(&moment, nullptr);
  }
}

Port port() {
  Port port;
  port.resolve_start = [](void*, const char*, Handle*) -> int { return kPortFailed; };
  port.resolve_result = [](void*, Handle, Address*, int) -> int { return kPortFailed; };
  port.resolve_wants = [](void*, Handle, Interest*, int, int64_t*) { return 0; };
  port.resolve_end = [](void*, Handle) {};
  port.connect_start = connect_start;
  port.connect_result = connect_result;
  port.send = send;
  port.receive = receive;
  port.close = close;
  port.wait = wait;
  port.monotonic_ms = monotonic_ms;
  port.wall_clock_s = [](void*) { return static_cast<int64_t>(time(nullptr)); };
  port.random = [](void*, void* out, size_t size) -> int {
    // So few are always given whole.
    if (size <= 256)
      return getrandom(out, size, 0) == static_cast<ssize_t>(size) ? kPortOk : kPortFailed;
    const bool both =
        getrandom(out, 256, 0) == 256 &&
        getrandom(static_cast<char*>(out) + 256, size - 256, 0) == static_cast<ssize_t>(size - 256);
    return both ? kPortOk : kPortFailed;
  };
  return port;
}

check::PeerStack peer_stack() {
  check::PeerStack stack;
  stack.listen = listen;
  stack.accept = accept;
  stack.send = send;
  stack.receive = receive;
  stack.close = close;
  stack.reset = reset;
  stack.monotonic_ms = monotonic_ms;
  return stack;
}

}  // namespace lwip_port
