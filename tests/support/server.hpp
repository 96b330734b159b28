// SPDX-License-Identifier: Apache-2.0
// A TLS server on this machine that does what a script says, connection after connection.
#ifndef SPAREKEY_SUPPORT_SERVER_HPP
#define SPAREKEY_SUPPORT_SERVER_HPP

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "support/peer.hpp"

namespace sparekey::test {

class Server {
 public:
  // Run for each connection on the server's thread. What it leaves open is closed after it.
  using Script = std::function<void(Peer&)>;

  Server(const ServerTls& tls, Script script, Family family = Family::ipv4);
  // Ends all waits, and the thread.
  ~Server();

  uint16_t tcp_port() const { return tcp_port_; }
  std::string address() const;  // "127.0.0.1:PORT"

  // Waits until so many connections are over on this side.
  void wait_for_ended(size_t count);
  // Stops, and returns every connection that was made, even those never looked at.
  std::vector<ConnectionRecord> stop();

 private:
  void run();
  void serve(Descriptor connection);

  Family family_;
  Script script_;
  openssl::TlsContext context_;
  uint16_t tcp_port_ = 0;
  Descriptor listener_;
  Event stop_;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::vector<ConnectionRecord> records_;
  std::string trouble_;
  std::thread thread_;
};

}  // namespace sparekey::test

#endif
