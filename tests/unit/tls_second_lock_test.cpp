// SPDX-License-Identifier: Apache-2.0
#include "tls/second_lock.hpp"

#include <gtest/gtest.h>

namespace sparekey::tls {
namespace {

constexpr uint32_t kNeverSet = UINT32_MAX;
constexpr uint32_t kSkipped = MBEDTLS_X509_BADCERT_SKIP_VERIFY;

TEST(SecondLock, AChainThatWasShownMustBeWithoutObjection) {
  for (const bool offered : {false, true}) {
    EXPECT_TRUE(chain_was_verified(0, Code::ok, true, offered));
    EXPECT_FALSE(chain_was_verified(kSkipped, Code::ok, true, offered));
    EXPECT_FALSE(chain_was_verified(kNeverSet, Code::ok, true, offered));
    for (int bit = 0; bit < 32; ++bit)
      EXPECT_FALSE(chain_was_verified(uint32_t{1} << bit, Code::ok, true, offered)) << bit;
  }
}

TEST(SecondLock, TheJudgesOwnVerdictCounts) {
  for (const Code verdict : {Code::certificate_untrusted, Code::pin_mismatch, Code::bad_key}) {
    EXPECT_FALSE(chain_was_verified(0, verdict, true, true));
    EXPECT_FALSE(chain_was_verified(0, verdict, false, true));
  }
}

TEST(SecondLock, WithoutAChainASessionMustHaveBeenOffered) {
  EXPECT_TRUE(chain_was_verified(0, Code::ok, false, true));
  EXPECT_TRUE(chain_was_verified(kSkipped, Code::ok, false, true));
  EXPECT_FALSE(chain_was_verified(0, Code::ok, false, false));
  EXPECT_FALSE(chain_was_verified(kSkipped, Code::ok, false, false));
}

TEST(SecondLock, AResumedSessionBringsNoOtherObjection) {
  EXPECT_FALSE(chain_was_verified(kNeverSet, Code::ok, false, true));
  for (int bit = 0; bit < 32; ++bit) {
    const uint32_t objection = uint32_t{1} << bit;
    EXPECT_EQ(chain_was_verified(objection, Code::ok, false, true), objection == kSkipped) << bit;
    EXPECT_FALSE(chain_was_verified(objection | kSkipped, Code::ok, false, true) &&
                 objection != kSkipped)
        << bit;
  }
}

}  // namespace
}  // namespace sparekey::tls
