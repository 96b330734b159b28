// SPDX-License-Identifier: Apache-2.0
// Descriptors that close themselves, loopback listeners, and an event to wait for.
#ifndef SPAREKEY_SUPPORT_SOCKETS_HPP
#define SPAREKEY_SUPPORT_SOCKETS_HPP

#include <cstdint>
#include <initializer_list>
#include <string>

namespace sparekey::test {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor() { reset(); }

  int get() const { return fd_; }
  int release();
  void reset();

 private:
  int fd_ = -1;
};

// Set once, never unset.
class Event {
 public:
  Event();
  void set();
  bool is_set() const;
  void wait() const;
  int fd() const { return fd_.get(); }

 private:
  Descriptor fd_;
};

// Waits until one of the descriptors is ready; does not say which one.
// False if `timeout_ms` passed first (negative: never).
bool wait_for(std::initializer_list<int> readable, int writable = -1, int timeout_ms = -1);
bool is_readable(int fd);

enum class Family { ipv4, ipv6 };

bool has_ipv6();

// Listens on the loopback address at a free port; throws if that cannot be.
Descriptor listen_on_loopback(Family family, int backlog, uint16_t* out_tcp_port);

// A port of 127.0.0.1 that nobody is given as long as this lives: bound, not listened at. A server
// that sets SO_REUSEADDR, as all do, can listen there, and again after a restart.
class ReservedPort {
 public:
  ReservedPort();
  std::string address() const { return "127.0.0.1:" + std::to_string(number_); }
  uint16_t number() const { return number_; }

 private:
  Descriptor descriptor_;
  uint16_t number_ = 0;
};

// Whether somebody listens at 127.0.0.1.
bool accepts_connections(uint16_t tcp_port);

// Connects to a listener that accepts nothing and has a backlog of 0, which is full then: the next
// connect gets no answer.
Descriptor fill_backlog(const Descriptor& listener, uint16_t tcp_port);

}  // namespace sparekey::test

#endif
