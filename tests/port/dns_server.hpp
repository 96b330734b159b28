// SPDX-License-Identifier: Apache-2.0
// A name server on this machine, over UDP and TCP, that says what a test lets it say. It works only
// while serve() is called, so that a test sees everything in its order.
#ifndef SPAREKEY_TESTS_PORT_DNS_SERVER_HPP
#define SPAREKEY_TESTS_PORT_DNS_SERVER_HPP

#include <poll.h>
#include <sys/socket.h>

#include <functional>
#include <string>
#include <vector>

#include "dns_message.hpp"

namespace sparekey::test {

struct Query {
  std::string bytes;
  bool over_tcp = false;
  sockaddr_storage from = {};

  uint16_t id() const;
  uint16_t type() const;
  uint16_t source_port() const;
  // An answer to this query.
  Message reply(std::vector<std::string> answers = {}, uint16_t flags = kAnswered) const;
};

class DnsServer {
 public:
  // What is sent back: datagrams; over TCP bytes, behind which the connection is closed where they
  // are no whole message.
  using Script = std::function<std::vector<std::string>(const Query&)>;

  // `port` 0: a free one. Throws if the address cannot be had.
  DnsServer(const std::string& address, uint16_t port, Script script);
  ~DnsServer();
  DnsServer(const DnsServer&) = delete;
  DnsServer& operator=(const DnsServer&) = delete;

  uint16_t port() const { return port_; }
  const std::vector<Query>& queries() const { return queries_; }

  // Over TCP at most so many bytes are sent by one serve().
  void set_tcp_piece(size_t size) { tcp_piece_ = size; }
  // TCP connections are accepted no longer: they hang.
  void stop_accepting() { accepting_ = false; }
  void stop_tcp();  // they are refused

  void add_to(std::vector<pollfd>* set) const;
  void serve();
  void send_to(const Query& query, const std::string& datagram);

 private:
  struct Connection {
    int fd;
    std::string received;
    std::string to_send;
    bool closing = false;
  };

  void serve_udp();
  bool serve_tcp(Connection& connection);  // false when it is over

  Script script_;
  int udp_ = -1;
  int tcp_ = -1;
  uint16_t port_ = 0;
  size_t tcp_piece_ = 1 << 20;
  bool accepting_ = true;
  std::vector<Connection> connections_;
  std::vector<Query> queries_;
};

// A datagram to whoever sent `query`, but not from where it went to.
void send_from_elsewhere(const Query& query, const std::string& datagram);

}  // namespace sparekey::test

#endif
