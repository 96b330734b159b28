// SPDX-License-Identifier: Apache-2.0
// A Client on this machine's own port, whose clock can be put forward and whose waits are counted.
#ifndef SPAREKEY_SUPPORT_METERED_DEVICE_HPP
#define SPAREKEY_SUPPORT_METERED_DEVICE_HPP

#include <string>

#include "sparekey/sparekey.hpp"

namespace sparekey::test {

class LocalEmulator;

class MeteredDevice {
 public:
  // Goes to 127.0.0.1 at `tcp_port`. Throws if the client does not open.
  MeteredDevice(const LocalEmulator& emulator, int tcp_port);

  Client& client() { return client_; }

  void pass_ms(int64_t time_ms) { skew_ms_ += time_ms; }
  // Each wait lasts to its end, in no time: nothing arrives any more.
  void let_time_fly() { flying_ = true; }
  void let_time_be() { flying_ = false; }

  // Since the last call of count().
  struct Counted {
    int round_trips = 0;
    int requests = 0;  // of which a byte reached the port, those for keys included
    // Calls of the port, each of them one of the system for posix_port.
    int sends = 0;
    int receives = 0;
    int waits = 0;
    int draws = 0;
  };
  Counted count();

 private:
  static int connect_start(void* context, const Address* address, uint16_t tcp_port, Handle* out);
  static int send(void* context, Handle connection, const void* bytes, size_t size);
  static int receive(void* context, Handle connection, void* bytes, size_t size);
  static int wait(void* context, const Interest* interests, int count, int64_t until_ms);
  static int64_t monotonic_ms(void* context);
  static int random(void* context, void* out, size_t size);

  const Port inner_ = posix_port();
  std::string host_;
  std::string ca_pem_;
  int64_t skew_ms_ = 0;
  bool flying_ = false;
  bool asked_ = false;
  bool sending_ = false;  // a request of which no byte was sent yet
  Counted counted_;
  alignas(kMemoryAlignment) unsigned char memory_[memory_needed(Limits())];
  Client client_;  // the last, so that it goes before its memory
};

}  // namespace sparekey::test

#endif
