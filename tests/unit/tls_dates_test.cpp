// SPDX-License-Identifier: Apache-2.0
// Beyond the verdicts, which the loopback tests show: how long each would stay the same.
#include "tls/dates.hpp"

#include <gtest/gtest.h>

namespace sparekey::tls {
namespace {

constexpr int64_t kBuild = 1'767'225'600;  // 2026-01-01
constexpr mbedtls_x509_time k2030 = {2030, 1, 1, 0, 0, 0};
constexpr mbedtls_x509_time k2040 = {2040, 1, 1, 0, 0, 0};
constexpr mbedtls_x509_time k2107 = {2107, 1, 1, 0, 0, 0};
constexpr mbedtls_x509_time kLast = {9999, 12, 31, 23, 59, 59};
constexpr int64_t k2030s = 1'893'456'000;
constexpr int64_t k2040s = 2'208'988'800;
constexpr int64_t k2107s = 4'323'283'200;

Dates of(ClockPolicy policy, int64_t now_s) {
  Dates dates;
  dates.begin(policy, now_s, kBuild);
  return dates;
}

void expect_window(const Dates& dates, int64_t from_s, int64_t until_s) {
  EXPECT_EQ(dates.valid_from_s(), from_s);
  EXPECT_EQ(dates.valid_until_s(), until_s);
}

TEST(Dates, WindowIsNarrowedByEachSpan) {
  for (const ClockPolicy policy : {ClockPolicy::strict, ClockPolicy::not_before_build}) {
    Dates dates = of(policy, k2040s);
    expect_window(dates, kBuild, INT64_MAX);
    EXPECT_EQ(dates.judge(k2030, kLast), 0u);
    expect_window(dates, k2030s, 253'402'300'799);
    EXPECT_EQ(dates.judge(k2040, k2107), 0u);
    expect_window(dates, k2040s, k2107s);
    EXPECT_EQ(dates.judge(k2030, kLast), 0u);
    expect_window(dates, k2040s, k2107s);
  }
}

TEST(Dates, SpanThatIsNotGoodDoesNotNarrow) {
  Dates dates = of(ClockPolicy::strict, k2040s);
  EXPECT_EQ(dates.judge(k2107, kLast), uint32_t{MBEDTLS_X509_BADCERT_FUTURE});
  EXPECT_EQ(dates.judge(k2030, k2030), uint32_t{MBEDTLS_X509_BADCERT_EXPIRED});
  expect_window(dates, kBuild, INT64_MAX);
}

TEST(Dates, BothEndsBelongToASpan) {
  EXPECT_EQ(of(ClockPolicy::strict, k2040s).judge(k2040, k2040), 0u);
  EXPECT_NE(of(ClockPolicy::strict, k2040s - 1).judge(k2040, k2040), 0u);
  EXPECT_NE(of(ClockPolicy::strict, k2040s + 1).judge(k2040, k2040), 0u);
}

// What was believed without a clock is not believed with one.
TEST(Dates, WindowWithoutAClockEndsWhereClocksAreBelieved) {
  for (const int64_t now_s : {int64_t{-1}, int64_t{0}, kBuild - 1}) {
    Dates dates = of(ClockPolicy::not_before_build, now_s);
    EXPECT_TRUE(dates.build_time_stands_in());
    EXPECT_FALSE(dates.clock_is_missing());
    EXPECT_EQ(dates.judge(k2040, k2107), 0u);
    expect_window(dates, INT64_MIN, kBuild - 1);
  }
  EXPECT_FALSE(of(ClockPolicy::not_before_build, kBuild).build_time_stands_in());
}

TEST(Dates, StrictWithoutAClockBelievesNothing) {
  for (const int64_t now_s : {int64_t{-1}, int64_t{0}, kBuild - 1}) {
    Dates dates = of(ClockPolicy::strict, now_s);
    EXPECT_TRUE(dates.clock_is_missing());
    EXPECT_FALSE(dates.build_time_stands_in());
    EXPECT_NE(dates.judge(mbedtls_x509_time{1970, 1, 1, 0, 0, 0}, kLast), 0u);
  }
  EXPECT_FALSE(of(ClockPolicy::strict, kBuild).clock_is_missing());
}

TEST(Dates, IgnoredTheyAreAlwaysGood) {
  for (const int64_t now_s : {int64_t{-1}, k2107s}) {
    Dates dates = of(ClockPolicy::ignore_dates, now_s);
    EXPECT_FALSE(dates.clock_is_missing());
    EXPECT_FALSE(dates.build_time_stands_in());
    EXPECT_EQ(dates.judge(k2040, k2040), 0u);
    expect_window(dates, INT64_MIN, INT64_MAX);
  }
}

}  // namespace
}  // namespace sparekey::tls
