// SPDX-License-Identifier: Apache-2.0
#include "socket_server.hpp"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <vector>

namespace sparekey::sweep {
namespace {

constexpr int kPatienceMs = 120'000;  // far beyond the command's own deadline

}  // namespace

SocketServer::SocketServer(test::MemoryService& service)
    : service_(service), listener_(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  test::require(listener_ >= 0 && bind(listener_, any, size) == 0 && listen(listener_, 8) == 0 &&
                    getsockname(listener_, any, &size) == 0,
                "listen");
  tcp_port_ = ntohs(address.sin_port);
}

SocketServer::~SocketServer() {
  for (const Connection& connection : connections_) close(connection.socket);
  close(listener_);
}

std::string SocketServer::address() const { return "127.0.0.1:" + std::to_string(tcp_port_); }

int SocketServer::serve(support::Child* child) {
  const int process = static_cast<int>(syscall(SYS_pidfd_open, child->id(), 0));
  test::require(process >= 0, "pidfd_open");
  int status = -1;
  for (bool ended = false; !ended;) {
    std::vector<pollfd> watched = {{listener_, POLLIN, 0}, {process, POLLIN, 0}};
    for (const Connection& connection : connections_)
      watched.push_back({connection.socket, POLLIN, 0});
    if (poll(watched.data(), watched.size(), kPatienceMs) == 0) break;
    ended = (watched[1].revents & POLLIN) != 0;
    accept_all();
    read_all();
    if (ended) status = child->wait();
  }
  close(process);
  return status;
}

void SocketServer::accept_all() {
  for (;;) {
    const int socket = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) return;
    connections_.emplace_back(socket, service_);
  }
}

void SocketServer::read_all() {
  for (auto connection = connections_.begin(); connection != connections_.end();) {
    if (read(&*connection)) {
      ++connection;
      continue;
    }
    close(connection->socket);
    connection = connections_.erase(connection);
  }
}

bool SocketServer::read(Connection* connection) {
  char bytes[16'384];
  for (;;) {
    const ssize_t got = recv(connection->socket, bytes, sizeof bytes, 0);
    if (got == 0 || (got < 0 && errno != EAGAIN)) return false;
    if (got < 0) return true;
    connection->server.take(bytes, static_cast<size_t>(got));
    std::string& out = connection->server.outbox();
    // An answer is far smaller than a socket's buffer.
    if (!out.empty()) (void)!send(connection->socket, out.data(), out.size(), MSG_NOSIGNAL);
    out.clear();
  }
}

}  // namespace sparekey::sweep
