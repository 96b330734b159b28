// SPDX-License-Identifier: Apache-2.0
#include "emulator/password_rules.hpp"

#include <gtest/gtest.h>

namespace emulator {
namespace {

PasswordConfig rules(int min_length, int min_classes) { return {min_length, min_classes, 0}; }

TEST(PasswordRules, LengthIsCountedInCharacters) {
  EXPECT_FALSE(is_strong_enough(rules(8, 0), "1234567"));
  EXPECT_TRUE(is_strong_enough(rules(8, 0), "12345678"));
  EXPECT_FALSE(is_strong_enough(rules(8, 0), "密码密码"));
  EXPECT_TRUE(is_strong_enough(rules(4, 0), "密码密码"));
  EXPECT_TRUE(is_strong_enough(rules(0, 0), ""));
}

TEST(PasswordRules, EachClassCountsOnce) {
  EXPECT_FALSE(is_strong_enough(rules(1, 2), "aaaa"));
  EXPECT_TRUE(is_strong_enough(rules(1, 2), "aaaA"));
  EXPECT_FALSE(is_strong_enough(rules(1, 3), "aA"));
  EXPECT_TRUE(is_strong_enough(rules(1, 3), "aA1"));
  EXPECT_FALSE(is_strong_enough(rules(1, 4), "aA1"));
  EXPECT_TRUE(is_strong_enough(rules(1, 4), "aA1 "));
  EXPECT_TRUE(is_strong_enough(rules(1, 4), "aA1密"));
}

}  // namespace
}  // namespace emulator
