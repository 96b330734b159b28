// SPDX-License-Identifier: Apache-2.0
#include "support/server.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <chrono>

namespace sparekey::test {
namespace {

// Only reached if something is broken: the test then fails instead of hanging.
constexpr std::chrono::seconds kPatience(60);

}  // namespace

Server::Server(const ServerTls& tls, Script script, Family family)
    : family_(family),
      script_(std::move(script)),
      context_(make_context(tls)),
      listener_(listen_on_loopback(family, 16, &tcp_port_)),
      thread_([this] { run(); }) {}

Server::~Server() { stop(); }

std::string Server::address() const {
  return (family_ == Family::ipv4 ? "127.0.0.1:" : "[::1]:") + std::to_string(tcp_port_);
}

void Server::run() {
  for (;;) {
    Descriptor connection(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (connection.get() >= 0)
      serve(std::move(connection));
    else if (stop_.is_set())
      return;
    else
      wait_for({listener_.get(), stop_.fd()});
  }
}

void Server::serve(Descriptor connection) {
  const int on = 1;
  setsockopt(connection.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  Peer peer(std::move(connection), records_.size(), context_.get(), stop_);
  try {
    script_(peer);
    peer.end_tcp();
  } catch (const Ended&) {
  } catch (const std::exception& error) {
    trouble_ = error.what();
  }
  // Closing while bytes of the client's are unread would reset the connection.
  try {
    peer.end_tcp();
    peer.wait_for_end();
  } catch (const Ended&) {
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  records_.push_back(peer.record());
  ended_.notify_all();
}

void Server::wait_for_ended(size_t count) {
  std::unique_lock<std::mutex> lock(mutex_);
  const bool done = ended_.wait_for(lock, kPatience, [&] { return records_.size() >= count; });
  EXPECT_TRUE(done) << "only " << records_.size() << " connections ended";
}

std::vector<ConnectionRecord> Server::stop() {
  if (thread_.joinable()) {
    stop_.set();
    thread_.join();
    EXPECT_EQ(trouble_, "");
  }
  return records_;
}

}  // namespace sparekey::test
