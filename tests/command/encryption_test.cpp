// SPDX-License-Identifier: Apache-2.0
// Passwords of awkward lengths, and keys that are not keys.
#include "command.hpp"

namespace command_test {
namespace {

Finished reset(const EmulatorProcess& emulator, const std::string& password,
               const std::string& encryption) {
  const TempDir dir;
  return support::run(sparekey(emulator, {"--json", "reset", "--encrypt", encryption,
                                          "--token-file", dir.write("token", "some-token"),
                                          "--password-file", dir.write("password", password)}));
}

bool asked_to_reset(const EmulatorProcess& emulator) {
  for (const json& request : emulator.requests())
    if (request["path"] == "/api/v3/reset-password") return true;
  return false;
}

TEST(Encryption, A1024BitKeyTakes117BytesAndNotOneMore) {
  const EmulatorProcess emulator(config({{"encryption", {{"rsaBits", 1024}}}}));
  expect_failure(reset(emulator, std::string(118, 'x'), "rsa"), 7, "password_too_long", "not_sent",
                 "check_input");
  EXPECT_FALSE(asked_to_reset(emulator));
  for (const size_t size : {1U, 117U})
    expect_failure(reset(emulator, std::string(size, 'x'), "rsa"), 3, "token_rejected", "answered",
                   "start_over");
  EXPECT_EQ(emulator.requests().back()["body"]["passwordEncryptType"], "rsa");
  EXPECT_EQ(emulator.requests().back()["body"]["password"], "<172 bytes>");
}

TEST(Encryption, WithoutEncryptionALongerPasswordGoes) {
  const EmulatorProcess emulator;
  for (const size_t size : {1U, 117U, 118U, 2000U})
    expect_failure(reset(emulator, std::string(size, 'x'), "none"), 3, "token_rejected", "answered",
                   "start_over");
}

TEST(Encryption, ALongPasswordFailsBeforeAnythingIsSent) {
  const EmulatorProcess emulator;
  expect_failure(reset(emulator, std::string(10'000, 'x'), "rsa"), 7, "password_too_long",
                 "not_sent", "check_input");
  const Finished plain = reset(emulator, std::string(10'000, 'x'), "none");
  EXPECT_EQ(plain.status, 7) << plain.out;
  EXPECT_EQ(only_json(plain)["error"]["delivery"], "not_sent");
  EXPECT_EQ(only_json(plain)["error"]["advice"], "check_input");
  EXPECT_FALSE(asked_to_reset(emulator));
}

TEST(Encryption, APasswordThatIsNotUtf8IsRefused) {
  const EmulatorProcess emulator;
  for (const std::string encryption : {"none", "rsa"})
    expect_failure(reset(emulator, "Passw0rd\xff", encryption), 2, "bad_argument", "not_sent",
                   "check_input");
  EXPECT_FALSE(asked_to_reset(emulator));
}

TEST(Encryption, AKeyThatIsNoneMeansNoRequest) {
  for (const json& keys :
       {json{{"rsaBits", 0}}, json{{"rsaPublicKey", "no key"}}, json{{"rsaPublicKey", ""}}}) {
    const EmulatorProcess emulator(config({{"encryption", keys}}));
    expect_failure(reset(emulator, kNewPassword, "rsa"), 7, "bad_key", "not_sent",
                   "contact_support");
    EXPECT_FALSE(asked_to_reset(emulator));
  }
}

TEST(Encryption, AFailureToFetchTheKeyIsNotSent) {
  const EmulatorProcess emulator(
      config({{"faults", {{{"path", "/api/v3/system"}, {"body", "<html>"}}}}}));
  const json error = expect_failure(reset(emulator, kNewPassword, "rsa"), 6, "not_json", "not_sent",
                                    "contact_support");
  EXPECT_EQ(error["kind"], "protocol");
  EXPECT_FALSE(asked_to_reset(emulator));
}

}  // namespace
}  // namespace command_test
