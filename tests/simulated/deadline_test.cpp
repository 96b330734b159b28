// SPDX-License-Identifier: Apache-2.0
// One deadline for all of a call, to the millisecond, in a world whose time is simulated.
#include "support/needs.hpp"
#include "world_test.hpp"

namespace sparekey::test {
namespace {

using DeadlineTest = WorldTest;

TEST_F(DeadlineTest, ServerThatSaysNothingInTheHandshake) {
  world_.hosts = {Host::deaf};
  const int64_t before_ms = world_.now_ms;
  EXPECT_EQ(outcome(send_code()), expected(Code::timed_out, Delivery::not_sent, Advice::retry));
  EXPECT_EQ(world_.now_ms - before_ms, kTimeoutMs);
}

TEST_F(DeadlineTest, ProxyThatSaysNothing) {
  NEEDS(SPAREKEY_PROXY);
  world_.hosts = {Host::deaf};
  device_.config.proxy = "http://proxy.example:3128";
  device_.open();
  const int64_t before_ms = world_.now_ms;
  EXPECT_EQ(outcome(send_code()), expected(Code::timed_out, Delivery::not_sent, Advice::retry));
  EXPECT_EQ(world_.now_ms - before_ms, kTimeoutMs);
}

// The peer's window is closed: TLS holds the request, and nobody can say how much of it arrived.
TEST_F(DeadlineTest, RequestThatIsNeverTaken) {
  EXPECT_EQ(outcome(send_code()), success());
  world_.takes_nothing = true;
  const int64_t before_ms = world_.now_ms;
  EXPECT_EQ(outcome(send_code()), expected(Code::timed_out, Delivery::unknown, Advice::start_over));
  EXPECT_EQ(world_.now_ms - before_ms, kTimeoutMs);
  EXPECT_EQ(service_.requests.size(), 1u);
}

TEST_F(DeadlineTest, HandshakeThatIsNeverTaken) {
  world_.takes_nothing = true;
  const int64_t before_ms = world_.now_ms;
  EXPECT_EQ(outcome(send_code()), expected(Code::timed_out, Delivery::not_sent, Advice::retry));
  EXPECT_EQ(world_.now_ms - before_ms, kTimeoutMs);
}

TEST_F(DeadlineTest, ServerThatNeverAnswers) {
  service_.mute = true;
  const int64_t before_ms = world_.now_ms;
  EXPECT_EQ(outcome(send_code()), expected(Code::timed_out, Delivery::unknown, Advice::start_over));
  EXPECT_EQ(world_.now_ms - before_ms, kTimeoutMs);
  EXPECT_EQ(service_.requests.size(), 1u);
}

TEST_F(DeadlineTest, ServerThatNeverGivesItsKeys) {
  NEEDS(SPAREKEY_RSA);
  service_.mute = true;
  EXPECT_EQ(outcome(reset()), expected(Code::timed_out, Delivery::not_sent, Advice::retry));
}

TEST_F(DeadlineTest, CountsFromTheBeginningOfEachCall) {
  EXPECT_EQ(outcome(send_code()), success());
  world_.now_ms += 4 * kTimeoutMs;
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.connects.size(), 1u);
}

TEST_F(DeadlineTest, TimedOutCallClosesTheConnection) {
  service_.mute = true;
  EXPECT_EQ(send_code().code, Code::timed_out);
  EXPECT_EQ(world_.connections_open, 0);
  service_.mute = false;
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.connects.size(), 2u);
}

TEST_F(DeadlineTest, IdleLimitIsHeldToTheMillisecond) {
  EXPECT_EQ(outcome(send_code()), success());
  for (int i = 0; i < 2; ++i) {  // each answer ends a silence
    world_.now_ms += 45'000;
    EXPECT_EQ(outcome(send_code()), success());
  }
  EXPECT_EQ(world_.connects.size(), 1u);
  world_.now_ms += 45'001;
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.connects.size(), 2u);
}

using CancelTest = WorldTest;

TEST_F(CancelTest, TheRestOfAHalfSentRequestIsNotPushedOut) {
  ASSERT_EQ(send_code().code, Code::ok);  // so that the next wait comes within the request
  world_.most_per_call = 16;
  world_.again_every_other = true;
  world_.interrupt_at_wait = world_.waits + 1;
  EXPECT_EQ(send_code().code, Code::cancelled);
  EXPECT_EQ(world_.io_calls, world_.io_at_interrupt);
  EXPECT_EQ(service_.requests.size(), 1u);
}

TEST_F(CancelTest, APortThatCannotWaitEndsTheCall) {
  world_.interrupt_with = kPortFailed;
  world_.interrupt_at_wait = 1;
  const Result before = send_code();
  EXPECT_EQ(outcome(before), expected(Code::connection_lost, Delivery::not_sent, Advice::retry));
  EXPECT_STREQ(before.detail, "the port cannot wait");
  ASSERT_EQ(outcome(send_code()), success());
  world_.round_trip_ms = 100;
  world_.interrupt_at_wait = world_.waits + 1;  // for the answer
  EXPECT_EQ(outcome(send_code()),
            expected(Code::connection_lost, Delivery::unknown, Advice::start_over));
}

// Interrupted at each wait in turn, until a whole reset gets through.
TEST_F(CancelTest, AtEachWait) {
  NEEDS(SPAREKEY_RSA);
  world_.most_per_call = 100;
  world_.again_every_other = true;
  int cancelled = 0;
  for (;; ++cancelled) {
    device_.open();
    world_.waits = 0;
    world_.interrupt_at_wait = cancelled + 1;
    service_.requests.clear();
    const Result result = reset();
    if (result.ok()) break;
    ASSERT_EQ(result.code, Code::cancelled);
    EXPECT_EQ(result.advice, Advice::none);
    EXPECT_NE(result.delivery, Delivery::answered);
    if (service_.requests.size() == 2) {
      EXPECT_EQ(result.delivery, Delivery::unknown);
    }
    if (service_.requests.empty()) {
      EXPECT_EQ(result.delivery, Delivery::not_sent);
    }
    EXPECT_EQ(world_.connections_open, 0);
  }
  EXPECT_GT(cancelled, 20);
}

}  // namespace
}  // namespace sparekey::test
