// SPDX-License-Identifier: Apache-2.0
// What this build was made without is refused in words before anything is connected: no password
// goes out in the clear, and no connection past a proxy. What it has is not refused.
#include <gtest/gtest.h>

#include "support/rig.hpp"

namespace sparekey::test {
namespace {

Outcome bad_argument() {
  return expected(Code::bad_argument, Delivery::not_sent, Advice::check_input);
}

// Words, if the library has any.
void expect_words(const Result& result, const char* words) {
  EXPECT_STREQ(result.detail, SPAREKEY_DETAILS ? words : "");
}

class LeftOutTest : public testing::TestWithParam<Encryption> {
 protected:
  static bool is_built(Encryption encryption) {
    // NOLINTNEXTLINE(bugprone-branch-clone): not in each build
    return encryption == Encryption::rsa ? SPAREKEY_RSA : SPAREKEY_SM2;
  }
  // Both keys of a service, as it publishes them whatever the client can do.
  static std::string both_keys() {
    return R"({"rsa":{"publicKey":")" + json_escape(public_pem(make_key(KeyKind::rsa2048))) +
           R"("},"sm2":{"publicKey":"04)"
           "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"
           "BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0\"}}";
  }
};

TEST_P(LeftOutTest, EncryptionIsRefusedBeforeAnythingIsSent) {
  const Encryption encryption = GetParam();
  Rig rig({ok(both_keys()), ok(kReset)});
  ResetRequest request;
  request.password_reset_token = "the-token";
  request.password = "Passw0rd!";
  request.encryption = encryption;
  const Result result = rig.client().reset(request);
  const auto requests = rig.service.requests();
  if (is_built(encryption)) {
    EXPECT_EQ(outcome(result), success());
    ASSERT_EQ(requests.size(), 2u);
    EXPECT_NE(requests[1].body_member("password"), "Passw0rd!");
    return;
  }
  EXPECT_EQ(outcome(result), bad_argument());
  expect_words(result, "this library was built without that encryption");
  EXPECT_EQ(outcome(rig.client().prepare(encryption)), bad_argument());
  EXPECT_EQ(rig.connections(), 0u);
}

TEST_P(LeftOutTest, EncryptionIsStillToldByTheService) {
  Rig rig({ok(both_keys())});
  SystemAnswer answer;
  EXPECT_EQ(outcome(rig.client().system(&answer)), success());
  EXPECT_FALSE(answer.rsa_public_key.empty());
  EXPECT_EQ(answer.sm2_public_key.size(), 130u);
}

INSTANTIATE_TEST_SUITE_P(Encryptions, LeftOutTest,
                         testing::Values(Encryption::rsa, Encryption::sm2),
                         [](const auto& encryption) {
                           return encryption.param == Encryption::rsa ? "Rsa" : "Sm2";
                         });

TEST(LeftOut, WhatIsNoEncryptionAtAllIsRefused) {
  Rig rig({ok(kReset)});
  ResetRequest request;
  request.password_reset_token = "the-token";
  request.password = "Passw0rd!";
  request.encryption = static_cast<Encryption>(7);
  EXPECT_FALSE(rig.client().reset(request).ok());
  for (const auto& sent : rig.service.requests()) EXPECT_EQ(sent.path(), "/api/v3/system");
}

TEST(LeftOut, ProxyIsRefused) {
  Rig rig({ok(kSent)});
  rig.device.config.proxy = "http://127.0.0.1:1";
  const Result result = rig.device.try_open();
  if (SPAREKEY_PROXY) {
    EXPECT_TRUE(result.ok());
    return;
  }
  EXPECT_EQ(outcome(result), bad_argument());
  expect_words(result, "a proxy is given, and this library was built without proxies");
  EXPECT_EQ(rig.server.stop().size(), 0u);
}

TEST(LeftOut, ReadingAheadIsRefused) {
  Rig rig({ok(kSent)});
  rig.device.limits.read_ahead_bytes = 4096;
  const Result result = rig.device.try_open();
  if (SPAREKEY_READ_AHEAD) {
    EXPECT_TRUE(result.ok());
    return;
  }
  EXPECT_EQ(outcome(result), bad_argument());
  expect_words(result, "this library was built without read-ahead");
}

}  // namespace
}  // namespace sparekey::test
