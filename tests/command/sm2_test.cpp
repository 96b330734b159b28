// SPDX-License-Identifier: Apache-2.0
// The password encrypted with SM2: the format the service expects, the older ones, and what a
// server makes of one it cannot read.
#include "command.hpp"
#include "support/command_program.hpp"

namespace command_test {
namespace {

Finished reset_encrypted(const EmulatorProcess& emulator, const std::string& token,
                         const std::string& password, const Arguments& format = {}) {
  const TempDir dir;
  Arguments arguments = {"--json",          "reset",
                         "--encrypt",       "sm2",
                         "--token-file",    dir.write("token", token),
                         "--password-file", dir.write("password", password)};
  arguments.insert(arguments.end(), format.begin(), format.end());
  return support::run(sparekey(emulator, arguments));
}

// How often each of `paths` was requested.
long asked(const EmulatorProcess& emulator, const std::string& path) {
  long count = 0;
  for (const json& request : emulator.requests()) count += request["path"] == path ? 1 : 0;
  return count;
}

TEST(Sm2, ResetsWithTheFormatOfTheService) {
  const EmulatorProcess emulator;
  const Finished finished = reset_encrypted(emulator, fresh_token(emulator), "Neu-密码-2026");
  EXPECT_EQ(finished.status, 0) << finished.out;
  const json body = emulator.requests().back()["body"];
  EXPECT_EQ(body["passwordEncryptType"], "sm2");
  // 15 bytes of UTF-8: 2 x (64 + 32 + 15) characters.
  EXPECT_EQ(body["password"], "<222 bytes>");
}

TEST(Sm2, OlderFormatsGoToTheServersThatWantThem) {
  for (const std::string format : {"plain", "04", "prefix", "c1c2c3"}) {
    const EmulatorProcess emulator(config({{"encryption", {{"sm2Formats", {format}}}}}));
    const Finished finished =
        reset_encrypted(emulator, fresh_token(emulator), kNewPassword, {"--sm2-format", format});
    EXPECT_EQ(finished.status, 0) << format << finished.out;
  }
}

TEST(Sm2, AFormatTheServerCannotReadIsUndecryptable) {
  const EmulatorProcess emulator;
  expect_failure(
      reset_encrypted(emulator, fresh_token(emulator), kNewPassword, {"--sm2-format", "c1c2c3"}), 3,
      "password_undecryptable", "answered", "start_over");
}

// A server that reads whatever it cannot decrypt as an empty password accepts anything; which
// password it got shows in the history, since one that was set counts as used.
TEST(Sm2, TheDefaultFormatNeverLandsAsAnEmptyPassword) {
  const json careless = {{"undecryptable", "empty"}};
  for (const bool wrong_format : {false, true}) {
    const EmulatorProcess emulator(
        config({{"encryption", careless}, {"passCode", {{"resendSeconds", 0}}}}));
    const Arguments format = wrong_format ? Arguments{"--sm2-format", "c1c2c3"} : Arguments{};
    const Finished first = reset_encrypted(emulator, fresh_token(emulator), kNewPassword, format);
    ASSERT_EQ(first.status, 0) << first.out;
    const Finished again = reset_encrypted(emulator, fresh_token(emulator), kNewPassword);
    if (wrong_format)
      EXPECT_EQ(again.status, 0) << "the password had not been set: an empty one was";
    else
      expect_failure(again, 3, "password_reused", "answered", "other_password");
  }
}

TEST(Sm2, AKeyThatIsNoneMeansNoRequest) {
  const std::string good =
      "0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
      "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";
  std::string off_the_curve = good;
  off_the_curve.back() = '4';
  for (const json& keys :
       {json{{"sm2", false}}, json{{"sm2PublicKey", ""}}, json{{"sm2PublicKey", "no key"}},
        json{{"sm2PublicKey", off_the_curve}}, json{{"sm2PublicKey", good + "00"}},
        json{{"sm2PublicKey", good.substr(2)}},
        json{{"sm2PublicKey", "04" + std::string(128, '0')}},
        json{{"sm2PublicKey", "04" + std::string(128, 'F')}}}) {
    const EmulatorProcess emulator(config({{"encryption", keys}}));
    expect_failure(reset_encrypted(emulator, "some-token", kNewPassword), 7, "bad_key", "not_sent",
                   "contact_support");
    EXPECT_EQ(asked(emulator, "/api/v3/reset-password"), 0) << keys;
  }
}

TEST(Sm2, LongPasswordsFitTheRequestOrAreNotSent) {
  const EmulatorProcess emulator;
  expect_failure(reset_encrypted(emulator, "some-token", std::string(2000, 'x')), 3,
                 "token_rejected", "answered", "start_over");
  expect_failure(reset_encrypted(emulator, "some-token", std::string(10'000, 'x')), 7,
                 "buffer_too_small", "not_sent", "check_input");
  EXPECT_EQ(asked(emulator, "/api/v3/reset-password"), 1);
}

TEST(Sm2, RecoverFetchesTheKeysOncePerConnection) {
  const EmulatorProcess emulator;
  Person::Setup setup;
  setup.environment = {{"SPAREKEY_HOST", emulator.host()},
                       {"SPAREKEY_APP_ID", "demo-app"},
                       {"SPAREKEY_CA_FILE", emulator.ca_file()},
                       {"LANG", "C.UTF-8"}};
  Person person({support::command_program(), "recover", "--email", kEmail, "--encrypt", "sm2"},
                setup);
  person.expect("Passcode (");
  person.type_line(emulator.wait_for_code());
  for (const std::string password : {"weak", kNewPassword}) {
    person.expect("New password: ");
    person.type_line(password);
    person.expect("New password again: ");
    person.type_line(password);
  }
  EXPECT_EQ(person.finish(), 0);
  EXPECT_EQ(asked(emulator, "/api/v3/system"), 1);
  EXPECT_EQ(asked(emulator, "/api/v3/reset-password"), 2);
  for (const json& request : emulator.requests()) EXPECT_EQ(request["connection"], 1);
}

TEST(Sm2, FormatIsRefusedWithoutSm2) {
  for (const std::string encryption : {"none", "rsa"})
    expect_bad_argument(
        {"reset", "--host", "localhost", "--app-id", "demo-app", "--encrypt", encryption,
         "--sm2-format", "plain", "--token-file", "f", "--password-file", "f"},
        "--sm2-format");
  expect_bad_argument({"reset", "--host", "localhost", "--app-id", "demo-app", "--encrypt", "sm2",
                       "--sm2-format", "c1c3c2", "--token-file", "f", "--password-file", "f"},
                      "--sm2-format");
}

}  // namespace
}  // namespace command_test
