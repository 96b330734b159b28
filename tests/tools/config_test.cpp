// SPDX-License-Identifier: Apache-2.0
#include "emulator/config.hpp"

#include <gtest/gtest.h>

namespace emulator {
namespace {

Config read(const std::string& text) { return read_config(nlohmann::json::parse(text)); }

// The words of the error; empty if there is none.
std::string refusal_of(const std::string& text) {
  try {
    read(text);
    return "";
  } catch (const ConfigError& error) {
    return error.what();
  }
}

TEST(Config, AnEmptyOneIsTheDefault) {
  const Config config = read("{}");
  ASSERT_EQ(config.accounts.size(), 1u);
  EXPECT_EQ(config.accounts[0].email, "alice@example.com");
  EXPECT_EQ(config.accounts[0].password, "OldPassw0rd!");
  EXPECT_EQ(config.pass_code.length, 6);
}

TEST(Config, ReadsEverySection) {
  const Config config = read(R"({
    "apps": ["a", "b"], "headerPrefixes": ["genauth"], "unknownAccount": "accept",
    "accounts": [{"phone": "5550100", "phoneCountryCode": "+1", "locked": true}],
    "tls": {"keyType": "ec", "chain": "intermediate", "minVersion": "1.3"},
    "encryption": {"rsaBits": 1024, "rsaFormat": "base64", "sm2Formats": ["04", "prefix"],
                   "sm2PublicKey": "nonsense", "undecryptable": "empty"},
    "passCode": {"tries": 3}, "passwordResetToken": {"length": 1}, "password": {"minLength": 0}})");
  EXPECT_EQ(config.apps, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(config.header_prefixes, std::vector<std::string>{"genauth"});
  EXPECT_EQ(config.unknown_account, UnknownAccount::kAccept);
  ASSERT_EQ(config.accounts.size(), 1u);
  EXPECT_TRUE(config.accounts[0].locked);
  EXPECT_EQ(config.tls.key_type, TlsKeyType::kEc);
  EXPECT_EQ(config.encryption.sm2_formats,
            (std::vector<Sm2Format>{Sm2Format::k04, Sm2Format::kPrefix}));
  EXPECT_EQ(config.encryption.sm2_public_key, "nonsense");
  EXPECT_EQ(config.pass_code.tries, 3);
}

TEST(Config, AFaultActsUnlessItReplacesTheAnswer) {
  const Config config = read(R"({"faults": [
    {"path": "/a", "delayMs": 5}, {"path": "/a", "drop": true}, {"path": "/a", "statusCode": 500},
    {"path": "/a", "body": ""}, {"path": "/a", "body": "", "act": true},
    {"path": "/a", "drop": true, "act": false, "headers": {"X": "y"}}]})");
  std::vector<bool> acts;
  for (const Fault& fault : config.faults) acts.push_back(fault.act);
  EXPECT_EQ(acts, (std::vector<bool>{true, true, false, false, true, false}));
  EXPECT_EQ(config.faults[5].headers[0].second, "y");
}

TEST(Config, RefusesWithTheMembersPath) {
  const std::pair<const char*, const char*> cases[] = {
      {R"([])", "the config must be an object"},
      {R"({"clockrate": 2})", "clockrate is not known"},
      {R"({"passCode": {"try": 2}})", "passCode.try is not known"},
      {R"({"passCode": 3})", "passCode must be an object"},
      {R"({"passCode": {"tries": 0}})", "passCode.tries must be a whole number from 1 to 1000"},
      {R"({"passCode": {"tries": 1.5}})", "passCode.tries must be a whole number from 1 to 1000"},
      {R"({"passCode": {"tries": 18446744073709551615}})",
       "passCode.tries must be a whole number from 1 to 1000"},
      {R"({"clockRate": 0})", "clockRate must be a number from 0.001 to 1e+06"},
      {R"({"olderServer": 1})", "olderServer must be true or false"},
      {R"({"apps": "demo-app"})", "apps must be a list"},
      {R"({"apps": [1]})", "apps must hold strings only"},
      {R"({"unknownAccount": "maybe"})", "unknownAccount must be refuse|accept"},
      {R"({"encryption": {"rsaBits": 512}})", "encryption.rsaBits must be 0 or from 1024 to 4096"},
      {R"({"tls": {"minVersion": "1.3", "maxVersion": "1.2"}})",
       "tls.minVersion is above maxVersion"},
      {R"({"accounts": [{}]})", "accounts[0].email or phone or username is needed"},
      {R"({"faults": [{"path": "/a"}, {"times": 1}]})", "faults[1].path is needed"},
      {R"({"faults": [{"path": "/a", "headers": {"X": 1}}]})",
       "faults[0].headers must hold strings only"},
  };
  for (const auto& [text, words] : cases) EXPECT_EQ(refusal_of(text), words) << text;
}

TEST(Config, RefusesAFileThatIsMissingOrNotJson) {
  EXPECT_THROW(read_config_file("/nonexistent"), ConfigError);
  EXPECT_THROW(read_config_file("/dev/null"), ConfigError);
  EXPECT_THROW(read_config_file("/"), ConfigError);
}

}  // namespace
}  // namespace emulator
