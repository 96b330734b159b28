// SPDX-License-Identifier: Apache-2.0
#include "support/relay.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace sparekey::test {
namespace {

constexpr Toward kWays[] = {Toward::server, Toward::client};

size_t index_of(Toward toward) { return toward == Toward::server ? 0 : 1; }

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int new_socket() {
  const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (made < 0) throw std::runtime_error("no socket");
  return made;
}

void set_no_delay(int socket) {
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

}  // namespace

Relay::Relay(int server_port) : server_port_(server_port), listening_(new_socket()) {
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  if (bind(listening_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      listen(listening_, 16) != 0 ||
      getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("the relay cannot listen");
  port_ = ntohs(address.sin_port);
  wake_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  thread_ = std::thread([this] { run(); });
}

Relay::~Relay() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
  }
  tell();
  thread_.join();
  for (const Connection& connection : connections_)
    for (const int socket : connection.sockets)
      if (socket >= 0) close(socket);
  close(wake_);
  close(listening_);
}

void Relay::cut_next(const Cut& cut) {
  const std::lock_guard<std::mutex> lock(mutex_);
  next_cut_ = cut;
}

void Relay::cut_present(const Cut& cut) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (Connection& connection : connections_) {
      if (connection.flows[0].swallowed || connection.flows[1].swallowed) continue;  // cut already
      connection.cut = cut;
      connection.cut->after_bytes += connection.flows[index_of(cut.toward)].passed;
      if (cut.after_bytes == 0) perform(connection);
    }
  }
  tell();
}

bool Relay::is_silent() {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (const Connection& connection : connections_)
    if (connection.silent && !connection.flows[index_of(Toward::server)].ended) return true;
  return false;
}

size_t Relay::cuts(TcpEnding ending) {
  const std::lock_guard<std::mutex> lock(mutex_);
  return cuts_[static_cast<size_t>(ending)];
}

void Relay::swallow(Toward toward) {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (Connection& connection : connections_) connection.flows[index_of(toward)].swallowed = true;
}

void Relay::delay(std::chrono::milliseconds one_way) {
  const std::lock_guard<std::mutex> lock(mutex_);
  delay_ = one_way;
}

void Relay::wait_until_over() {
  std::unique_lock<std::mutex> lock(mutex_);
  if (!over_.wait_for(lock, std::chrono::seconds(60), [this] { return connections_.empty(); }))
    throw std::runtime_error("a connection does not end");
}

size_t Relay::passed(Toward toward) {
  const std::lock_guard<std::mutex> lock(mutex_);
  return passed_[index_of(toward)];
}

void Relay::tell() {
  const uint64_t one = 1;
  if (write(wake_, &one, sizeof one) != sizeof one) throw std::runtime_error("no wake-up call");
}

void Relay::run() {
  for (;;) {
    std::vector<pollfd> set = {{wake_, POLLIN, 0}, {listening_, POLLIN, 0}};
    int timeout_ms = -1;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (stop_) return;
      const auto now = std::chrono::steady_clock::now();
      for (const Connection& connection : connections_)
        for (const Toward toward : kWays) {
          const Flow& flow = connection.flows[index_of(toward)];
          // poll passes over a negative descriptor. What goes one way is read from the other side.
          set.push_back({flow.ended ? -1 : connection.sockets[1 - index_of(toward)], POLLIN, 0});
          if (flow.held.empty()) continue;
          const auto rest =
              std::chrono::ceil<std::chrono::milliseconds>(flow.held.front().due - now);
          const int rest_ms = std::max(0, static_cast<int>(rest.count()));
          timeout_ms = timeout_ms < 0 ? rest_ms : std::min(timeout_ms, rest_ms);
        }
    }
    poll(set.data(), set.size(), timeout_ms);
    const std::lock_guard<std::mutex> lock(mutex_);
    size_t at = 2;
    for (Connection& connection : connections_)
      for (const Toward toward : kWays) {
        if (set[at++].revents != 0) take(connection, toward);
        pass_on(connection, toward);
      }
    connections_.remove_if([](const Connection& connection) {
      if (!connection.flows[0].ended || !connection.flows[1].ended) return false;
      if (!connection.flows[0].held.empty() || !connection.flows[1].held.empty()) return false;
      for (const int socket : connection.sockets)
        if (socket >= 0) close(socket);
      return true;
    });
    if (connections_.empty()) over_.notify_all();
    if (set[1].revents != 0) accept_one();
  }
}

