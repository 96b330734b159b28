// SPDX-License-Identifier: Apache-2.0
#include "tls/second_lock.hpp"

#include <gtest/gtest.h>

namespace sparekey::tls {
namespace {

constexpr uint32_t kNeverSet = UINT32_MAX;
constexpr uint32_t kSkipped = MBEDTLS_X509_BADCERT_SKIP_VERIFY;

TEST(SecondLock, AChainThatWasShownMustBeWithoutObjection) {
  for (const bool offered : {false, true}) {
    EXPECT_TRUE(chain_was_verified(0, true, offered));
    EXPECT_FALSE(chain_was_verified(kSkipped, true, offered));
    EXPECT_FALSE(chain_was_verified(kNeverSet, true, offered));
    for (int bit = 0; bit < 32; ++bit)
      EXPECT_FALSE(chain_was_verified(uint32_t{1} << bit, true, offered)) << bit;
  }
}

TEST(SecondLock, WithoutAChainASessionMustHaveBeenOffered) {
  EXPECT_TRUE(chain_was_verified(0, false, true));
  EXPECT_TRUE(chain_was_verified(kSkipped, false, true));
  EXPECT_FALSE(chain_was_verified(0, false, false));
  EXPECT_FALSE(chain_was_verified(kSkipped, false, false));
}

TEST(SecondLock, AResumedSessionBringsNoOtherObjection) {
  EXPECT_FALSE(chain_was_verified(kNeverSet, false, true));
  for (int bit = 0; bit < 32; ++bit) {
    const uint32_t objection = uint32_t{1} << bit;
    EXPECT_EQ(chain_was_verified(objection, false, true), objection == kSkipped) << bit;
    EXPECT_FALSE(chain_was_verified(objection | kSkipped, false, true) && objection != kSkipped)
        << bit;
  }
}

}  // namespace
}  // namespace sparekey::tls
