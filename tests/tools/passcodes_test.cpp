// SPDX-License-Identifier: Apache-2.0
#include "emulator/passcodes.hpp"

#include <gtest/gtest.h>

#include "hand_clock_test.hpp"

namespace emulator {
namespace {

using namespace std::chrono_literals;

const Recipient kAlice{Medium::kEmail, "alice@example.com"};
const Recipient kBob{Medium::kEmail, "bob@example.com"};
const Recipient kPhone{Medium::kSms, "+8618812345678"};

// As long as `pass_code`, and not it.
std::string another(std::string pass_code) {
  pass_code[0] = pass_code[0] == '0' ? '1' : '0';
  return pass_code;
}

TEST(Passcodes, AreDigitsOfTheConfiguredLength) {
  HandClock hand;
  PassCodeConfig rules;
  for (const int length : {1, 4, 6, 12}) {
    rules.length = length;
    const std::string pass_code = *Passcodes(rules, hand.clock()).issue(kAlice);
    EXPECT_EQ(pass_code.size(), static_cast<std::size_t>(length));
    EXPECT_EQ(pass_code.find_first_not_of("0123456789"), std::string::npos);
  }
}

TEST(Passcodes, OneRecipientIsSentOnePerMinute) {
  HandClock hand;
  Passcodes passcodes({}, hand.clock());
  EXPECT_TRUE(passcodes.issue(kAlice));
  EXPECT_FALSE(passcodes.issue(kAlice));
  EXPECT_TRUE(passcodes.issue(kBob));
  EXPECT_TRUE(passcodes.issue(kPhone));
  hand.pass(59999ms);
  EXPECT_FALSE(passcodes.issue(kAlice));
  hand.pass(1ms);
  EXPECT_TRUE(passcodes.issue(kAlice));
  EXPECT_FALSE(passcodes.issue(kAlice));
}

TEST(Passcodes, AUsedCodeDoesNotShortenTheMinute) {
  HandClock hand;
  Passcodes passcodes({}, hand.clock());
  const std::string pass_code = *passcodes.issue(kAlice);
  EXPECT_EQ(passcodes.use(kAlice, pass_code), Verdict::kRight);
  EXPECT_FALSE(passcodes.issue(kAlice));
}

TEST(Passcodes, WorkOnce) {
  HandClock hand;
  Passcodes passcodes({}, hand.clock());
  const std::string pass_code = *passcodes.issue(kAlice);
  EXPECT_EQ(passcodes.use(kAlice, pass_code), Verdict::kRight);
  EXPECT_EQ(passcodes.use(kAlice, pass_code), Verdict::kWrong);
  EXPECT_EQ(passcodes.use(kAlice, ""), Verdict::kWrong);
}

TEST(Passcodes, ServeTheirRecipientOnly) {
  HandClock hand;
  Passcodes passcodes({}, hand.clock());
  const std::string pass_code = *passcodes.issue(kAlice);
  EXPECT_EQ(passcodes.use(kBob, pass_code), Verdict::kWrong);
  EXPECT_EQ(passcodes.use(kAlice, pass_code), Verdict::kRight);
}

TEST(Passcodes, ANewOneReplacesTheLast) {
  HandClock hand;
  PassCodeConfig rules;
  rules.length = 12;  // so that the two differ
  Passcodes passcodes(rules, hand.clock());
  const std::string first = *passcodes.issue(kAlice);
  hand.pass(60s);
  const std::string second = *passcodes.issue(kAlice);
  EXPECT_EQ(passcodes.check(kAlice, first), Verdict::kWrong);
  EXPECT_EQ(passcodes.check(kAlice, second), Verdict::kRight);
}

TEST(Passcodes, LiveFiveMinutesByEmailAndOneBySms) {
  for (const auto& [recipient, lifetime] : {std::pair(kAlice, 300s), std::pair(kPhone, 60s)}) {
    HandClock hand;
    Passcodes passcodes({}, hand.clock());
    const std::string pass_code = *passcodes.issue(recipient);
    hand.pass(lifetime - 1ms);
    EXPECT_EQ(passcodes.check(recipient, pass_code), Verdict::kRight);
    hand.pass(1ms);
    EXPECT_EQ(passcodes.check(recipient, pass_code), Verdict::kExpired);
    EXPECT_EQ(passcodes.use(recipient, pass_code), Verdict::kExpired);
    EXPECT_EQ(passcodes.use(recipient, another(pass_code)), Verdict::kWrong);
  }
}

TEST(Passcodes, AWrongTryBurns) {
  HandClock hand;
  Passcodes passcodes({}, hand.clock());
  const std::string pass_code = *passcodes.issue(kAlice);
  EXPECT_EQ(passcodes.use(kAlice, another(pass_code)), Verdict::kWrong);
  EXPECT_EQ(passcodes.use(kAlice, pass_code), Verdict::kWrong);
}

TEST(Passcodes, TriesAreCountedForEachCode) {
  HandClock hand;
  PassCodeConfig rules;
  rules.tries = 3;
  Passcodes passcodes(rules, hand.clock());
  for (int round = 0; round < 2; ++round) {
    const std::string pass_code = *passcodes.issue(kAlice);
    EXPECT_EQ(passcodes.use(kAlice, another(pass_code)), Verdict::kWrong);
    EXPECT_EQ(passcodes.use(kAlice, another(pass_code)), Verdict::kWrong);
    EXPECT_EQ(passcodes.check(kAlice, pass_code), Verdict::kRight);
    EXPECT_EQ(passcodes.use(kAlice, another(pass_code)), Verdict::kWrong);
    EXPECT_EQ(passcodes.check(kAlice, pass_code), Verdict::kWrong);
    hand.pass(60s);
  }
}

TEST(Passcodes, CheckingBurnsNothing) {
  HandClock hand;
  Passcodes passcodes({}, hand.clock());
  const std::string pass_code = *passcodes.issue(kAlice);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(passcodes.check(kAlice, another(pass_code)), Verdict::kWrong);
    EXPECT_EQ(passcodes.check(kAlice, pass_code), Verdict::kRight);
  }
  EXPECT_EQ(passcodes.use(kAlice, pass_code), Verdict::kRight);
}

}  // namespace
}  // namespace emulator
