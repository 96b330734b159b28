// SPDX-License-Identifier: Apache-2.0
// Environment variables; the command line wins over them.
#include "command.hpp"

namespace command_test {
namespace {

bool has_header(const json& request, const std::string& name) {
  for (const json& header : request["headers"])
    if (header == name) return true;
  return false;
}

TEST(Environment, SaysWhatTheCommandLineDoesNot) {
  const EmulatorProcess emulator;
  const support::Environment environment = {{"SPAREKEY_HOST", emulator.host()},
                                            {"SPAREKEY_APP_ID", "demo-app"},
                                            {"SPAREKEY_CA_FILE", emulator.ca_file()},
                                            {"SPAREKEY_USERPOOL_ID", "a-pool"},
                                            {"SPAREKEY_BRAND", "genauth"},
                                            {"SPAREKEY_LANG", "ja-JP"}};
  const Finished finished =
      support::run(sparekey({"--json", "send-code", "--email", kEmail}), environment);
  EXPECT_EQ(finished.status, 0) << finished.out;
  EXPECT_EQ(only_json(finished)["message"], "操作が完了しました");
  EXPECT_TRUE(has_header(emulator.requests().back(), "x-genauth-userpool-id"));
  EXPECT_TRUE(has_header(emulator.requests().back(), "x-genauth-app-id"));
}

TEST(Environment, TheCommandLineWins) {
  const EmulatorProcess emulator;
  const support::Environment environment = {{"SPAREKEY_HOST", "no host"},
                                            {"SPAREKEY_APP_ID", "other"},
                                            {"SPAREKEY_CA_FILE", "/missing"},
                                            {"SPAREKEY_BRAND", "nonsense"},
                                            {"SPAREKEY_LANG", "nonsense"}};
  const Finished finished = support::run(
      sparekey(emulator,
               {"--json", "--brand", "authing", "--lang", "en-US", "send-code", "--email", kEmail}),
      environment);
  EXPECT_EQ(finished.status, 0) << finished.out;
  EXPECT_TRUE(has_header(emulator.requests().back(), "x-authing-app-id"));
  EXPECT_FALSE(has_header(emulator.requests().back(), "x-authing-userpool-id"));
}

TEST(Environment, WhatIsWrongInItIsNamed) {
  const Arguments system = {"system", "--host", "localhost:9", "--app-id", "demo-app"};
  expect_bad_argument(system, "SPAREKEY_BRAND", {{"SPAREKEY_BRAND", "nonsense"}});
  expect_bad_argument(system, "SPAREKEY_LANG", {{"SPAREKEY_LANG", "nonsense"}});
  const std::string proxy = "http://user:hunter2@localhost:1";
  for (const std::string variable : {"https_proxy", "HTTPS_PROXY"}) {
    const Environment environment = {{variable, proxy}};
    expect_bad_argument(system, variable, environment);
    expect_bad_argument(system, "--proxy-auth-file", environment);
    EXPECT_FALSE(contains(support::run(sparekey(system), environment).error, "hunter2"));
  }
}

TEST(Environment, AnEmptyVariableIsNone) {
  expect_bad_argument({"system", "--app-id", "demo-app"}, "--host", {{"SPAREKEY_HOST", ""}});
}

TEST(Environment, AnAccessTokenGoesIntoItsHeader) {
  const EmulatorProcess emulator;
  const TempDir dir;
  const std::string file = dir.write("access", "an.access.token\n");
  const Finished finished =
      support::run(sparekey(emulator, {"system", "--access-token-file", file, "--verbose"}));
  EXPECT_EQ(finished.status, 0);
  EXPECT_TRUE(has_header(emulator.requests().back(), "authorization"));
  EXPECT_FALSE(contains(finished.out + finished.error, "an.access.token"));
}

TEST(Environment, VerboseTellsPhasesAndTraffic) {
  const EmulatorProcess emulator;
  const Finished finished = support::run(sparekey(emulator, {"--verbose", "--json", "system"}));
  EXPECT_EQ(finished.status, 0);
  EXPECT_TRUE(json::accept(finished.out)) << finished.out;
  size_t at = 0;
  for (const std::string phase : {"resolving", "connecting", "securing", "sending", "waiting",
                                  "receiving", "done; connections 1, handshakes 1, bytes sent "}) {
    at = finished.error.find(" ms " + phase, at);
    EXPECT_NE(at, std::string::npos) << phase << '\n' << finished.error;
  }
}

}  // namespace
}  // namespace command_test
