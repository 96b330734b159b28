// SPDX-License-Identifier: Apache-2.0
#include "settings/nearest.hpp"

#include <gtest/gtest.h>

#include <string>

namespace sparekey {
namespace {

std::string nearest(const std::string& typed) {
  Nearest nearest(Text(typed.data(), typed.size()));
  for (const char* name :
       {"recover", "send-code", "verify", "a-name-of-twenty-four-xx", "a-name-of-twenty-five-xxx"})
    nearest.offer(name);
  return {nearest.name().data(), nearest.name().size()};
}

TEST(Nearest, IsASlipAway) {
  EXPECT_EQ(nearest("recover"), "recover");
  EXPECT_EQ(nearest("recvoer"), "recover");
  EXPECT_EQ(nearest("verifi"), "verify");
  EXPECT_EQ(nearest("send"), "send-code");
  EXPECT_EQ(nearest("a-name-of-twenty-four-xy"), "a-name-of-twenty-four-xx");
}

TEST(Nearest, IsNothingIfNothingIsNear) {
  for (const std::string& typed : {std::string(), std::string("x"), std::string("frobnicate"),
                                   std::string("xx-name-xx-twenty-five-xx"), std::string(500, 'v')})
    EXPECT_EQ(nearest(typed), "") << typed;
}

}  // namespace
}  // namespace sparekey
