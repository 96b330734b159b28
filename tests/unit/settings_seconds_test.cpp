// SPDX-License-Identifier: Apache-2.0
// What people write as a number of seconds.
#include "settings/seconds.hpp"

#include <gtest/gtest.h>

namespace sparekey {
namespace {

TEST(Seconds, MayHaveThousandths) {
  EXPECT_EQ(parse_seconds_as_ms("1"), 1000);
  EXPECT_EQ(parse_seconds_as_ms("007"), 7000);
  EXPECT_EQ(parse_seconds_as_ms("0.001"), 1);
  EXPECT_EQ(parse_seconds_as_ms("1.5"), 1500);
  EXPECT_EQ(parse_seconds_as_ms("1.25"), 1250);
  EXPECT_EQ(parse_seconds_as_ms("86399.999"), 86'399'999);
  EXPECT_EQ(parse_seconds_as_ms("86400.000"), 86'400'000);
}

TEST(Seconds, AreMoreThanNoneAndAtMostADay) {
  for (const char* text : {"0", "0.000", "86400.001", "86401", "99999999999999999999"})
    EXPECT_EQ(parse_seconds_as_ms(text), 0) << text;
}

TEST(Seconds, NothingElseIsANumber) {
  for (const char* text :
       {"", ".", "1.", ".5", "0.0001", "1.0000", "-1", "+1", " 1", "1 ", "1s", "1.x", "1e3", "1,5"})
    EXPECT_EQ(parse_seconds_as_ms(text), 0) << text;
}

}  // namespace
}  // namespace sparekey
