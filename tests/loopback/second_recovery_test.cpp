// SPDX-License-Identifier: Apache-2.0
// A device that recovers one account after the other, with something in between that its kept
// connection does not survive. No message is lost or sent twice.
#include <gtest/gtest.h>

#include "support/local_emulator.hpp"
#include "support/metered_device.hpp"
#include "support/needs.hpp"
#include "support/relay.hpp"

namespace sparekey::test {
namespace {

constexpr int kHourMinutes = 60;
constexpr int64_t kMinuteMs = 60'000;

class SecondRecoveryTest : public testing::Test {
 protected:
  void SetUp() override {
    NEEDS(SPAREKEY_RSA);
    alice_.email = kAlice;
    recover();  // the first
  }

  void recover() { recover(device_); }

  void recover(MeteredDevice& device) {
    const size_t messages_before = emulator_.messages();
    const std::string password = "Fresh-Passw0rd-" + std::to_string(messages_before);
    Recovery recovery(device.client(), token_, sizeof token_);
    ASSERT_EQ(recovery.send_code(alice_).code, Code::ok);
    ASSERT_EQ(emulator_.messages(), messages_before + 1);
    const std::string pass_code = emulator_.wait_for_code(messages_before + 1);
    ASSERT_EQ(recovery.enter_code(pass_code).code, Code::ok);
    ASSERT_EQ(recovery.enter_password(password, Encryption::rsa).code, Code::ok);
    ASSERT_TRUE(emulator_.signs_in_with(password));
  }

  void pass_minutes(int minutes) {
    device_.pass_ms(minutes * kMinuteMs);
    emulator_.pass_minutes(minutes);
  }

  // The next call is sent into the void, and times out.
  void expect_unknown_send() {
    device_.let_time_fly();
    const Result result = client().send_code(alice_);
    device_.let_time_be();
    EXPECT_EQ(result.code, Code::timed_out);
    EXPECT_EQ(result.delivery, Delivery::unknown);
    EXPECT_EQ(result.advice, Advice::start_over);
  }

  Client& client() { return device_.client(); }
  uint32_t connections() { return client().statistics().connections; }

  LocalEmulator emulator_;
  Relay relay_{emulator_.port()};
  MeteredDevice device_{emulator_, relay_.port()};
  Recipient alice_;
  char token_[2048];
};

TEST_F(SecondRecoveryTest, UsesTheConnectionOfTheFirst) {
  emulator_.pass_minutes(1);  // the service's cooldown, by its clock alone
  recover();
  EXPECT_EQ(connections(), 1u);
}

TEST_F(SecondRecoveryTest, ConnectsAnewAfterAnHourOfSilence) {
  pass_minutes(kHourMinutes);
  recover();
  EXPECT_EQ(connections(), 2u);
  EXPECT_EQ(emulator_.messages(), 2u);
}

// Without the relay, which would take its time to tell of the end.
TEST_F(SecondRecoveryTest, ConnectsAnewAfterAServerRestart) {
  emulator_.pass_minutes(1);
  MeteredDevice direct(emulator_, emulator_.port());
  recover(direct);
  emulator_.restart();
  recover(direct);
  EXPECT_EQ(direct.client().statistics().connections, 2u);
  EXPECT_EQ(emulator_.messages(), 3u);
}

// Whoever holds the way (a firewall, a gateway) forgot the connection and says nothing.
TEST_F(SecondRecoveryTest, IsHonestlyUnknownWhereRequestsVanish) {
  emulator_.pass_minutes(1);
  relay_.swallow(Toward::server);
  relay_.swallow(Toward::client);
  expect_unknown_send();
  EXPECT_EQ(emulator_.messages(), 1u);
  recover();  // over a new connection
  EXPECT_EQ(connections(), 2u);
  EXPECT_EQ(emulator_.messages(), 2u);
}

TEST_F(SecondRecoveryTest, IsHonestlyUnknownWhereAnswersVanish) {
  emulator_.pass_minutes(1);
  relay_.swallow(Toward::client);
  expect_unknown_send();
  // It did act; the library asked once, and the service refuses a second message so soon.
  emulator_.wait_for_code(2);
  EXPECT_EQ(client().send_code(alice_).code, Code::too_soon);
  EXPECT_EQ(emulator_.messages(), 2u);
  emulator_.pass_minutes(1);
  recover();
  EXPECT_EQ(emulator_.messages(), 3u);
}

TEST_F(SecondRecoveryTest, NeverWritesToAConnectionThatVanishedBeyondTheIdleLimit) {
  relay_.swallow(Toward::server);
  relay_.swallow(Toward::client);
  pass_minutes(1);
  recover();
  EXPECT_EQ(connections(), 2u);
  EXPECT_EQ(emulator_.messages(), 2u);
}

TEST(RecoveryTest, GoesOnOverNewConnectionsWhereTheyEndBetweenItsCalls) {
  NEEDS(SPAREKEY_RSA);
  LocalEmulator emulator;
  MeteredDevice device(emulator, emulator.port());
  char token[2048];
  Recovery recovery(device.client(), token, sizeof token);
  Recipient alice;
  alice.email = kAlice;
  ASSERT_EQ(recovery.send_code(alice).code, Code::ok);
  emulator.end_connections();
  const std::string pass_code = emulator.wait_for_code(1);
  ASSERT_EQ(recovery.enter_code(pass_code).code, Code::ok);
  emulator.end_connections();
  ASSERT_EQ(recovery.enter_password("Fresh-Passw0rd", Encryption::rsa).code, Code::ok);
  EXPECT_TRUE(emulator.signs_in_with("Fresh-Passw0rd"));
  EXPECT_EQ(device.client().statistics().connections, 3u);
  EXPECT_EQ(emulator.messages(), 1u);
}

}  // namespace
}  // namespace sparekey::test
