// SPDX-License-Identifier: Apache-2.0
#include "emulator/throttle.hpp"

#include <gtest/gtest.h>

#include "hand_clock_test.hpp"

namespace emulator {
namespace {

using namespace std::chrono_literals;

TEST(Throttle, CountsWhatPassedWithinTheLastMinute) {
  HandClock hand;
  Throttle throttle(2, hand.clock());
  EXPECT_EQ(throttle.wait("a"), 0ms);
  hand.pass(20s);
  EXPECT_EQ(throttle.wait("a"), 0ms);
  EXPECT_EQ(throttle.wait("a"), 40s);
  EXPECT_EQ(throttle.wait("b"), 0ms);
  hand.pass(40s);
  EXPECT_EQ(throttle.wait("a"), 0ms);
  EXPECT_EQ(throttle.wait("a"), 20s);
}

TEST(Throttle, ZeroIsNoLimit) {
  HandClock hand;
  Throttle throttle(0, hand.clock());
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(throttle.wait("a"), 0ms);
}

}  // namespace
}  // namespace emulator
