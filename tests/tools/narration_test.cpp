// SPDX-License-Identifier: Apache-2.0
// The emulator as a person starts it.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "support/person.hpp"
#include "support/sockets.hpp"
#include "support/temp_dir.hpp"

namespace {

using support::Arguments;
using support::Person;
using support::TempDir;

std::string port_of(const TempDir& dir) {
  std::string port;
  support::wait_until([&] { return bool(std::ifstream(dir.file("port")) >> port); }, "the port");
  return port;
}

// Sends a passcode to alice.
int send_code(const TempDir& dir, const std::string& host) {
  return support::run({SPAREKEY_COMMAND, "--host", host, "--ca-file", dir.file("ca.pem"),
                       "--app-id", "demo-app", "send-code", "--email", "alice@example.com"})
      .status;
}

std::string sent_code(const TempDir& dir) {
  std::string line;
  std::getline(std::ifstream(dir.file("outbox.jsonl")), line);
  return nlohmann::json::parse(line).at("code");
}

TEST(Narration, TellsWhereItIsAndEachPasscode) {
  const TempDir dir;
  Person person({SPAREKEY_EMULATOR, "--dir", dir.path()});
  const std::string url = "https://127.0.0.1:" + port_of(dir);
  person.expect("URL      " + url + "\r\n");
  person.expect("CA file  " + dir.file("ca.pem") + "\r\n");
  person.expect("outbox   " + dir.file("outbox.jsonl") + "\r\n");
  person.expect("app id   demo-app\r\n");
  person.expect("account  alice@example.com, +86 18812345678\r\n");
  person.expect("--host " + url + " --ca-file " + dir.file("ca.pem") +
                " --app-id demo-app recover");
  ASSERT_EQ(send_code(dir, url), 0);
  person.expect(sent_code(dir) + "  by e-mail to alice@example.com\r\n");
  person.type("\x03");
  EXPECT_EQ(person.finish(), 0);
}

TEST(Narration, EndsAtTheEndOfInput) {
  const TempDir dir;
  Person person({SPAREKEY_EMULATOR, "--dir", dir.path()});
  person.expect("ready");
  person.type("\x04");
  EXPECT_EQ(person.finish(), 0);
}

// Without a terminal only its files speak.
TEST(Narration, SaysNothingToAProgram) {
  const TempDir dir;
  const support::Finished finished =
      support::run({SPAREKEY_EMULATOR, "--dir", dir.path(), "--listen",
                    sparekey::test::has_ipv6() ? "[::1]:0" : "127.0.0.1:0"});
  EXPECT_EQ(finished.status, 0);
  EXPECT_EQ(finished.out + finished.error, "");
}

// A terminal must not take anything in the configuration for a command.
TEST(Narration, ShowsControlCharactersEscaped) {
  const TempDir dir;
  const std::string config = dir.write("config", R"({"apps": ["a\u001b[2J\u009b"]})");
  Person person({SPAREKEY_EMULATOR, "--dir", dir.path(), "--config", config});
  person.expect("app id   a\\u001b[2J\\u009b\r\n");
  person.type("\x03");
  EXPECT_EQ(person.finish(), 0);
}

// In the background of a shell the keys belong to another program; reading them would stop it.
TEST(Narration, LeavesTheKeyboardAloneInTheBackground) {
  const TempDir dir;
  Person person({"/bin/bash", "-c",
                 R"(set -m; "$0" --dir "$1" & read -r line; sleep 0.3; jobs; kill %1; wait)",
                 SPAREKEY_EMULATOR, dir.path()});
  person.expect("ready");
  person.type_line("to the shell");
  person.expect("Running");
  person.finish();
}

}  // namespace
