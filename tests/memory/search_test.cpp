// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "memory/memory.hpp"

namespace memory_test {
namespace {

const std::vector<Secret> kSecrets = {{"password", "Pass\"word-1"}, {"passcode", "739154"}};

std::vector<std::string> found(const std::string& bytes) {
  std::vector<std::string> out;
  for (const Find& find : search({{0x1000, "stack", false, false, bytes}}, kSecrets))
    out.push_back(find.secret + " in " + find.spelling + " at " +
                  std::to_string(find.address - 0x1000));
  return out;
}

using Finds = std::vector<std::string>;

TEST(Search, FindsASecretInEverySpelling) {
  EXPECT_EQ(found("...739154..."), Finds({"passcode in plain at 3"}));
  EXPECT_EQ(found("Pass\"word-1"), Finds({"password in plain at 0"}));
  EXPECT_EQ(found("..Pass\\\"word-1")[0], "password in JSON at 2");
  EXPECT_EQ(found("a=Pass%22word-1"), Finds({"password in percent at 2"}));
  EXPECT_EQ(found("373339313534"), Finds({"passcode in hex at 0"}));
  EXPECT_EQ(found("5061737322776f72642d31"), Finds({"password in hex at 0"}));
  EXPECT_EQ(found("5061737322776F72642D31"), Finds({"password in hex at 0"}));
  // "739154", ":739154,", "::739154", as a credential may stand behind others.
  EXPECT_EQ(found("NzM5MTU0"), Finds({"passcode in base64 at 0"}));
  EXPECT_EQ(found("OjczOTE1NCw="), Finds({"passcode in base64 at 2"}));
  EXPECT_EQ(found("Ojo3MzkxNTQ="), Finds({"passcode in base64 at 3"}));
}

TEST(Search, FindsWhatARegisterHoldsOfASecret) {
  EXPECT_EQ(found("xxxxxss\"word-1"), Finds({"password in plain at 5"}));
  EXPECT_EQ(found("xxPass\"worxx"), Finds({"password in plain at 2"}));
  EXPECT_EQ(found("Pass\"wo"), Finds());
  EXPECT_EQ(found("73915"), Finds());
}

TEST(Search, CountsPlacesNotBytes) {
  EXPECT_EQ(found("Pass\"word-1 Pass\"word-1").size(), 2U);
  EXPECT_EQ(found("Pass\"word-1Pass\"word-1").size(), 2U);
}

}  // namespace
}  // namespace memory_test
