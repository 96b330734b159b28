// SPDX-License-Identifier: Apache-2.0
// Servers that say nothing, too little or far too much, over real TCP: each call ends close to its
// deadline. Its clock stands still until the server has come as far as it wants to, however long a
// busy machine takes to get there. Only the lower bound is exact; the upper one is far from the
// for-ever of a client that lets bytes move its deadline.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>

#include "support/answers.hpp"
#include "support/device.hpp"

namespace sparekey::test {
namespace {

constexpr int64_t kTimeoutMs = 300;
constexpr int64_t kGenerousMs = 20'000;

// This machine's port, on a clock that stands still until it is told to run.
class HeldClock {
 public:
  explicit HeldClock(const Port& inner) : inner_(inner) {}

  Port port() {
    Port port = inner_;
    port.context = this;
    port.monotonic_ms = [](void* self) { return static_cast<HeldClock*>(self)->now_ms(); };
    port.wait = wait;
    return port;
  }
  void run() { begin_ms_ = inner_.monotonic_ms(inner_.context); }
  int64_t now_ms() const {
    const int64_t begin_ms = begin_ms_;
    return begin_ms < 0 ? 0 : inner_.monotonic_ms(inner_.context) - begin_ms;
  }

 private:
  // A little at a time: it may begin to run meanwhile.
  static int wait(void* context, const Interest* interests, int count, int64_t until_ms) {
    const auto* self = static_cast<HeldClock*>(context);
    const Port& inner = self->inner_;
    const int64_t left_ms = std::min<int64_t>(until_ms - self->now_ms(), 10);
    return inner.wait(inner.context, interests, count, inner.monotonic_ms(inner.context) + left_ms);
  }

  const Port inner_;
  std::atomic<int64_t> begin_ms_{-1};
};

class SilentServerTest : public testing::Test {
 protected:
  // Makes one call to a server that runs `script`; it must be timed out in time.
  void expect_timed_out(const Server::Script& script, Delivery delivery) {
    Server server(ServerTls(chain_), script);
    expect_timed_out_at(server.address(), delivery);
  }

  void expect_timed_out_at(const std::string& address, Delivery delivery) {
    Device device(address, chain_.root_pem());
    // Of the others only `wait` has a use for its context.
    device.port = clock_.port();
    device.config.timeout_ms = kTimeoutMs;
    device.open();
    const int64_t before_ms = clock_.now_ms();
    const Result result = device.client().send_code(by_email());
    const int64_t took_ms = clock_.now_ms() - before_ms;
    const bool safe = delivery == Delivery::not_sent;
    EXPECT_EQ(outcome(result),
              expected(Code::timed_out, delivery, safe ? Advice::retry : Advice::start_over));
    EXPECT_GE(took_ms, kTimeoutMs);
    EXPECT_LT(took_ms, kGenerousMs);
  }

  // `step` again and again, with a pause, until the client is gone.
  static void drip(Peer& peer, const std::function<void()>& step) {
    for (;;) {
      step();
      peer.pause_ms(100);
    }
  }

  const Chain chain_ = make_chain();
  HeldClock clock_{posix_port()};
};

TEST_F(SilentServerTest, AfterTcp) {
  expect_timed_out(
      [&](Peer& peer) {
        clock_.run();
        peer.wait_for_end();
      },
      Delivery::not_sent);
}

TEST_F(SilentServerTest, AfterTheHandshake) {
  expect_timed_out(
      [&](Peer& peer) {
        peer.handshake();
        peer.read();  // some of the request: it is on its way
        clock_.run();
        peer.wait_for_end();
      },
      Delivery::unknown);
}

TEST_F(SilentServerTest, AfterTheRequest) {
  expect_timed_out(
      [&](Peer& peer) {
        peer.handshake();
        peer.read_request();
        clock_.run();
        peer.wait_for_end();
      },
      Delivery::unknown);
}

TEST_F(SilentServerTest, AfterHalfOfTheAnswer) {
  expect_timed_out(
      [&](Peer& peer) {
        peer.handshake();
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"statusCode\":");
        clock_.run();
        peer.wait_for_end();
      },
      Delivery::unknown);
}

TEST_F(SilentServerTest, DripsAnAnswer) {
  expect_timed_out(
      [&](Peer& peer) {
        peer.handshake();
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\nx: ");
        clock_.run();
        drip(peer, [&] { peer.send("x"); });
      },
      Delivery::unknown);
}

TEST_F(SilentServerTest, DripsAHandshake) {
  expect_timed_out(
      [&](Peer& peer) {
        peer.read_raw();
        peer.send_raw(std::string("\x16\x03\x03\x40\x00\x02\x00\x3F\xFC", 9));
        clock_.run();
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
        clock_.run();
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
  const Descriptor waiting = fill_backlog(listener, tcp_port);
  clock_.run();
  expect_timed_out_at(address, Delivery::not_sent);
}

}  // namespace
}  // namespace sparekey::test
