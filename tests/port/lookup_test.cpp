// SPDX-License-Identifier: Apache-2.0
// What is true of each choice of SPAREKEY_RESOLVER; built and run once for each.
#include <gtest/gtest.h>

#include "lookup_run.hpp"

namespace sparekey::test {
namespace {

TEST(Lookup, FindsThisMachineInTheHostsFile) {
  const LookupOutcome outcome = look_up("localhost", {});
  ASSERT_EQ(outcome.status, kPortOk);
  for (const std::string& address : outcome.addresses)
    EXPECT_TRUE(address == "127.0.0.1" || address == "::1") << address;
}

TEST(Lookup, ServesTwoAtATime) {
  for (int i = 0; i < 3; ++i) {
    Lookup first("localhost");
    Lookup second("LOCALHOST");
    EXPECT_TRUE(first.began());
    EXPECT_TRUE(second.began());
    EXPECT_FALSE(Lookup("localhost").began());
    EXPECT_EQ(finish(second, {}).status, kPortOk);
    EXPECT_EQ(finish(first, {}).status, kPortOk);
  }
}

TEST(Lookup, LeavesNoDescriptorOpen) {
  look_up("localhost", {});
  const int before = open_descriptors();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(look_up("localhost", {}).status, kPortOk);
  EXPECT_EQ(open_descriptors(), before);
}

}  // namespace
}  // namespace sparekey::test
