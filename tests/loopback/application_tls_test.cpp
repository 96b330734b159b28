// SPDX-License-Identifier: Apache-2.0
// A Client and a TLS session of the application's own, on the same mbedTLS, stepped in turn.
#include "support/application_tls.hpp"

#include <gtest/gtest.h>
#include <poll.h>

#include <memory>

#include "support/local_emulator.hpp"
#include "support/metered_device.hpp"

namespace sparekey::test {
namespace {

class ApplicationTlsTest : public testing::Test {
 protected:
  // Both go on, a move each, until both are through.
  void step_both() {
    bool client_done = false;
    bool application_done = false;
    while (!client_done || !application_done) {
      Wait wait;
      if (!client_done) client_done = device_->client().step(&wait);
      if (!application_done) application_done = application_->step();
      pollfd set[1 + Wait::kCapacity] = {{application_->socket(), POLLIN, 0}};
      for (int i = 0; i < wait.count; ++i)
        set[1 + i] = {wait.interests[i].handle, POLLIN | POLLOUT, 0};
      poll(set, 1 + static_cast<nfds_t>(wait.count), 1);
    }
  }

  void expect_answer() {
    EXPECT_EQ(application_->answer().rfind("HTTP/1.1 200", 0), 0u) << application_->answer();
    EXPECT_NE(application_->answer().find("sm2"), std::string::npos);
  }

  void ask_alone() {
    application_->ask("/api/v3/system");
    while (!application_->step()) {
      pollfd readable{application_->socket(), POLLIN, 0};
      poll(&readable, 1, 1);
    }
    expect_answer();
  }

  void send_code_beside() {
    Recipient alice;
    alice.email = kAlice;
    const size_t messages_before = emulator_.messages();
    ASSERT_TRUE(device_->client().begin_send_code(alice).ok());
    application_->ask("/api/v3/system");
    step_both();
    EXPECT_EQ(device_->client().result().code, Code::ok);
    EXPECT_EQ(emulator_.messages(), messages_before + 1);
    expect_answer();
    emulator_.pass_minutes(1);
  }

  LocalEmulator emulator_;
  std::unique_ptr<MeteredDevice> device_ =
      std::make_unique<MeteredDevice>(emulator_, emulator_.port());
  std::unique_ptr<ApplicationTls> application_ =
      std::make_unique<ApplicationTls>(emulator_.port(), emulator_.ca_pem());
};

TEST_F(ApplicationTlsTest, ShakesHandsAndAsksInTurnWithAClient) {
  send_code_beside();
  send_code_beside();  // over the connections there are
  EXPECT_EQ(device_->client().statistics().connections, 1u);
}

TEST_F(ApplicationTlsTest, GoesOnAfterTheClientWasClosed) {
  send_code_beside();
  device_->client().close();
  ask_alone();
  device_ = std::make_unique<MeteredDevice>(emulator_, emulator_.port());
  send_code_beside();
}

TEST_F(ApplicationTlsTest, LeavesTheClientAloneWhereItEndsFirst) {
  send_code_beside();
  application_.reset();
  SystemAnswer answer;
  EXPECT_EQ(device_->client().system(&answer).code, Code::ok);
  EXPECT_EQ(device_->client().statistics().connections, 1u);
  application_ = std::make_unique<ApplicationTls>(emulator_.port(), emulator_.ca_pem());
  send_code_beside();
}

TEST_F(ApplicationTlsTest, GoesOnAfterTheClientFailed) {
  send_code_beside();
  Recipient alice;
  alice.email = kAlice;
  ASSERT_TRUE(device_->client().begin_send_code(alice).ok());
  device_->client().cancel();
  application_->ask("/api/v3/system");
  step_both();
  EXPECT_EQ(device_->client().result().code, Code::cancelled);
  expect_answer();
  send_code_beside();
}

}  // namespace
}  // namespace sparekey::test
