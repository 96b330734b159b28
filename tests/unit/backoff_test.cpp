// SPDX-License-Identifier: Apache-2.0
#include "sparekey/backoff.hpp"

#include <gtest/gtest.h>

#include <map>

namespace sparekey {
namespace {

constexpr uint32_t kMost = UINT32_MAX;

static_assert(backoff_ms(0, 1000, 60'000, 0) == 0);
static_assert(backoff_ms(0, 1000, 60'000, kMost) == 1000);

TEST(Backoff, DoublesUpToTheCap) {
  int64_t most_ms = 1000;
  for (uint32_t attempt = 0; attempt < 100; ++attempt) {
    EXPECT_EQ(backoff_ms(attempt, 1000, 60'000, kMost), most_ms) << attempt;
    EXPECT_EQ(backoff_ms(attempt, 1000, 60'000, 0), 0);
    EXPECT_EQ(backoff_ms(attempt, 1000, 60'000, kMost / 2), most_ms / 2);
    most_ms = std::min<int64_t>(most_ms * 2, 60'000);
  }
  EXPECT_EQ(backoff_ms(0, 5000, 3000, kMost), 3000);
}

// Against doubling step by step, at every edge of every argument: below 2^33 until it is capped.
TEST(Backoff, NothingOverflows) {
  const uint32_t edges[] = {0,    1,      2,         3,         31,         32,         33,
                            1000, 65'535, 1U << 30U, 1U << 31U, kMost >> 1, kMost - 1U, kMost};
  for (const uint32_t attempt : edges)
    for (const uint32_t base_ms : edges)
      for (const uint32_t cap_ms : edges)
        for (const uint32_t random : edges) {
          uint64_t most = base_ms;
          for (uint32_t i = 0; i < attempt && most < cap_ms && most != 0; ++i) most *= 2;
          if (most > cap_ms) most = cap_ms;
          const auto expected = static_cast<int64_t>((most + 1) * random >> 32);
          ASSERT_EQ(backoff_ms(attempt, base_ms, cap_ms, random), expected)
              << attempt << ' ' << base_ms << ' ' << cap_ms << ' ' << random;
        }
}

TEST(Backoff, EveryTimeIsAsLikely) {
  std::map<int64_t, uint64_t> seen;
  constexpr uint64_t kStep = 4099;  // a prime, so that the shares are no artefact of it
  uint64_t drawn = 0;
  for (uint64_t random = 0; random <= kMost; random += kStep, ++drawn)
    ++seen[backoff_ms(3, 100, 60'000, static_cast<uint32_t>(random))];
  EXPECT_EQ(seen.size(), 801u);
  EXPECT_EQ(seen.begin()->first, 0);
  EXPECT_EQ(seen.rbegin()->first, 800);
  for (const auto& [ms, count] : seen)
    EXPECT_NEAR(static_cast<double>(count), static_cast<double>(drawn) / 801, 2) << ms;
}

TEST(Backoff, TheServicesOwnWordIsTheLeast) {
  EXPECT_EQ(backoff_ms(0, 1000, 60'000, 0, 30), 30'000);
  EXPECT_EQ(backoff_ms(0, 1000, 60'000, kMost, 30), 31'000);
  EXPECT_EQ(backoff_ms(9, 1000, 60'000, kMost, 30), 90'000);
  EXPECT_EQ(backoff_ms(0, 1000, 60'000, kMost, 0), 1000);
  EXPECT_EQ(backoff_ms(0, 1000, 60'000, kMost, -1), 1000);
  EXPECT_EQ(backoff_ms(0, 1000, 60'000, kMost, INT64_MIN), 1000);
  EXPECT_EQ(backoff_ms(0, 0, 0, 0, INT64_MAX), 31'622'400'000);
}

}  // namespace
}  // namespace sparekey
