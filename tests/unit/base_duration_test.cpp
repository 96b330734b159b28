// SPDX-License-Identifier: Apache-2.0
#include "base/duration.hpp"

#include <gtest/gtest.h>

namespace sparekey {
namespace {

TEST(WholeSeconds, CountABegunOne) {
  EXPECT_EQ(whole_seconds(0), 0);
  EXPECT_EQ(whole_seconds(1), 1);
  EXPECT_EQ(whole_seconds(999), 1);
  EXPECT_EQ(whole_seconds(1000), 1);
  EXPECT_EQ(whole_seconds(1001), 2);
  EXPECT_EQ(whole_seconds(59'001), 60);
  EXPECT_EQ(whole_seconds(kDayS * kSecondMs), 86'400);
}

}  // namespace
}  // namespace sparekey
