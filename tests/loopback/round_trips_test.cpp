// SPDX-License-Identifier: Apache-2.0
// How often a person waits for the network, through a relay of 100 ms each way. The table of
// include/sparekey/README.md is read here, so that it cannot go stale.
#include <gtest/gtest.h>

#include <functional>
#include <iostream>
#include <sstream>

#include "support/local_emulator.hpp"
#include "support/metered_device.hpp"
#include "support/needs.hpp"
#include "support/relay.hpp"

namespace sparekey::test {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kOneWay{100};

emulator::Config speaking_at_most(emulator::TlsVersion version) {
  emulator::Config config;
  config.tls.max_version = version;
  return config;
}

// The cell of the README's table in the row that begins with `label`.
std::string readme_cell(const std::string& label, const std::string& column) {
  std::istringstream readme(support::read_file(SPAREKEY_README));
  const std::string heading = "| round trips |";
  size_t wanted = 0;
  for (std::string line; std::getline(readme, line);) {
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, '|');) cells.push_back(cell);
    if (line.rfind(heading, 0) == 0)
      for (size_t i = 0; i < cells.size(); ++i)
        if (cells[i] == ' ' + column + ' ') wanted = i;
    if (wanted != 0 && line.rfind("| " + label + " |", 0) == 0) return cells.at(wanted);
  }
  return "no such row or column";
}

class RoundTripsTest : public testing::TestWithParam<emulator::TlsVersion> {
 protected:
  void SetUp() override { NEEDS(SPAREKEY_RSA); }

  RoundTripsTest() { relay_.delay(kOneWay); }

  // That the calls cost what the README says of `label`.
  void expect_as_in_readme(const std::string& label, const std::function<void()>& calls) {
    device_.count();
    const auto began = std::chrono::steady_clock::now();
    calls();
    const auto elapsed =
        std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - began);
    const int round_trips = device_.count().round_trips;
    // The version that was spoken is as high as both sides can.
    const std::string tls = emulator_.new_requests().back().at("tls");
    const std::string column = "TLS " + tls.substr(4);
    std::cout << "| " << label << " | " << round_trips << " | (" << column << ", "
              << elapsed.count() << " ms)\n";
    EXPECT_EQ(readme_cell(label, column), ' ' + std::to_string(round_trips) + ' ');
    EXPECT_GE(elapsed, 2 * kOneWay * round_trips);  // none was counted that was not waited for
  }

  Client& client() { return device_.client(); }

  void send_code() {
    Recipient alice;
    alice.email = kAlice;
    EXPECT_EQ(client().send_code(alice).code, Code::ok);
  }

  void recover() {
    Recipient alice;
    alice.email = kAlice;
    Recovery recovery(client(), token_, sizeof token_);
    EXPECT_EQ(recovery.send_code(alice).code, Code::ok);
    const std::string pass_code = emulator_.wait_for_code(1);
    EXPECT_EQ(recovery.enter_code(pass_code).code, Code::ok);
    EXPECT_EQ(recovery.enter_password("Fresh-Passw0rd", Encryption::rsa).code, Code::ok);
    EXPECT_TRUE(emulator_.signs_in_with("Fresh-Passw0rd"));
  }

  LocalEmulator emulator_{speaking_at_most(GetParam())};
  Relay relay_{emulator_.port()};
  MeteredDevice device_{emulator_, relay_.port()};
  char token_[2048];
};

TEST_P(RoundTripsTest, OfTheFirstPasscode) {
  expect_as_in_readme("the first passcode", [this] { send_code(); });
}

TEST_P(RoundTripsTest, OfTheFirstPasscodeAfterPrepare) {
  EXPECT_EQ(client().prepare(Encryption::rsa).code, Code::ok);
  expect_as_in_readme("the first passcode, after `prepare()`", [this] { send_code(); });
}

TEST_P(RoundTripsTest, OfAPasscodeOverAResumedSession) {
  // In TLS 1.3 the ticket comes behind the handshake: with the first answer.
  EXPECT_EQ(client().prepare(Encryption::rsa).code, Code::ok);
  device_.pass_ms(60'000);  // beyond the idle limit
  expect_as_in_readme("a passcode over a new connection, its session resumed",
                      [this] { send_code(); });
  EXPECT_EQ(client().statistics().connections, 2u);
  EXPECT_EQ(client().statistics().resumptions, 1u);
}

TEST_P(RoundTripsTest, OfAWholeRecovery) {
  expect_as_in_readme("a whole recovery, its password by `rsa`", [this] { recover(); });
}

TEST_P(RoundTripsTest, OfAWholeRecoveryAfterPrepare) {
  EXPECT_EQ(client().prepare(Encryption::rsa).code, Code::ok);
  expect_as_in_readme("a whole recovery, after `prepare(Encryption::rsa)`", [this] { recover(); });
}

INSTANTIATE_TEST_SUITE_P(UpTo, RoundTripsTest,
                         testing::Values(emulator::TlsVersion::k1_2, emulator::TlsVersion::k1_3),
                         [](const auto& version) {
                           return version.param == emulator::TlsVersion::k1_2 ? "Tls12" : "Tls13";
                         });

}  // namespace
}  // namespace sparekey::test
