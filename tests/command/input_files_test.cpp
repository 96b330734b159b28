// SPDX-License-Identifier: Apache-2.0
// Files that cannot be used, and secrets at the edges of what can be.
#include <sys/stat.h>
#include <unistd.h>

#include "command.hpp"

namespace command_test {
namespace {

Arguments reset_with(const std::string& token, const std::string& password) {
  return sparekey({"--json", "--host", "localhost:9", "--app-id", "demo-app", "reset",
                   "--token-file", token, "--password-file", password});
}

void expect_unreadable(const Arguments& arguments, const std::string& option) {
  const json error =
      expect_failure(support::run(arguments), 2, "unreadable_file", "not_sent", "check_input");
  EXPECT_TRUE(contains(error.value("detail", ""), option)) << error;
}

TEST(InputFiles, MissingFoldersAndEmptyOnesAreUnreadable) {
  const TempDir dir;
  const std::string good = dir.write("good", "content");
  const std::string empty = dir.write("empty", "");
  for (const std::string& bad :
       {dir.file("missing"), dir.path(), empty, good + "/inside", std::string("/dev/null")}) {
    SCOPED_TRACE(bad);
    expect_unreadable(reset_with(bad, good), "--token-file");
    expect_unreadable(reset_with(good, bad), "--password-file");
    const Arguments service = {"--json", "--host", "localhost:9", "--app-id", "demo-app"};
    Arguments system = sparekey(service);
    system.insert(system.end(), {"system", "--ca-file", bad});
    expect_unreadable(system, "--ca-file");
    Arguments access = sparekey(service);
    access.insert(access.end(), {"system", "--access-token-file", bad});
    expect_unreadable(access, "--access-token-file");
    Arguments verify = sparekey(service);
    verify.insert(verify.end(), {"verify", "--email", kEmail, "--code-file", bad});
    expect_unreadable(verify, "--code-file");
  }
  const Finished words = support::run(
      sparekey({"system", "--host", "localhost:9", "--app-id", "a", "--ca-file", empty}));
  EXPECT_EQ(words.status, 2);
  EXPECT_EQ(words.out, "");
  EXPECT_TRUE(contains(words.error, "--ca-file names an empty file")) << words.error;
}

TEST(InputFiles, ACaFileWithoutCertificateIsUnreadable) {
  const TempDir dir;
  for (const std::string& content :
       {std::string("no certificate"), std::string("\0\1\2", 3),
        std::string("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")}) {
    const Arguments arguments = sparekey({"--json", "system", "--host", "localhost:9", "--app-id",
                                          "a", "--ca-file", dir.write("ca.pem", content)});
    const Finished finished = support::run(arguments);
    expect_failure(finished, 2, "unreadable_file", "not_sent", "check_input");
  }
}

TEST(InputFiles, NothingButALineEndIsNoSecret) {
  const TempDir dir;
  const std::string good = dir.write("good", "content");
  for (const std::string content : {"\n", "\r\n"}) {
    const std::string bad = dir.write("bad", content);
    expect_failure(support::run(reset_with(good, bad)), 2, "bad_argument", "not_sent",
                   "check_input");
    expect_failure(support::run(reset_with(bad, good)), 2, "bad_argument", "not_sent",
                   "check_input");
  }
}

TEST(InputFiles, TooLargeOnes) {
  const TempDir dir;
  const std::string good = dir.write("good", "content");
  const std::string huge = dir.write("huge", std::string(100'000, 'x'));
  expect_failure(support::run(reset_with(good, huge)), 7, "buffer_too_small", "not_sent",
                 "check_input");
  expect_failure(support::run(reset_with(huge, good)), 7, "buffer_too_small", "not_sent",
                 "check_input");
  // It has no end.
  expect_failure(support::run(reset_with(good, "/dev/zero")), 7, "buffer_too_small", "not_sent",
                 "check_input");
  // What no key can encrypt is called by that name, whatever its size.
  Arguments encrypted = reset_with(good, huge);
  encrypted.insert(encrypted.end(), {"--encrypt", "rsa"});
  expect_failure(support::run(encrypted), 7, "password_too_long", "not_sent", "check_input");
}

TEST(InputFiles, OneLineEndIsDroppedAndNoMore) {
  const TempDir dir;
  const std::string token = dir.write("token", "t");
  const EmulatorProcess emulator;
  struct Case {
    std::string content;
    std::string sent;
  };
  for (const Case& one : {Case{"Passw0rd", "<8 bytes>"}, Case{"Passw0rd\n", "<8 bytes>"},
                          Case{"Passw0rd\r\n", "<8 bytes>"}, Case{"Passw0rd\n\n", "<9 bytes>"},
                          Case{"Passw0rd ", "<9 bytes>"}, Case{"Passw0rd\r", "<9 bytes>"},
                          Case{"密码", "<6 bytes>"}}) {
    const std::string password = dir.write("password", one.content);
    const Finished finished = support::run(sparekey(
        emulator, {"--json", "reset", "--token-file", token, "--password-file", password}));
    expect_failure(finished, 3, "token_rejected", "answered", "start_over");
    EXPECT_EQ(emulator.requests().back()["body"]["password"], one.sent) << one.content;
  }
}

// Several secrets cannot come from one standard input.
TEST(InputFiles, APipeIsAFile) {
  const TempDir dir;
  const EmulatorProcess emulator;
  const std::string fifo = dir.file("fifo");
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  support::Child writer({"/bin/sh", "-c", "printf 'Passw0rd\\n' > " + fifo}, {}, {});
  const Finished finished =
      support::run(sparekey(emulator, {"--json", "reset", "--token-file", dir.write("token", "t"),
                                       "--password-file", fifo}));
  expect_failure(finished, 3, "token_rejected", "answered", "start_over");
  EXPECT_EQ(emulator.requests().back()["body"]["password"], "<8 bytes>");
}

TEST(InputFiles, ACodeThatIsNoneIsRefused) {
  const TempDir dir;
  for (const std::string content : {"12345x\n", "12 34\n", "123456\n\n"}) {
    const Finished finished =
        support::run(sparekey({"--json", "--host", "localhost:9", "--app-id", "a", "verify",
                               "--email", kEmail, "--code-file", dir.write("code", content)}));
    expect_failure(finished, 2, "bad_argument", "not_sent", "check_input");
  }
}

}  // namespace
}  // namespace command_test
