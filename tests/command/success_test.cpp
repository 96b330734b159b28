// SPDX-License-Identifier: Apache-2.0
// Each subcommand as it should go, in words and in JSON.
#include "command.hpp"

namespace command_test {
namespace {

// A service that lets codes be sent one after the other.
const json kNoCooldown = {{"passCode", {{"resendSeconds", 0}}}};

TEST(Success, SendCodeByEmail) {
  const EmulatorProcess emulator(kNoCooldown);
  const Finished words = support::run(sparekey(emulator, {"send-code", "--email", kEmail}));
  EXPECT_EQ(words.status, 0);
  EXPECT_EQ(words.out, "The passcode was sent.\n");
  EXPECT_EQ(words.error, "");

  const Finished finished =
      support::run(sparekey(emulator, {"--json", "send-code", "--email", kEmail}));
  const json answer = only_json(finished);
  EXPECT_EQ(finished.status, 0);
  EXPECT_EQ(answer["ok"], true);
  EXPECT_EQ(answer["statusCode"], 200);
  EXPECT_EQ(answer["message"], "Success");
  EXPECT_NE(answer["requestId"], "");
  EXPECT_EQ(answer.size(), 4U) << "no data: " << answer;
  ASSERT_EQ(emulator.outbox().size(), 2U);
  EXPECT_EQ(emulator.outbox()[1]["channel"], "email");
}

TEST(Success, SendCodeByPhone) {
  const EmulatorProcess emulator(kNoCooldown);
  for (const Arguments& country : {Arguments{}, Arguments{"--country-code", "+86"}}) {
    Arguments arguments = sparekey(emulator, {"send-code", "--phone", "18812345678"});
    arguments.insert(arguments.end(), country.begin(), country.end());
    EXPECT_EQ(support::run(arguments).status, 0);
  }
  const std::vector<json> requests = emulator.requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_FALSE(requests[0]["body"].contains("phoneCountryCode"));
  EXPECT_EQ(requests[1]["body"]["phoneCountryCode"], "+86");
  EXPECT_EQ(emulator.outbox()[1]["channel"], "sms");
}

TEST(Success, CheckCodeSaysRightAndUsesNothingUp) {
  const EmulatorProcess emulator;
  const std::string code = fresh_code(emulator);
  const Arguments check = {"check-code", "--email", kEmail, "--code", code};
  const Finished words = support::run(sparekey(emulator, check));
  EXPECT_EQ(words.status, 0);
  EXPECT_EQ(words.out, "The passcode is right.\n");
  Arguments with_json = check;
  with_json.push_back("--json");
  const Finished finished = support::run(sparekey(emulator, with_json));
  EXPECT_EQ(finished.status, 0);
  EXPECT_EQ(only_json(finished)["data"], json({{"isValid", true}}));
}

TEST(Success, CheckCodeThatIsWrongKeepsItsData) {
  const EmulatorProcess emulator;
  const std::string wrong = fresh_code(emulator) == "000000" ? "111111" : "000000";
  const Arguments check = {"check-code", "--email", kEmail, "--code", wrong, "--json"};
  const Finished finished = support::run(sparekey(emulator, check));
  const json error = expect_failure(finished, 3, "passcode_rejected", "answered", "new_code");
  EXPECT_EQ(error["statusCode"], 200);
  const json data = json::parse(finished.out)["data"];
  EXPECT_EQ(data["isValid"], false);
  EXPECT_EQ(data["message"], "The passcode is wrong");
  const Finished words =
      support::run(sparekey(emulator, {"check-code", "--email", kEmail, "--code", wrong}));
  EXPECT_EQ(words.status, 3);
  EXPECT_EQ(words.out, "");
  EXPECT_TRUE(contains(words.error, "The passcode is wrong")) << words.error;
}

TEST(Success, VerifyPrintsTheTokenAlone) {
  const EmulatorProcess emulator;
  const Finished words = support::run(
      sparekey(emulator, {"verify", "--email", kEmail, "--code", fresh_code(emulator)}));
  EXPECT_EQ(words.status, 0);
  EXPECT_EQ(words.out.size(), 43U + 1);
  EXPECT_EQ(words.out.back(), '\n');
  EXPECT_EQ(words.error, "The token expires in 300 seconds.\n");
}

TEST(Success, VerifyInJson) {
  const EmulatorProcess emulator;
  const Finished finished = support::run(
      sparekey(emulator, {"verify", "--email", kEmail, "--code", fresh_code(emulator), "--json"}));
  EXPECT_EQ(finished.status, 0);
  const json data = only_json(finished)["data"];
  EXPECT_EQ(data["passwordResetToken"].get<std::string>().size(), 43U);
  EXPECT_EQ(data["tokenExpiresIn"], 300);
  EXPECT_EQ(data.size(), 2U);
}

TEST(Success, VerifyByPhoneWithTheCodeInAFile) {
  const EmulatorProcess emulator;
  EXPECT_EQ(support::run(sparekey(emulator, {"send-code", "--phone", "18812345678"})).status, 0);
  const TempDir dir;
  const std::string file = dir.write("code", emulator.wait_for_code() + "\r\n");
  const Finished finished =
      support::run(sparekey(emulator, {"verify", "--phone", "18812345678", "--code-file", file}));
  EXPECT_EQ(finished.status, 0) << finished.error;
}

TEST(Success, ResetInWords) {
  const EmulatorProcess emulator;
  const TempDir dir;
  const std::string token = dir.write("token", fresh_token(emulator) + "\n");
  const std::string password = dir.write("password", std::string(kNewPassword) + "\n");
  const Finished words = support::run(
      sparekey(emulator, {"reset", "--token-file", token, "--password-file", password}));
  EXPECT_EQ(words.status, 0) << words.error;
  EXPECT_EQ(words.out, "The password has been changed.\n");
  // The line end was dropped: the service counts the password's bytes alone.
  EXPECT_EQ(emulator.requests().back()["body"]["password"], "<14 bytes>");
  EXPECT_EQ(emulator.requests().back()["body"]["passwordEncryptType"], "none");
}

TEST(Success, ResetInJsonWithTheTokenFromStandardInput) {
  const EmulatorProcess emulator;
  const TempDir dir;
  const std::string password = dir.write("password", kNewPassword);
  const Finished finished =
      support::run(sparekey(emulator, {"reset", "--token-file", "-", "--password-file", password,
                                       "--json", "--encrypt", "rsa"}),
                   {}, fresh_token(emulator) + "\n");
  EXPECT_EQ(finished.status, 0) << finished.out;
  EXPECT_EQ(only_json(finished)["data"], json({{"success", true}}));
}

TEST(Success, ResetWithThePasswordFromStandardInput) {
  const EmulatorProcess emulator;
  const TempDir dir;
  const std::string token = dir.write("token", fresh_token(emulator));
  const Finished finished =
      support::run(sparekey(emulator, {"reset", "--token-file", token, "--password-file", "-"}), {},
                   kNewPassword);
  EXPECT_EQ(finished.status, 0) << finished.error;
}

TEST(Success, SystemWithAndWithoutEnvelope) {
  for (const bool enveloped : {false, true}) {
    const EmulatorProcess emulator(config({{"systemEnveloped", enveloped}}));
    const Finished finished = support::run(sparekey(emulator, {"system", "--json"}));
    EXPECT_EQ(finished.status, 0);
    const json answer = only_json(finished);
    EXPECT_EQ(answer.contains("statusCode"), enveloped);
    EXPECT_EQ(answer.contains("message"), enveloped);
    EXPECT_EQ(answer.contains("requestId"), enveloped);
    const json& data = answer["data"];
    EXPECT_TRUE(contains(data["rsa"]["publicKey"], "-----BEGIN PUBLIC KEY-----\n"));
    EXPECT_EQ(data["sm2"]["publicKey"].get<std::string>().size(), 130U);
    EXPECT_EQ(data["version"], json({{"server", "sparekey-emulator"}}));
    EXPECT_EQ(data["publicIps"], json::array({"127.0.0.1"}));

    const Finished words = support::run(sparekey(emulator, {"system"}));
    EXPECT_EQ(words.out.rfind("The service runs version sparekey-emulator", 0), 0U) << words.out;
    EXPECT_TRUE(contains(words.out, "-----BEGIN PUBLIC KEY-----\n"));
  }
}

TEST(Success, SystemWithoutKeys) {
  const EmulatorProcess emulator(config({{"encryption", {{"rsaBits", 0}, {"sm2", false}}}}));
  const Finished finished = support::run(sparekey(emulator, {"system", "--json"}));
  const json data = only_json(finished)["data"];
  EXPECT_FALSE(data.contains("rsa"));
  EXPECT_FALSE(data.contains("sm2"));
  const Finished words = support::run(sparekey(emulator, {"system"}));
  EXPECT_EQ(words.out, "The service runs version sparekey-emulator and publishes no keys.\n");
}

TEST(Success, AnOlderServerIsRead) {
  const EmulatorProcess emulator(config({{"olderServer", true}}));
  const Finished finished =
      support::run(sparekey(emulator, {"send-code", "--email", kEmail, "--json"}));
  const json answer = only_json(finished);
  EXPECT_EQ(answer["statusCode"], 200);
  EXPECT_NE(answer.value("requestId", ""), "");
}

}  // namespace
}  // namespace command_test
