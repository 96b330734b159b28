// SPDX-License-Identifier: Apache-2.0
// Servers that say nothing, too little or far too much, over real TCP: each call ends close to its
// deadline. Only the lower bound is exact; the upper one is for the busiest of machines, and still
// far from the for-ever of a client that lets bytes move its deadline.
#include <gtest/gtest.h>

#include <chrono>
#include <functional>

#include "support/answers.hpp"
#include "support/device.hpp"

namespace sparekey::test {
namespace {

constexpr int64_t kTimeoutMs = 300;
constexpr int64_t kGenerousMs = 20'000;

class SilentServerTest : public testing::Test {
 protected:
  // Makes one call to a server that runs `script`; it must be timed out in time.
  void expect_timed_out(const Server::Script& script, Delivery delivery) {
    Server server(ServerTls(chain_), script);
    expect_timed_out_at(server.address(), delivery);
  }

  void expect_timed_out_at(const std::string& address, Delivery delivery) {
    Device device(address, chain_.root_pem());
    device.config.timeout_ms = kTimeoutMs;
    device.open();
    const int64_t before_ms = now_ms(device);
    const Result result = device.client().send_code(by_email());
    const int64_t took_ms = now_ms(device) - before_ms;
    const bool safe = delivery == Delivery::not_sent;
    EXPECT_EQ(outcome(result),
              expected(Code::timed_out, delivery, safe ? Advice::retry : Advice::start_over));
    EXPECT_GE(took_ms, kTimeoutMs);
    EXPECT_LT(took_ms, kGenerousMs);
  }

  static int64_t now_ms(const Device& device) {
    return device.port.monotonic_ms(device.port.context);
  }

  // `step` again and again, with a pause, until the client is gone.
  static void drip(Peer& peer, const std::function<void()>& step) {
    for (;;) {
      step();
      peer.pause_ms(100);
    }
  }

  const Chain chain_ = make_chain();
};

TEST_F(SilentServerTest, AfterTcp) {
  expect_timed_out([](Peer& peer) { peer.wait_for_end(); }, Delivery::not_sent);
}

TEST_F(SilentServerTest, AfterTheHandshake) {
  expect_timed_out(
      [](Peer& peer) {
        peer.handshake();
        peer.wait_for_end();
      },
      Delivery::unknown);
}

TEST_F(SilentServerTest, AfterTheRequest) {
  expect_timed_out(
      [](Peer& peer) {
        peer.handshake();
        peer.read_request();
        peer.wait_for_end();
      },
      Delivery::unknown);
}

TEST_F(SilentServerTest, AfterHalfOfTheAnswer) {
  expect_timed_out(
      [](Peer& peer) {
        peer.handshake();
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"statusCode\":");
        peer.wait_for_end();
      },
      Delivery::unknown);
}

TEST_F(SilentServerTest, DripsAnAnswer) {
  expect_timed_out(
      [](Peer& peer) {
        peer.handshake();
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\nx: ");
        drip(peer, [&] { peer.send("x"); });
      },
      Delivery::unknown);
}

TEST_F(SilentServerTest, DripsAHandshake) {
  expect_timed_out(
      [](Peer& peer) {
        peer.read_raw();
        peer.send_raw(std::string("\x16\x03\x03\x40\x00\x02\x00\x3F\xFC", 9));
        drip(peer, [&] { peer.send_raw("x"); });
      },
      Delivery::not_sent);
}

// mbedTLS passes over warnings without returning, as long as there are any to read. The flood
// ends well after the upper bound, so that a client which reads all of it fails instead of hanging.
TEST_F(SilentServerTest, FloodsTheHandshakeWithWarnings) {
  std::string warnings;  // user_canceled (RFC 8446 section 6.1), before any key is agreed
  for (int i = 0; i < 4096; ++i) warnings += std::string("\x15\x03\x03\x00\x02\x01\x5A", 7);
  expect_timed_out(
      [&](Peer& peer) {
        peer.read_raw();
        const auto end =
            std::chrono::steady_clock::now() + std::chrono::milliseconds(2 * kGenerousMs);
        while (std::chrono::steady_clock::now() < end) peer.send_raw(warnings);
      },
      Delivery::not_sent);
}

// A listener whose backlog is full never answers a connect.
TEST_F(SilentServerTest, NeverTakesTheConnection) {
  uint16_t tcp_port = 0;
  const Descriptor listener = listen_on_loopback(Family::ipv4, 0, &tcp_port);
  const std::string address = "127.0.0.1:" + std::to_string(tcp_port);
  const std::vector<Descriptor> waiting = fill_backlog(tcp_port);
  expect_timed_out_at(address, Delivery::not_sent);
}

}  // namespace
}  // namespace sparekey::test
