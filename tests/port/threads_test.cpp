// SPDX-License-Identifier: Apache-2.0
// What other threads and signal handlers may do with a client: cancel its call, while a thread of
// the port's may be looking a name up. ThreadSanitizer watches it in tests/analysis.
#include <gtest/gtest.h>

#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "fuzz/chain.hpp"
#include "sparekey/client.hpp"
#include "sparekey/posix.hpp"

namespace sparekey::test {
namespace {

class Pipe {
 public:
  Pipe() { EXPECT_EQ(pipe(ends_), 0); }
  ~Pipe() {
    close(ends_[0]);
    close(ends_[1]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  Handle readable() const { return ends_[0]; }
  void write_one() const { EXPECT_EQ(write(ends_[1], "x", 1), 1); }
  void read_one() const {
    char byte;
    EXPECT_EQ(read(ends_[0], &byte, 1), 1);
  }

 private:
  int ends_[2] = {-1, -1};
};

// A client, and a server whose kernel takes connections, and which never says a word.
class Threads : public testing::Test {
 protected:
  Threads() : server_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(bind(server_, any, size), 0);
    EXPECT_EQ(listen(server_, 1024), 0);
    EXPECT_EQ(getsockname(server_, any, &size), 0);
    // By name, so that a lookup is under way first.
    host_ = "localhost:" + std::to_string(ntohs(address.sin_port));
    anchor_ = {reinterpret_cast<const uint8_t*>(fuzz::kAuthority.data()), fuzz::kAuthority.size()};
    recipient_.email = "u@example.com";
  }
  ~Threads() override { close(server_); }

  // A lookup that was given up keeps its place until getaddrinfo comes back, and there are two.
  static void wait_for_the_resolver() {
    const Port port = posix_port();
    Handle lookup = kNoHandle;
    while (port.resolve_start(port.context, "localhost", &lookup) != kPortOk) sched_yield();
    Address found[1];
    while (port.resolve_result(port.context, lookup, found, 1) == kPortAgain) sched_yield();
    port.resolve_end(port.context, lookup);
  }

  // `until`: the phase in which begun_ becomes readable.
  void open(Phase until) {
    wait_for_the_resolver();
    until_ = until;
    Config config;
    config.host = host_.c_str();
    config.app_id = "app";
    config.ca_ders = &anchor_;
    config.ca_der_count = 1;
    config.on_phase_context = this;
    config.on_phase = [](void* self, Phase phase) {
      auto* const test = static_cast<Threads*>(self);
      if (phase == test->until_) test->begun_.write_one();
    };
    const Result opened =
        client_.open(config, posix_port(wake_.readable()), memory_.data(), memory_needed(Limits()));
    ASSERT_TRUE(opened.ok());
  }

  // Steps as a program's own loop does, which wakes by a descriptor of its own.
  void step_to_the_end() {
    Wait wait;
    while (!client_.step(&wait)) {
      std::vector<pollfd> set = {{wake_.readable(), POLLIN, 0}};
      for (int i = 0; i < wait.count; ++i) {
        const Interest& want = wait.interests[i];
        const int events = (want.readable ? POLLIN : 0) | (want.writable ? POLLOUT : 0);
        set.push_back({want.handle, static_cast<short>(events), 0});
      }
      const int64_t rest_ms = wait.until_ms - client_.now_ms();
      poll(set.data(), set.size(), rest_ms < 0 ? 0 : static_cast<int>(rest_ms));
    }
  }

  void expect_cancelled(const Result& result) {
    EXPECT_EQ(result.code, Code::cancelled);
    EXPECT_EQ(result.delivery, Delivery::not_sent);
  }

  struct alignas(kMemoryAlignment) Piece {
    uint8_t bytes[kMemoryAlignment];
  };
  int server_;
  std::string host_;
  Bytes anchor_;
  Recipient recipient_;
  Phase until_ = Phase::idle;
  Pipe begun_;
  Pipe wake_;
  std::vector<Piece> memory_{memory_needed(Limits()) / kMemoryAlignment + 1};
  Client client_;
};

constexpr Phase kPhases[] = {Phase::resolving, Phase::securing};

TEST_F(Threads, AnotherEndsABlockingCallByTheHandle) {
  for (const Phase phase : kPhases) {
    open(phase);
    std::thread other([this] {
      begun_.read_one();
      wake_.write_one();
    });
    expect_cancelled(client_.send_code(recipient_));
    other.join();
    wake_.read_one();
    client_.close();
  }
}

TEST_F(Threads, AnotherCancelsACallThatIsStepped) {
  for (const Phase phase : kPhases) {
    open(phase);
    std::thread other([this] {
      begun_.read_one();
      client_.cancel();
      wake_.write_one();
    });
    ASSERT_TRUE(client_.begin_send_code(recipient_).ok());
    step_to_the_end();
    expect_cancelled(client_.result());
    other.join();
    wake_.read_one();
    client_.close();
  }
}

// At whatever instant: the other thread does nothing else.
TEST_F(Threads, AnotherCancelsAllTheTime) {
  host_.replace(0, host_.find(':'), "127.0.0.1");
  open(Phase::receiving);  // never
  std::atomic<bool> over{false};
  std::thread other([&] {
    while (!over) client_.cancel();
  });
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(client_.begin_send_code(recipient_).ok());
    Wait wait;
    while (!client_.step(&wait)) {
    }
    expect_cancelled(client_.result());
  }
  over = true;
  other.join();
}

const Pipe* signalled_wake = nullptr;
Client* signalled_client = nullptr;

TEST_F(Threads, ASignalHandlerCancels) {
  signalled_client = &client_;
  signalled_wake = &wake_;
  struct sigaction action {};
  struct sigaction before {};
  action.sa_handler = [](int) {
    signalled_client->cancel();
    signalled_wake->write_one();
  };
  ASSERT_EQ(sigaction(SIGUSR1, &action, &before), 0);
  for (const Phase phase : kPhases) {
    open(phase);
    const pthread_t mine = pthread_self();
    std::thread other([&] {
      begun_.read_one();
      pthread_kill(mine, SIGUSR1);
    });
    ASSERT_TRUE(client_.begin_send_code(recipient_).ok());
    step_to_the_end();
    expect_cancelled(client_.result());
    other.join();
    wake_.read_one();
    client_.close();
  }
  sigaction(SIGUSR1, &before, nullptr);
}

}  // namespace
}  // namespace sparekey::test
