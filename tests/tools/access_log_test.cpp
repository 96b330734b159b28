// SPDX-License-Identifier: Apache-2.0
#include "emulator/access_log.hpp"

#include <gtest/gtest.h>

namespace emulator {
namespace {

TEST(AccessLog, ReplacesSecretsByTheirLengthAtAnyDepth) {
  EXPECT_EQ(without_secrets(
                R"({"email":"a@b.c","passwordResetToken":"12345","password":"密","passCode":123456,
                    "x":[{"passCode":{"y":"secret"}}],"authorization":"z","client_secret":"w"})"),
            nlohmann::json::parse(
                R"({"email":"a@b.c","passwordResetToken":"<5 bytes>","password":"<3 bytes>",
                    "passCode":"<6 bytes>","x":[{"passCode":"<14 bytes>"}],
                    "authorization":"<1 bytes>","client_secret":"<1 bytes>"})"));
}

TEST(AccessLog, ShowsNothingOfABodyThatIsNotAnObject) {
  for (const char* body :
       {"password=secret", R"({"password":"secret")", R"(["secret"])", R"("secret")", "\xFF"})
    EXPECT_EQ(without_secrets(body), '<' + std::to_string(std::string(body).size()) + " bytes>");
}

}  // namespace
}  // namespace emulator
