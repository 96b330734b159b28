// SPDX-License-Identifier: Apache-2.0
#include "emulator/faults.hpp"

#include <gtest/gtest.h>

namespace emulator {
namespace {

Fault fault(int after, std::optional<int> times, const char* message) {
  Fault fault;
  fault.path = "/a";
  fault.after = after;
  fault.times = times;
  fault.message = message;
  return fault;
}

// The messages of the faults that `count` requests to /a meet, "-" for none.
std::string met(Faults& faults, int count) {
  std::string messages;
  for (int i = 0; i < count; ++i) {
    const Fault* found = faults.next("/a");
    messages += found != nullptr ? *found->message : "-";
  }
  return messages;
}

TEST(Faults, TouchTheirPathOnly) {
  Faults faults({fault(0, {}, "x")});
  EXPECT_EQ(faults.next("/b"), nullptr);
  EXPECT_EQ(faults.next("/a/"), nullptr);
  EXPECT_EQ(met(faults, 3), "xxx");
}

TEST(Faults, BeginAfterAndEndAfterTimes) {
  Faults faults({fault(2, 3, "x")});
  EXPECT_EQ(met(faults, 7), "--xxx--");
}

TEST(Faults, TakeTurnsInTheirOrder) {
  Faults faults({fault(0, 1, "x"), fault(0, 2, "y"), fault(1, {}, "z")});
  EXPECT_EQ(met(faults, 6), "xyy-zz");
}

}  // namespace
}  // namespace emulator
