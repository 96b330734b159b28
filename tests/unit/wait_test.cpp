// SPDX-License-Identifier: Apache-2.0
#include "sparekey/wait.hpp"

#include <gtest/gtest.h>

namespace sparekey {
namespace {

TEST(Wait, HoldsFourInterestsAndDropsTheRest) {
  Wait wait;
  for (int handle = 1; handle <= 6; ++handle) wait.add(handle, true, false);
  ASSERT_EQ(wait.count, Wait::kCapacity);
  for (int i = 0; i < Wait::kCapacity; ++i) EXPECT_EQ(wait.interests[i].handle, i + 1);
  EXPECT_EQ(wait.until_ms, 0);
}

}  // namespace
}  // namespace sparekey
