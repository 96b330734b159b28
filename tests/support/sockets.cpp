// SPDX-License-Identifier: Apache-2.0
#include "support/sockets.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

namespace sparekey::test {
namespace {

void check(bool good, const char* what) {
  if (!good) throw std::system_error(errno, std::generic_category(), what);
}

sockaddr_in loopback(uint16_t tcp_port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(tcp_port);
  return address;
}

Descriptor tcp_socket() {
  Descriptor made(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  check(made.get() >= 0, "socket");
  return made;
}

template <typename SockAddr>
Descriptor listen_at(SockAddr address, in_port_t SockAddr::*port, int backlog,
                     uint16_t* out_tcp_port) {
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  Descriptor fd(socket(generic->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  check(fd.get() >= 0, "socket");
  socklen_t size = sizeof address;
  check(bind(fd.get(), generic, size) == 0, "bind");
  check(listen(fd.get(), backlog) == 0, "listen");
  check(getsockname(fd.get(), generic, &size) == 0, "getsockname");
  *out_tcp_port = ntohs(address.*port);
  return fd;
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    reset();
    fd_ = other.release();
  }
  return *this;
}

int Descriptor::release() { return std::exchange(fd_, -1); }

void Descriptor::reset() {
  if (fd_ >= 0) close(fd_);
  fd_ = -1;
}

Event::Event() : fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) { check(fd_.get() >= 0, "eventfd"); }

void Event::set() {
  const uint64_t one = 1;
  check(write(fd_.get(), &one, sizeof one) == sizeof one, "eventfd write");
}

bool Event::is_set() const { return is_readable(fd_.get()); }
void Event::wait() const { wait_for({fd_.get()}); }

bool wait_for(std::initializer_list<int> readable, int writable, int timeout_ms) {
  std::vector<pollfd> set;
  for (const int fd : readable) set.push_back(pollfd{fd, POLLIN, 0});
  set.push_back(pollfd{writable, POLLOUT, 0});
  int ready = 0;
  do {
    ready = poll(set.data(), set.size(), timeout_ms);
  } while (ready < 0 && errno == EINTR);
  check(ready >= 0, "poll");
  return ready > 0;
}

bool is_readable(int fd) {
  pollfd one{fd, POLLIN, 0};
  return poll(&one, 1, 0) > 0;
}

bool has_ipv6() {
  try {
    uint16_t tcp_port = 0;
    listen_on_loopback(Family::ipv6, 1, &tcp_port);
    return true;
  } catch (const std::system_error&) {
    return false;
  }
}

Descriptor listen_on_loopback(Family family, int backlog, uint16_t* out_tcp_port) {
  if (family == Family::ipv4)
    return listen_at(loopback(0), &sockaddr_in::sin_port, backlog, out_tcp_port);
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_addr = in6addr_loopback;
  return listen_at(address, &sockaddr_in6::sin6_port, backlog, out_tcp_port);
}

ReservedPort::ReservedPort() : descriptor_(tcp_socket()) {
  const int on = 1;
  check(setsockopt(descriptor_.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0, "reuse");
  sockaddr_in address = loopback(0);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  socklen_t size = sizeof address;
  check(bind(descriptor_.get(), generic, size) == 0, "bind");
  check(getsockname(descriptor_.get(), generic, &size) == 0, "getsockname");
  number_ = ntohs(address.sin_port);
}

bool accepts_connections(uint16_t tcp_port) {
  sockaddr_in address = loopback(tcp_port);
  const Descriptor probe = tcp_socket();
  return connect(probe.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
}

Descriptor fill_backlog(const Descriptor& listener, uint16_t tcp_port) {
  sockaddr_in address = loopback(tcp_port);
  Descriptor waiting = tcp_socket();
  check(connect(waiting.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0,
        "connect");
  wait_for({listener.get()});  // it is in the queue
  return waiting;
}

}  // namespace sparekey::test
