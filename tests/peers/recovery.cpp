// SPDX-License-Identifier: Apache-2.0
#include "recovery.hpp"

#include <algorithm>

namespace sparekey::test {
namespace {

void recover(Client& client, const support::EmulatorProcess& emulator, const Recipient& recipient,
             Encryption encryption, Text password) {
  const size_t sent_before = emulator.outbox().size();
  ASSERT_EQ(outcome(client.send_code(recipient)), success());
  const std::string code = emulator.wait_for_code(sent_before + 1);
  VerifyAnswer verified;
  ASSERT_EQ(outcome(client.verify(recipient, code, &verified)), success());
  const std::string token = str(verified.password_reset_token);
  ResetRequest request;
  request.password_reset_token = token;
  request.password = password;
  request.encryption = encryption;
  const Result result = client.reset(request);
  ASSERT_EQ(outcome(result), success()) << str(result.message);
  EXPECT_EQ(emulator.outbox().size(), sent_before + 1);
  EXPECT_EQ(emulator.requests().back()["path"], "/api/v3/reset-password");
  EXPECT_EQ(emulator.requests().back()["statusCode"], 200);
}

}  // namespace

void recover_twice(Device& device, const support::EmulatorProcess& emulator) {
  Client& client = device.client();
  recover(client, emulator, by_email(), Encryption::rsa, "Brand-N3w-Pass");
  recover(client, emulator, by_phone(), Encryption::sm2, "An0ther-N3w-Pass");
  EXPECT_EQ(count_of(emulator, "/api/v3/send-email"), 1u);
  EXPECT_EQ(count_of(emulator, "/api/v3/send-sms"), 1u);
  EXPECT_EQ(count_of(emulator, "/api/v3/verify-reset-password-request"), 2u);
  EXPECT_EQ(count_of(emulator, "/api/v3/reset-password"), 2u);
}

size_t count_of(const support::EmulatorProcess& emulator, const std::string& path) {
  const auto requests = emulator.requests();
  return static_cast<size_t>(std::count_if(requests.begin(), requests.end(),
                                           [&](const auto& one) { return one["path"] == path; }));
}

}  // namespace sparekey::test
