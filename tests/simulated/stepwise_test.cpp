// SPDX-License-Identifier: Apache-2.0
// Calls that are stepped: what step() returns, when it must come again, and who is told.
#include "support/needs.hpp"
#include "world_test.hpp"

namespace sparekey::test {
namespace {

class StepwiseTest : public WorldTest {
 protected:
  // What a program's event loop does. Counts the steps.
  void drive(Client& client) {
    Wait wait;
    while (!client.step(&wait)) {
      ++steps_;
      const Port& port = device_.port;
      ASSERT_EQ(port.wait(port.context, wait.interests, wait.count, wait.until_ms), kPortOk);
    }
  }

  Client& client() { return device_.client(); }

  int steps_ = 0;
};

struct Told {
  int times = 0;
  Code code = Code::ok;
  static void by(void* context, const Result& result) {
    auto* told = static_cast<Told*>(context);
    ++told->times;
    told->code = result.code;
  }
  Completion completion() { return {by, this}; }
};

TEST_F(StepwiseTest, BeginSendsNothing) {
  EXPECT_EQ(client().begin_send_code(by_email()).code, Code::ok);
  EXPECT_EQ(world_.connects.size(), 0u);
  EXPECT_EQ(world_.io_calls, 0);
  drive(client());
  EXPECT_EQ(outcome(client().result()), success());
}

TEST_F(StepwiseTest, EveryCallComesToItsAnswer) {
  SystemAnswer keys;
  CheckCodeAnswer checked;
  VerifyAnswer verified;
  ASSERT_TRUE(client().begin_system(&keys).ok());
  drive(client());
  EXPECT_FALSE(keys.rsa_public_key.empty());
  ASSERT_TRUE(client().begin_check_code(by_email(), "123456", &checked).ok());
  drive(client());
  EXPECT_TRUE(checked.is_valid);
  ASSERT_TRUE(client().begin_verify(by_email(), "123456", &verified).ok());
  drive(client());
  EXPECT_FALSE(verified.password_reset_token.empty());
  ResetRequest request;
  request.password_reset_token = "the-token";
  request.password = "Passw0rd!";
  ASSERT_TRUE(client().begin_reset(request).ok());
  drive(client());
  EXPECT_EQ(outcome(client().result()), success());
}

// From then on the caller may wipe what it handed over; a request for the key does not count.
TEST_F(StepwiseTest, SaysWhenItsOwnRequestIsSent) {
  NEEDS(SPAREKEY_RSA);
  struct Watch {
    const Client& client;
    std::string seen;
  } watch{client(), ""};
  device_.config.on_phase_context = &watch;
  device_.config.on_phase = [](void* context, Phase phase) {
    auto& seen = *static_cast<Watch*>(context);
    if (phase != Phase::waiting && phase != Phase::receiving && phase != Phase::idle) return;
    seen.seen += str(name(phase)) + (seen.client.progress().request_sent ? " sent, " : ", ");
  };
  device_.open();
  ResetRequest request;
  request.password_reset_token = "the-token";
  request.password = "Passw0rd!";
  request.encryption = Encryption::rsa;
  EXPECT_EQ(outcome(client().reset(request)), success());
  EXPECT_EQ(watch.seen, "waiting, receiving, waiting sent, receiving sent, idle, ");
}

TEST_F(StepwiseTest, ACallUnderWayIsNotReplaced) {
  ASSERT_TRUE(client().begin_send_code(by_email()).ok());
  EXPECT_EQ(client().begin_prepare(Encryption::none).code, Code::bad_argument);
  drive(client());
  EXPECT_EQ(outcome(client().result()), success());
  EXPECT_EQ(service_.requests.size(), 1u);
}

TEST_F(StepwiseTest, WhatCannotBeginIsSaidAtOnceAndToldToNobody) {
  Told told;
  EXPECT_EQ(client().begin_send_code(Recipient(), told.completion()).code, Code::bad_argument);
  Wait wait;
  EXPECT_TRUE(client().step(&wait));
  EXPECT_EQ(told.times, 0);
}

TEST_F(StepwiseTest, ARefusedBeginIsNoSuccess) {
  EXPECT_EQ(outcome(send_code()), success());
  ResetRequest request;
  const std::string token(7000, 't');
  request.password_reset_token = token;
  request.password = "Passw0rd!";
  EXPECT_EQ(client().begin_reset(request).code, Code::buffer_too_small);
  EXPECT_EQ(client().result().code, Code::buffer_too_small);
}

TEST_F(StepwiseTest, CompletionMayCloseTheClient) {
  const Completion closes = {
      [](void* context, const Result&) { static_cast<Client*>(context)->close(); }, &client()};
  ASSERT_TRUE(client().begin_send_code(by_email(), closes).ok());
  drive(client());
  EXPECT_EQ(client().result().code, Code::bad_argument);
}

TEST_F(StepwiseTest, CompletionMayCloseTheClientThatFinishes) {
  const Completion closes = {
      [](void* context, const Result&) { static_cast<Client*>(context)->close(); }, &client()};
  ASSERT_TRUE(client().begin_send_code(by_email(), closes).ok());
  EXPECT_EQ(client().finish().code, Code::bad_argument);
}

TEST_F(StepwiseTest, WithoutOpenThereIsNothingToStep) {
  Client closed;
  Wait wait;
  EXPECT_EQ(closed.begin_system(nullptr).code, Code::bad_argument);
  EXPECT_TRUE(closed.step(&wait));
  EXPECT_EQ(closed.result().code, Code::bad_argument);
  EXPECT_EQ(closed.progress().phase, Phase::idle);
  closed.cancel();
}

TEST_F(StepwiseTest, CompletionIsToldOnceFromStep) {
  Told told;
  ASSERT_TRUE(client().begin_send_code(by_email(), told.completion()).ok());
  EXPECT_EQ(told.times, 0);
  drive(client());
  Wait wait;
  EXPECT_TRUE(client().step(&wait));
  EXPECT_EQ(told.times, 1);
  EXPECT_EQ(told.code, Code::ok);
}

TEST_F(StepwiseTest, CompletionMayBeginTheNextCall) {
  NEEDS(SPAREKEY_RSA);
  struct Chain {
    Client& client;
    Told last;
    static void on_prepared(void* context, const Result& result) {
      auto* chain = static_cast<Chain*>(context);
      ASSERT_TRUE(result.ok());
      ASSERT_TRUE(chain->client.begin_send_code(by_email(), chain->last.completion()).ok());
    }
  } chain{client(), {}};
  ASSERT_TRUE(client().begin_prepare(Encryption::rsa, {Chain::on_prepared, &chain}).ok());
  drive(client());
  EXPECT_EQ(chain.last.times, 1);
  EXPECT_EQ(service_.requests.size(), 2u);
}

// The client is cancelled between each two steps in turn, until the call gets through.
TEST_F(StepwiseTest, CancelEndsTheCallAtTheNextStep) {
  world_.most_per_call = 100;
  int cancelled = 0;
  for (;; ++cancelled) {
    device_.open();
    service_.requests.clear();
    Told told;
    ASSERT_TRUE(client().begin_send_code(by_email(), told.completion()).ok());
    Wait wait;
    bool over = false;
    for (int i = 0; i < cancelled && !over; ++i) {
      over = client().step(&wait);
      const Port& port = device_.port;
      if (!over) port.wait(port.context, wait.interests, wait.count, wait.until_ms);
    }
    if (over) break;
    const int io_before = world_.io_calls;
    client().cancel();
    EXPECT_TRUE(client().step(&wait));
    EXPECT_EQ(told.times, 1);
    EXPECT_EQ(told.code, Code::cancelled);
    EXPECT_EQ(client().result().delivery == Delivery::not_sent, service_.requests.empty());
    EXPECT_LE(world_.io_calls - io_before, 1);  // TLS's goodbye
    EXPECT_EQ(world_.connections_open, 0);
  }
  EXPECT_GT(cancelled, 15);
}

// The peer takes bytes again just when nobody wants to send them any more.
TEST_F(StepwiseTest, CancelWhileTheRequestWaitsLetsNoneOfItOut) {
  ASSERT_TRUE(client().prepare().ok());
  const size_t sent = world_.sent.size();
  world_.takes_nothing = true;
  ASSERT_TRUE(client().begin_send_code(by_email()).ok());
  Wait wait;
  ASSERT_FALSE(client().step(&wait));
  ASSERT_EQ(client().progress().phase, Phase::sending);
  world_.takes_nothing = false;
  client().cancel();
  EXPECT_TRUE(client().step(&wait));
  EXPECT_EQ(client().result().code, Code::cancelled);
  EXPECT_EQ(world_.sent.size(), sent);
}

// What was half sent ended with its connection: the next one is closed with TLS's goodbye.
TEST_F(StepwiseTest, CancelWhileTheRequestWaitsLeavesTheNextConnectionItsGoodbye) {
  ASSERT_TRUE(client().prepare().ok());
  world_.takes_nothing = true;
  ASSERT_TRUE(client().begin_send_code(by_email()).ok());
  Wait wait;
  ASSERT_FALSE(client().step(&wait));
  world_.takes_nothing = false;
  client().cancel();
  ASSERT_TRUE(client().step(&wait));
  ASSERT_TRUE(client().prepare().ok());
  const size_t sent = world_.sent.size();
  client().close();
  EXPECT_GT(world_.sent.size(), sent);
}

TEST_F(StepwiseTest, CancelWhileTheAnswerIsAwaited) {
  service_.mute = true;
  ASSERT_TRUE(client().begin_send_code(by_email()).ok());
  Wait wait;
  while (client().progress().phase != Phase::waiting) ASSERT_FALSE(client().step(&wait));
  client().cancel();
  EXPECT_TRUE(client().step(&wait));
  EXPECT_EQ(client().result().code, Code::cancelled);
  EXPECT_EQ(client().result().delivery, Delivery::unknown);
}

TEST_F(StepwiseTest, CancelBetweenCallsMeansNothing) {
  client().cancel();
  EXPECT_EQ(outcome(send_code()), success());
}

TEST_F(StepwiseTest, ProgressTellsPhaseBytesAndTime) {
  EXPECT_EQ(outcome(send_code()), success());
  service_.mute = true;
  const int64_t before_ms = world_.now_ms;
  ASSERT_TRUE(client().begin_send_code(by_email()).ok());
  Wait wait;
  ASSERT_FALSE(client().step(&wait));
  world_.now_ms += 700;
  const CallProgress progress = client().progress();
  EXPECT_EQ(progress.phase, Phase::waiting);
  EXPECT_EQ(progress.elapsed_ms, world_.now_ms - before_ms);
  EXPECT_GT(progress.bytes_sent, 200u);  // of this call, not of the handshake before it
  EXPECT_LT(progress.bytes_sent, 700u);
  EXPECT_EQ(progress.bytes_received, 0u);
  EXPECT_EQ(wait.count, 1);
  EXPECT_TRUE(wait.interests[0].readable);
  EXPECT_EQ(wait.until_ms, before_ms + kTimeoutMs);
}

TEST_F(StepwiseTest, TwoClientsInTurn) {
  Device other("", chain_.root_pem());
  other.port = world_.port();
  other.config.timeout_ms = kTimeoutMs;
  other.open();
  ASSERT_TRUE(client().begin_send_code(by_email()).ok());
  SystemAnswer keys;
  ASSERT_TRUE(other.client().begin_system(&keys).ok());
  bool first_over = false;
  bool other_over = false;
  while (!first_over || !other_over) {
    Wait wait;
    first_over = first_over || client().step(&wait);
    other_over = other_over || other.client().step(&wait);
  }
  EXPECT_EQ(outcome(client().result()), success());
  EXPECT_TRUE(other.client().result().ok());
  EXPECT_FALSE(keys.rsa_public_key.empty());
  EXPECT_EQ(world_.connects.size(), 2u);
}

TEST_F(StepwiseTest, ClosingInTheMiddleTellsNobody) {
  Told told;
  ASSERT_TRUE(client().begin_send_code(by_email(), told.completion()).ok());
  Wait wait;
  ASSERT_FALSE(client().step(&wait));
  client().close();
  EXPECT_EQ(told.times, 0);
  EXPECT_EQ(world_.connections_open + world_.lookups_open, 0);
}

// Nobody is asked to step without cause: each step moves bytes, waits for something new, or is one
// of the handshake's.
TEST_F(StepwiseTest, StepsAreBoundedByBytes) {
  constexpr int kHandshakeSteps = 40;
  for (const size_t most : {size_t{1}, size_t{7}, SIZE_MAX}) {
    device_.open();
    world_.most_per_call = most;
    world_.io_calls = 0;
    steps_ = 0;
    ASSERT_TRUE(client().begin_send_code(by_email()).ok());
    drive(client());
    ASSERT_TRUE(client().result().ok());
    EXPECT_LE(steps_, world_.io_calls + kHandshakeSteps) << most;
    EXPECT_LE(steps_, 60) << most;
  }
}

// A byte a second, for ever: one step for each, and the deadline ends it to the millisecond.
TEST_F(StepwiseTest, ADripIsOneStepAByte) {
  EXPECT_EQ(outcome(send_code()), success());
  service_.mute = true;
  world_.drip_ms = 1000;
  const int64_t before_ms = world_.now_ms;
  ASSERT_TRUE(client().begin_send_code(by_email()).ok());
  drive(client());
  EXPECT_EQ(client().result().code, Code::timed_out);
  EXPECT_EQ(client().result().delivery, Delivery::unknown);
  EXPECT_EQ(world_.now_ms - before_ms, kTimeoutMs);
  EXPECT_LE(steps_, 2 + kTimeoutMs / 1000);
}

// Each record of a byte: there is always something to read, and the screen wants to be drawn.
TEST_F(StepwiseTest, AnAnswerThatNeverPausesDoesNotHoldTheLoop) {
  ASSERT_TRUE(client().prepare().ok());
  service_.bodies["/api/v3/send-email"] =
      R"({"statusCode":200,"message":")" + std::string(4000, 'x') + R"("})";
  service_.record_size = 1;
  ASSERT_TRUE(client().begin_send_code(by_email()).ok());
  Wait wait;
  ASSERT_FALSE(client().step(&wait));
  EXPECT_GT(wait.until_ms, world_.now_ms) << "the request is sent";
  ASSERT_FALSE(client().step(&wait));
  EXPECT_LE(wait.until_ms, world_.now_ms);
  EXPECT_FALSE(world_.server().outbox().empty());
  drive(client());
  EXPECT_EQ(outcome(client().result()), success());
}

TEST_F(StepwiseTest, AClockThatJumpsAheadEndsTheCall) {
  service_.mute = true;
  ASSERT_TRUE(client().begin_send_code(by_email()).ok());
  Wait wait;
  for (int i = 0; i < 3; ++i) ASSERT_FALSE(client().step(&wait));
  world_.now_ms += int64_t{365} * 86'400'000;
  EXPECT_TRUE(client().step(&wait));
  EXPECT_EQ(client().result().code, Code::timed_out);
}

using PrepareTest = StepwiseTest;

TEST_F(PrepareTest, ConnectsAndSendsNothing) {
  const Result result = client().prepare();
  EXPECT_TRUE(result.ok());
  EXPECT_EQ(result.delivery, Delivery::not_sent);
  EXPECT_EQ(world_.connects.size(), 1u);
  EXPECT_TRUE(service_.requests.empty());
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.connects.size(), 1u);
}

TEST_F(PrepareTest, FetchesTheKeysOnce) {
  NEEDS(SPAREKEY_RSA);
  EXPECT_TRUE(client().prepare(Encryption::rsa).ok());
  EXPECT_TRUE(client().prepare(Encryption::rsa).ok());
  ASSERT_EQ(service_.requests.size(), 1u);
  EXPECT_EQ(outcome(reset()), success());
  EXPECT_EQ(service_.requests.size(), 2u);
  EXPECT_EQ(world_.connects.size(), 1u);
}

TEST_F(PrepareTest, WithoutAUsableKeyIsBadKey) {
  NEEDS(SPAREKEY_RSA);
  service_.bodies["/api/v3/system"] = R"({"version":{"server":"1"}})";
  const Result result = client().prepare(Encryption::rsa);
  EXPECT_EQ(result.code, Code::bad_key);
  EXPECT_EQ(result.delivery, Delivery::not_sent);
}

TEST_F(PrepareTest, ThatTimesOutHasSentNothing) {
  NEEDS(SPAREKEY_RSA);
  service_.mute = true;
  EXPECT_EQ(outcome(client().prepare(Encryption::rsa)),
            expected(Code::timed_out, Delivery::not_sent, Advice::retry));
}

// The call is over by then, but its completion has not been told yet.
TEST_F(StepwiseTest, NothingBeginsWhereThePhasesAreTold) {
  struct Watch {
    Client& client;
    Code begun = Code::ok;
    bool tried = false;
  } watch{client()};
  device_.config.on_phase_context = &watch;
  device_.config.on_phase = [](void* context, Phase phase) {
    auto& seen = *static_cast<Watch*>(context);
    if (phase != Phase::idle || seen.tried) return;
    seen.tried = true;
    seen.begun = seen.client.begin_send_code(by_email()).code;
  };
  device_.open();
  Told told;
  ASSERT_TRUE(client().begin_send_code(by_email(), told.completion()).ok());
  drive(client());
  EXPECT_EQ(watch.begun, Code::bad_argument);
  EXPECT_EQ(told.times, 1);
  EXPECT_EQ(told.code, Code::ok);
  EXPECT_EQ(service_.requests.size(), 1u);
}

TEST_F(StepwiseTest, ACompletionUnderWayHoldsItsCallUntilItIsTold) {
  Told told;
  ASSERT_TRUE(client().begin_send_code(by_email(), told.completion()).ok());
  client().cancel();
  EXPECT_EQ(client().begin_send_code(by_email()).code, Code::bad_argument);
  drive(client());
  EXPECT_EQ(told.times, 1);
  EXPECT_EQ(outcome(send_code()), success());
}

}  // namespace
}  // namespace sparekey::test
