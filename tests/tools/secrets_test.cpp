// SPDX-License-Identifier: Apache-2.0
#include "support/secrets.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace support {
namespace {

const Secrets kSecrets{{"password", "Pass\"word-1"}, {"passcode", "739154"}};

using Finds = std::vector<std::string>;

Finds found(const std::string& bytes) {
  Finds out;
  std::istringstream lines(kSecrets.found_in(bytes));
  for (std::string line; std::getline(lines, line);) out.push_back(line);
  return out;
}

TEST(Secrets, AreFoundInEverySpelling) {
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

TEST(Secrets, AreFoundByWhatARegisterHoldsOfThem) {
  EXPECT_EQ(found("xxxxxss\"word-1"), Finds({"password in plain at 5"}));
  EXPECT_EQ(found("xxPass\"worxx"), Finds({"password in plain at 2"}));
  EXPECT_EQ(found("Pass\"wo"), Finds());
  EXPECT_EQ(found("73915"), Finds());
}

TEST(Secrets, AreCountedByPlacesNotBytes) {
  EXPECT_EQ(found("Pass\"word-1 Pass\"word-1").size(), 2U);
  EXPECT_EQ(found("Pass\"word-1Pass\"word-1").size(), 2U);
}

}  // namespace
}  // namespace support