void Relay::accept_one() {
  const int client = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
  if (client < 0) return;
  set_no_delay(client);
  const int server = new_socket();
  const sockaddr_in address = loopback(server_port_);
  if (connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    close(client);
    close(server);
    return;
  }
  set_no_delay(server);
  Connection& connection = connections_.emplace_back();
  connection.sockets[0] = server;
  connection.sockets[1] = client;
  connection.cut = next_cut_;
  next_cut_.reset();
  if (connection.cut && connection.cut->after_bytes == 0) perform(connection);
}

// Reads what is to go `toward`.
void Relay::take(Connection& connection, Toward toward) {
  const size_t to = index_of(toward);
  Flow& flow = connection.flows[to];
  if (flow.ended) return;  // cut meanwhile
  char bytes[16384];
  const ssize_t got = recv(connection.sockets[1 - to], bytes, sizeof bytes, 0);
  flow.ended = got <= 0;
  if (flow.swallowed) return;
  const bool first = flow.passed == 0 && flow.held.empty() && toward == Toward::server;
  flow.held.push_back({std::string(bytes, got > 0 ? static_cast<size_t>(got) : 0),
                       std::chrono::steady_clock::now() + (first ? 3 : 1) * delay_});
}

void Relay::pass_on(Connection& connection, Toward toward) {
  const size_t to = index_of(toward);
  Flow& flow = connection.flows[to];
  const auto now = std::chrono::steady_clock::now();
  while (!flow.held.empty() && flow.held.front().due <= now) {
    const std::string bytes = std::move(flow.held.front().bytes);
    flow.held.pop_front();
    if (flow.swallowed) continue;
    if (bytes.empty()) {
      shutdown(connection.sockets[to], SHUT_WR);
      continue;
    }
    const bool counted = connection.cut && connection.cut->toward == toward;
    const size_t left = counted ? connection.cut->after_bytes - flow.passed : bytes.size();
    const size_t size = std::min(left, bytes.size());
    send(connection.sockets[to], bytes.data(), size, MSG_NOSIGNAL);
    flow.passed += size;
    passed_[to] += size;
    if (counted && flow.passed == connection.cut->after_bytes) perform(connection);
  }
}

void Relay::perform(Connection& connection) {
  const Cut cut = *connection.cut;
  connection.cut.reset();
  ++cuts_[static_cast<size_t>(cut.ending)];
  auto& [server, client] = connection.sockets;
  if (cut.ending == TcpEnding::half_close) {
    Flow& flow = connection.flows[index_of(cut.toward)];
    flow.swallowed = true;
    flow.held.clear();
    shutdown(connection.sockets[index_of(cut.toward)], SHUT_WR);
    return;
  }
  for (Flow& flow : connection.flows) {
    flow.swallowed = true;
    flow.held.clear();
  }
  if (cut.ending == TcpEnding::garbage) {
    char garbage[300];  // differs with the place where it comes
    for (size_t i = 0; i < sizeof garbage; ++i)
      garbage[i] = static_cast<char>((cut.after_bytes + i) * 2654435761U >> 13);
    send(connection.sockets[index_of(cut.toward)], garbage, sizeof garbage, MSG_NOSIGNAL);
  }
  shutdown(server, SHUT_WR);
  connection.silent = cut.ending == TcpEnding::silence;
  if (connection.silent) return;
  if (cut.ending != TcpEnding::rst) {
    shutdown(client, SHUT_WR);
    return;
  }
  const linger at_once{1, 0};
  setsockopt(client, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close(client);
  client = -1;
  connection.flows[index_of(Toward::server)].ended = true;
}

}  // namespace sparekey::test
