// SPDX-License-Identifier: Apache-2.0
// What the library promises about many devices, in a fleet of 6,000 with a service to match: a
// hundred thousand devices at 300 requests a second, but smaller.
#include "fleet.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace fleet {
namespace {

constexpr uint32_t kDevices = 6000;
constexpr int64_t kPerSecond = 18;
constexpr uint32_t kOnceMs =
    int64_t{kDevices} * 1000 / kPerSecond;  // a request of each is served in this time
constexpr int64_t kOutageS = 120;

Scenario scenario(const Policy& policy) {
  Scenario scenario;
  scenario.devices = kDevices;
  scenario.policy = policy;
  scenario.service.requests_per_second = kPerSecond;
  scenario.give_up_ms = int64_t{3} * 3'600'000;
  return scenario;
}

// In the first second after the outage, and from then on.
constexpr uint32_t kMost = kDevices / 12;

TEST(Fleet, WithTheBackOffEverybodyIsServedAndTheLoadStaysLow) {
  const Report report = simulate(scenario(backing_off(1000, kOnceMs)));
  EXPECT_EQ(report.seconds_waited.size(), kDevices);
  EXPECT_LT(report.waited(100), 2 * 3 * kOnceMs / 1000) << "three requests each, at half speed";
  EXPECT_EQ(report.messages_twice, 0u);
  EXPECT_EQ(report.refused_too_soon, 0u);
  EXPECT_LE(report.peak_from(kOutageS), kMost);
  EXPECT_LE(report.peak_from(kOutageS + 600), kMost / 4);
}

TEST(Fleet, AFixedRetryExceedsThatAndSendsTwice) {
  const Report report = simulate(scenario(every(5000)));
  EXPECT_GT(report.peak_from(kOutageS), 2 * kMost);
  EXPECT_GT(report.peak_from(kOutageS + 600), kMost);
  EXPECT_GT(report.messages_twice, 0u);
}

TEST(Fleet, WithoutAWaitItIsWorse) {
  const Report report = simulate(scenario(every(0)));
  EXPECT_GT(report.peak_from(kOutageS), 10 * kMost);
  EXPECT_GT(report.messages_twice, 0u);
}

TEST(Fleet, ACapTooLowForTheFleetWastesPasscodes) {
  const Report low = simulate(scenario(backing_off(1000, 10'000)));
  const Report right = simulate(scenario(backing_off(1000, kOnceMs)));
  EXPECT_GT(low.codes_expired, 2 * right.codes_expired);
  EXPECT_EQ(low.messages_twice, 0u);
}

TEST(Fleet, ThoseWithAPasscodeLetThroughWasteNone) {
  Scenario sending_alone = scenario(backing_off(1000, kOnceMs));
  sending_alone.service.limits_sending_alone = true;
  const Report report = simulate(sending_alone);
  EXPECT_EQ(report.seconds_waited.size(), kDevices);
  // But for those who got theirs just before the outage.
  EXPECT_LE(report.codes_expired, kDevices / 120);
  const uint64_t served =
      std::accumulate(report.let_through.begin(), report.let_through.end(), uint64_t{0});
  EXPECT_LE(served, static_cast<uint64_t>(kPerSecond) * report.load.size())
      << "the service has no more to do than with a limit for all";
}

TEST(Fleet, TheServiceLetsNoMoreThrough) {
  const Report report = simulate(scenario(backing_off(1000, kOnceMs)));
  for (const uint32_t passed : report.let_through) ASSERT_LE(passed, 2 * kPerSecond);
}

TEST(Fleet, ASeedGivesTheSameFleetAgain) {
  const Scenario one = scenario(backing_off(1000, kOnceMs));
  Scenario other = one;
  EXPECT_EQ(simulate(one).load, simulate(one).load);
  other.seed = 2;
  EXPECT_NE(simulate(one).load, simulate(other).load);
}

}  // namespace
}  // namespace fleet
