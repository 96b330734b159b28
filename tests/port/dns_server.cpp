// SPDX-License-Identifier: Apache-2.0
#include "dns_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>

namespace sparekey::test {
namespace {

constexpr int kFlags = SOCK_NONBLOCK | SOCK_CLOEXEC;

socklen_t to_sockaddr(const std::string& address, uint16_t port, sockaddr_storage* out) {
  *out = {};
  const std::string bytes = ip(address);
  if (bytes.size() == 4) {
    sockaddr_in v4 = {};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    memcpy(&v4.sin_addr, bytes.data(), bytes.size());
    memcpy(out, &v4, sizeof v4);
    return sizeof v4;
  }
  sockaddr_in6 v6 = {};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = htons(port);
  memcpy(&v6.sin6_addr, bytes.data(), bytes.size());
  memcpy(out, &v6, sizeof v6);
  return sizeof v6;
}

uint16_t port_of(const sockaddr_storage& address) {
  in_port_t port = 0;  // at the same place in both families
  memcpy(&port, reinterpret_cast<const char*>(&address) + offsetof(sockaddr_in, sin_port),
         sizeof port);
  return ntohs(port);
}

int bound_socket(int type, const std::string& address, uint16_t port) {
  sockaddr_storage name;
  const socklen_t size = to_sockaddr(address, port, &name);
  const int fd = socket(name.ss_family, type | kFlags, 0);
  const int on = 1;
  if (type == SOCK_STREAM) setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (fd >= 0 && bind(fd, reinterpret_cast<sockaddr*>(&name), size) == 0) return fd;
  if (fd >= 0) close(fd);
  return -1;
}

uint16_t bound_port(int fd) {
  sockaddr_storage name = {};
  socklen_t size = sizeof name;
  getsockname(fd, reinterpret_cast<sockaddr*>(&name), &size);
  return port_of(name);
}

void send_datagram(int fd, const Query& query, const std::string& datagram) {
  sendto(fd, datagram.data(), datagram.size(), 0, reinterpret_cast<const sockaddr*>(&query.from),
         query.from.ss_family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6));
}

unsigned get16(const std::string& bytes, size_t at) {
  return static_cast<unsigned>(static_cast<uint8_t>(bytes.at(at)) << 8 |
                               static_cast<uint8_t>(bytes.at(at + 1)));
}

// Where the question ends; c-ares 1.34 adds an OPT record after it.
size_t question_end(const std::string& query) {
  size_t at = 12;
  while (query.at(at) != 0) at += 1u + static_cast<uint8_t>(query[at]);
  return at + 5;
}

bool is_whole(const std::string& stream) {
  return stream.size() >= 2 && stream.size() >= 2 + get16(stream, 0);
}

}  // namespace

uint16_t Query::id() const { return static_cast<uint16_t>(get16(bytes, 0)); }
uint16_t Query::type() const {
  return static_cast<uint16_t>(get16(bytes, question_end(bytes) - 4));
}
uint16_t Query::source_port() const { return port_of(from); }

Message Query::reply(std::vector<std::string> answers, uint16_t flags) const {
  Message message;
  message.id = id();
  message.flags = flags;
  message.question = bytes.substr(12, question_end(bytes) - 12);
  message.answers = std::move(answers);
  return message;
}

DnsServer::DnsServer(const std::string& address, uint16_t port, Script script)
    : script_(std::move(script)) {
  // A port must be free for both, which only trying shows.
  for (int tries = 0; tries < 100 && tcp_ < 0; ++tries) {
    if (udp_ >= 0) close(udp_);
    udp_ = bound_socket(SOCK_DGRAM, address, port);
    if (udp_ < 0) break;
    port_ = bound_port(udp_);
    tcp_ = bound_socket(SOCK_STREAM, address, port_);
  }
  if (tcp_ >= 0 && listen(tcp_, 8) == 0) return;
  stop_tcp();
  if (udp_ >= 0) close(udp_);
  throw std::runtime_error("no name server at " + address);
}

DnsServer::~DnsServer() {
  for (const Connection& connection : connections_) close(connection.fd);
  stop_tcp();
  close(udp_);
}

void DnsServer::stop_tcp() {
  if (tcp_ >= 0) close(tcp_);
  tcp_ = -1;
}

void DnsServer::add_to(std::vector<pollfd>* set) const {
  set->push_back({udp_, POLLIN, 0});
  if (accepting_) set->push_back({tcp_, POLLIN, 0});
  for (const Connection& connection : connections_) {
    const bool sending = !connection.to_send.empty();
    set->push_back({connection.fd, static_cast<short>(sending ? POLLOUT : POLLIN), 0});
  }
}

void DnsServer::serve() {
  serve_udp();
  if (accepting_ && tcp_ >= 0)
    for (int fd; (fd = accept4(tcp_, nullptr, nullptr, kFlags)) >= 0;)
      connections_.push_back({fd, "", "", false});
  for (size_t i = connections_.size(); i-- > 0;) {
    if (serve_tcp(connections_[i])) continue;
    close(connections_[i].fd);
    connections_.erase(connections_.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

void DnsServer::serve_udp() {
  for (;;) {
    char buffer[1024];
    Query query;
    socklen_t size = sizeof query.from;
    const ssize_t got =
        recvfrom(udp_, buffer, sizeof buffer, 0, reinterpret_cast<sockaddr*>(&query.from), &size);
    if (got < 0) return;
    query.bytes.assign(buffer, static_cast<size_t>(got));
    queries_.push_back(query);
    for (const std::string& datagram : script_(query)) send_to(query, datagram);
  }
}

void DnsServer::send_to(const Query& query, const std::string& datagram) {
  send_datagram(udp_, query, datagram);
}

bool DnsServer::serve_tcp(Connection& connection) {
  char buffer[1024];
  const ssize_t got = recv(connection.fd, buffer, sizeof buffer, 0);
  if (got == 0 || (got < 0 && errno != EAGAIN)) return false;
  if (got > 0) connection.received.append(buffer, static_cast<size_t>(got));
  while (is_whole(connection.received)) {
    const size_t size = 2 + get16(connection.received, 0);
    Query query;
    query.bytes = connection.received.substr(2, size - 2);
    query.over_tcp = true;
    connection.received.erase(0, size);
    queries_.push_back(query);
    std::string answer;
    for (const std::string& bytes : script_(query)) answer += bytes;
    connection.to_send += answer;
    connection.closing = connection.closing || !is_whole(answer);
  }
  const std::string piece = connection.to_send.substr(0, tcp_piece_);
  if (!piece.empty()) {
    const ssize_t sent = send(connection.fd, piece.data(), piece.size(), MSG_NOSIGNAL);
    if (sent > 0) connection.to_send.erase(0, static_cast<size_t>(sent));
  }
  return !connection.to_send.empty() || !connection.closing;
}

void send_from_elsewhere(const Query& query, const std::string& datagram) {
  const int fd = socket(query.from.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  send_datagram(fd, query, datagram);
  close(fd);
}

}  // namespace sparekey::test
