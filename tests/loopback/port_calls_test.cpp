// SPDX-License-Identifier: Apache-2.0
// How often a whole recovery asks the port for something, over this machine's own.
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>

#include "support/local_emulator.hpp"
#include "support/metered_device.hpp"
#include "support/needs.hpp"

namespace sparekey::test {
namespace {

class PortCallsTest : public testing::Test {
 protected:
  void SetUp() override {
    NEEDS(SPAREKEY_RSA);
    NEEDS(SPAREKEY_READ_AHEAD);
  }

  static emulator::Config config() {
    emulator::Config config;
    config.tls.max_version = emulator::TlsVersion::k1_2;
    config.pass_code.resend_s = 0;
    return config;
  }

  // Whatever `step` did. A port waits a second at most, and a busy machine may let it wait again.
  template <typename Step>
  MeteredDevice::Counted count(Step step) {
    device_.count();
    const auto began = std::chrono::steady_clock::now();
    step();
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - began);
    MeteredDevice::Counted counted = device_.count();
    std::cout << counted.sends << " sends, " << counted.receives << " receives, " << counted.waits
              << " waits, " << counted.draws << " draws\n";
    counted.waits -= static_cast<int>(seconds.count());
    counted.receives -= static_cast<int>(seconds.count());
    return counted;
  }

  void recover(size_t messages, const char* password) {
    Client& client = device_.client();
    Recipient alice;
    alice.email = kAlice;
    EXPECT_EQ(client.prepare(Encryption::rsa).code, Code::ok);
    Recovery recovery(client, token_, sizeof token_);
    EXPECT_EQ(recovery.send_code(alice).code, Code::ok);
    const std::string pass_code = emulator_.wait_for_code(messages);
    EXPECT_EQ(recovery.enter_code(pass_code).code, Code::ok);
    EXPECT_EQ(recovery.enter_password(password, Encryption::rsa).code, Code::ok);
  }

  LocalEmulator emulator_{config()};
  MeteredDevice device_{emulator_, emulator_.port()};
  char token_[2048];
};

TEST_F(PortCallsTest, OfAFirstRecovery) {
  const MeteredDevice::Counted counted = count([this] { recover(1, "Fresh-Passw0rd"); });
  EXPECT_EQ(counted.sends, 6);  // two flights, four requests
  // An answer's head and body may come apart: a wait, a receive and one in vain more.
  EXPECT_LE(counted.receives, 2 + 3 + 4 * 3);
  EXPECT_LE(counted.waits, 2 + 4 * 2);
  EXPECT_LE(counted.draws, 12);
}

TEST_F(PortCallsTest, OfAnotherOverAResumedConnection) {
  recover(1, "Fresh-Passw0rd");
  device_.pass_ms(60'000);
  const MeteredDevice::Counted counted = count([this] { recover(2, "Other-Passw0rd"); });
  EXPECT_EQ(device_.client().statistics().resumptions, 1u);
  EXPECT_EQ(counted.sends, 7);  // a goodbye to the old connection
  EXPECT_LE(counted.receives, 1 + 1 + 3 + 4 * 3);
  EXPECT_LE(counted.waits, 1 + 4 * 2);
  EXPECT_LE(counted.draws, 12);
}

}  // namespace
}  // namespace sparekey::test
