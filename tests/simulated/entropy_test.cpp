// SPDX-License-Identifier: Apache-2.0
// Without random numbers there is neither a handshake nor an encrypted password.
#include "world_test.hpp"

namespace sparekey::test {
namespace {

using EntropyTest = WorldTest;

TEST_F(EntropyTest, IsMissedInTheHandshake) {
  world_.random_fails = true;
  EXPECT_EQ(outcome(send_code()),
            expected(Code::entropy_failed, Delivery::not_sent, Advice::retry));
  EXPECT_TRUE(service_.requests.empty());
  world_.random_fails = false;
  EXPECT_EQ(outcome(send_code()), success());
}

TEST_F(EntropyTest, IsMissedWhenThePasswordIsEncrypted) {
  EXPECT_EQ(outcome(reset()), success());
  service_.requests.clear();
  world_.random_fails = true;
  EXPECT_EQ(outcome(reset()), expected(Code::entropy_failed, Delivery::not_sent, Advice::retry));
  EXPECT_TRUE(service_.requests.empty());
}

}  // namespace
}  // namespace sparekey::test
