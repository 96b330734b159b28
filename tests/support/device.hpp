// SPDX-License-Identifier: Apache-2.0
// A Client with its memory, and the port of this machine with a window to the socket in use.
#ifndef SPAREKEY_SUPPORT_DEVICE_HPP
#define SPAREKEY_SUPPORT_DEVICE_HPP

#include <memory>
#include <string>

#include "sparekey/sparekey.hpp"
#include "support/outcome.hpp"

namespace sparekey::test {

// posix_port(), remembering the descriptor of the last connection.
class WatchedPort {
 public:
  WatchedPort();
  const Port& port() const { return port_; }

  // Waits until something of the server's has arrived on the kept connection, its end included:
  // the next call will find it there.
  void wait_for_arrival() const;

 private:
  static int connect_start(void* context, const Address* address, uint16_t tcp_port, Handle* out);
  Port inner_;
  Port port_;
  Handle last_ = kNoHandle;
};

class Device {
 public:
  // Goes to `connect_to` and expects the name kHost there.
  Device(std::string connect_to, std::string ca_pem);

  // What open() uses; may be changed before it.
  Config config;
  Limits limits;
  Port port;
  unsigned char (*filled_with)(size_t place) = nullptr;  // what is in the block before

  Result try_open();
  void open();  // which must succeed

  const WatchedPort& watched() const { return watched_; }
  std::string memory() const;  // the client's whole block

  Client& client() { return client_; }

 private:
  WatchedPort watched_;
  std::string connect_to_;
  std::string ca_pem_;
  size_t memory_size_ = 0;
  std::unique_ptr<unsigned char[]> memory_;
  Client client_;  // the last, so that it goes before its memory
};

Recipient by_email(Text address = "alice@example.com");
Recipient by_phone(Text number = "18812345678", Text country_code = "+86");

}  // namespace sparekey::test

#endif
