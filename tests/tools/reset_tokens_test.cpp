// SPDX-License-Identifier: Apache-2.0
#include "emulator/reset_tokens.hpp"

#include <gtest/gtest.h>

#include "hand_clock_test.hpp"

namespace emulator {
namespace {

using namespace std::chrono_literals;

TEST(ResetTokens, NameTheirAccount) {
  HandClock hand;
  ResetTokens tokens({}, hand.clock());
  Account alice;
  Account bob;
  const std::string of_alice = tokens.issue(alice);
  const std::string of_bob = tokens.issue(bob);
  EXPECT_EQ(tokens.find(of_alice), &alice);
  EXPECT_EQ(tokens.find(of_bob), &bob);
  EXPECT_EQ(tokens.find(""), nullptr);
  EXPECT_EQ(tokens.find(of_alice + "x"), nullptr);
}

TEST(ResetTokens, AreGoodUntilBurned) {
  HandClock hand;
  ResetTokens tokens({}, hand.clock());
  Account alice;
  const std::string token = tokens.issue(alice);
  EXPECT_EQ(tokens.find(token), &alice);
  EXPECT_EQ(tokens.find(token), &alice);
  tokens.burn(token);
  EXPECT_EQ(tokens.find(token), nullptr);
}

TEST(ResetTokens, LiveForTheirLifetime) {
  HandClock hand;
  ResetTokenConfig rules;
  rules.lifetime_s = 90;
  ResetTokens tokens(rules, hand.clock());
  Account alice;
  const std::string token = tokens.issue(alice);
  hand.pass(89999ms);
  EXPECT_EQ(tokens.find(token), &alice);
  hand.pass(1ms);
  EXPECT_EQ(tokens.find(token), nullptr);
}

TEST(ResetTokens, HaveTheConfiguredLength) {
  HandClock hand;
  ResetTokenConfig rules;
  rules.length = 4096;
  Account alice;
  EXPECT_EQ(ResetTokens(rules, hand.clock()).issue(alice).size(), 4096u);
}

}  // namespace
}  // namespace emulator
