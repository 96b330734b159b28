// SPDX-License-Identifier: Apache-2.0
// A client whose call failed, wherever that was: the next one goes as if it were the first.
#include "support/attempt.hpp"
#include "support/random_source.hpp"
#include "world_test.hpp"

namespace sparekey::test {
namespace {

class AfterFailureTest : public WorldTest {
 protected:
  AfterFailureTest() {
    // Nothing to resume, or connections would differ.
    SSL_CTX_set_options(service_.context.get(), SSL_OP_NO_TICKET);
    SSL_CTX_set_session_cache_mode(service_.context.get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(service_.context.get(), 0);
  }

  Result call() {
    world_.trace.clear();
    return send_code();
  }

  // What a call over a new connection sends and receives, and one when that has idled.
  std::string two_calls() {
    world_.now_ms += 45'001;
    EXPECT_EQ(outcome(call()), success());
    const std::string first = world_.trace;
    world_.now_ms += 45'001;
    EXPECT_EQ(outcome(call()), success());
    return first + ' ' + world_.trace;
  }

  Client& client() { return device_.client(); }
};

TEST_F(AfterFailureTest, OfASendOrReceiveNothingMoreIsSentAndTheNextIsAsTheFirst) {
  const std::string reference = two_calls();
  size_t n = 1;
  for (;; ++n) {
    device_.open();
    world_.fail_at_io_call = world_.io_calls + static_cast<int>(n);
    const Result result = call();
    world_.fail_at_io_call = 0;
    if (result.ok()) break;
    EXPECT_EQ(world_.trace.at(n - 1), '.') << n;
    EXPECT_EQ(world_.trace.find('S', n), std::string::npos) << n << ' ' << world_.trace;
    EXPECT_EQ(two_calls(), reference) << n;
  }
  EXPECT_GT(n, 5U);
}

// So with a flight, or the request, half sent.
TEST_F(AfterFailureTest, ThatWasGivenUpAtAnyStepTheNextIsAsTheFirst) {
  const std::string reference = two_calls();
  int steps = 0;
  for (;; ++steps) {
    bool over = false;
    device_.open();
    world_.most_per_call = 60;
    world_.again_every_other = true;
    ASSERT_TRUE(client().begin_send_code(by_email()).ok());
    Wait wait;
    for (int i = 0; i < steps && !over; ++i) over = client().step(&wait);
    client().cancel();
    while (!client().step(&wait)) {
    }
    world_.most_per_call = SIZE_MAX;
    world_.again_every_other = false;
    if (over) break;
    EXPECT_EQ(two_calls(), reference) << steps;
  }
  EXPECT_GT(steps, 10);
}

TEST_F(AfterFailureTest, OfTheRandomNumbersTheNextFailsForItsOwnReason) {
  if (!kTlsDrawsFromThePort) GTEST_SKIP() << "this mbedTLS has a source of its own";
  world_.fail_at_draw = world_.draws + 1;
  EXPECT_EQ(call().code, Code::entropy_failed);
  world_.fail_at_draw = 0;
  world_.fail_at_io_call = world_.io_calls + 2;
  EXPECT_EQ(call().code, Code::connection_lost);
  EXPECT_EQ(outcome(call()), success());
}

}  // namespace
}  // namespace sparekey::test
