// SPDX-License-Identifier: Apache-2.0
// A MemoryService behind a socket of this machine, for a command that runs as a child.
#ifndef SPAREKEY_SWEEP_SOCKET_SERVER_HPP
#define SPAREKEY_SWEEP_SOCKET_SERVER_HPP

#include <list>
#include <string>

#include "simulated/memory_server.hpp"
#include "support/child.hpp"

namespace sparekey::sweep {

class SocketServer {
 public:
  explicit SocketServer(test::MemoryService& service);
  ~SocketServer();
  SocketServer(const SocketServer&) = delete;
  SocketServer& operator=(const SocketServer&) = delete;

  std::string address() const;  // "127.0.0.1:PORT"

  // Serves until the child is gone and all that it sent was read. Its exit status, 128 + N if
  // signal N ended it; -1 if it does not end.
  int serve(support::Child* child);

 private:
  struct Connection {
    Connection(int accepted, test::MemoryService& service) : socket(accepted), server(service) {}
    const int socket;
    test::MemoryServer server;
  };

  void accept_all();
  void read_all();
  bool read(Connection* connection);  // false: it is over

  test::MemoryService& service_;
  int listener_;
  uint16_t tcp_port_ = 0;
  std::list<Connection> connections_;
};

}  // namespace sparekey::sweep

#endif
