// SPDX-License-Identifier: Apache-2.0
// Files that cannot be used, and secrets at the edges of what can be.
#include <sys/stat.h>
#include <unistd.h>

#include "command.hpp"
#include "support/command_program.hpp"
#include "support/crls.hpp"

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
  EXPECT_EQ(words.error, "sparekey: --ca-file names an empty file: \"" + empty +
                             "\".\nCheck the file, or name another.\n");
}

// Which file it is, and what says so.
TEST(InputFiles, AreNamedWithTheirOrigin) {
  const TempDir dir;
  const std::string good = dir.write("good", "content");
  const std::string missing = dir.file("missing");
  const Arguments system = {"system", "--host", "localhost:9", "--app-id", "a"};
  const auto said = [&](Arguments arguments, const support::Environment& environment = {}) {
    arguments.insert(arguments.begin(), system.begin(), system.end());
    const Finished finished = support::run(sparekey(arguments), environment);
    EXPECT_EQ(finished.status, 2);
    return finished.error.substr(0, finished.error.find('\n'));
  };
  const std::string no_file = " names a file that does not exist: \"" + missing + "\".";
  EXPECT_EQ(said({"--ca-file", missing}), "sparekey: --ca-file" + no_file);
  EXPECT_EQ(said({}, {{"SPAREKEY_CA_FILE", missing}}), "sparekey: SPAREKEY_CA_FILE" + no_file);
  EXPECT_EQ(said({"--crl-file", missing}), "sparekey: --crl-file" + no_file);
  EXPECT_EQ(said({"--access-token-file", missing}), "sparekey: --access-token-file" + no_file);
  const std::string token = dir.write("token", "t\u00f6ken");
  EXPECT_EQ(said({"--access-token-file", token}),
            "sparekey: --access-token-file must hold printable ASCII only: \"" + token + "\".");
  EXPECT_EQ(said({"--proxy", "http://localhost:9", "--proxy-auth-file", good}),
            "sparekey: --proxy-auth-file must hold user:password in UTF-8: \"" + good + "\".");
  // What only the library finds out is told alike.
  const std::string no_certificate =
      " names a file without a certificate, or with one that cannot be read: \"" + good + "\".";
  EXPECT_EQ(said({"--ca-file", good}), "sparekey: --ca-file" + no_certificate);
  EXPECT_EQ(said({}, {{"SPAREKEY_CA_FILE", good}}), "sparekey: SPAREKEY_CA_FILE" + no_certificate);
  const EmulatorProcess emulator;
  EXPECT_EQ(said({"--ca-file", emulator.ca_file(), "--crl-file", good}),
            "sparekey: --crl-file names a file without a CRL, or with one that cannot be read: \"" +
                good + "\".");
  EXPECT_EQ(said({"--ca-file", good, "--crl-file", good}), "sparekey: --ca-file" + no_certificate);
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
                          Case{"Passw0rd\r\n", "<8 bytes>"}, Case{"Passw0rd ", "<9 bytes>"},
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
  for (const std::string content : {"12345x\n", "123456\n\n", "123456\r", "123\t456",
                                    "\xEF\xBB\xBF"
                                    "123456\n",
                                    " \n", "-", "12.34",
                                    "\xC2\x85"
                                    "123456"}) {
    const Finished finished =
        support::run(sparekey({"--json", "--host", "localhost:9", "--app-id", "a", "verify",
                               "--email", kEmail, "--code-file", dir.write("code", content)}));
    expect_failure(finished, 2, "bad_argument", "not_sent", "check_input");
  }
}

TEST(InputFiles, ACodeIsCleanedWhereverItComesFrom) {
  const TempDir dir;
  const EmulatorProcess emulator;
  const std::string code = fresh_code(emulator);
  std::string full_width;
  for (const char digit : code)
    full_width += "\xEF\xBC" + std::string(1, static_cast<char>(digit - '0' + '\x90'));
  for (const std::string& given :
       {code, code.substr(0, 3) + " " + code.substr(3), code.substr(0, 3) + "-" + code.substr(3),
        " " + code + " ", full_width, code.substr(0, 3) + "　" + code.substr(3)}) {
    for (const Arguments& source :
         {Arguments{"--code", given}, Arguments{"--code-file", dir.write("code", given + "\n")}}) {
      Arguments check = {"check-code", "--email", kEmail};
      check.insert(check.end(), source.begin(), source.end());
      EXPECT_EQ(support::run(sparekey(emulator, check)).status, 0) << source[0] << ' ' << given;
    }
  }
}

// Nobody could type again what an editor or a script put in.
TEST(InputFiles, SecretsThatCannotBeTypedAreRefused) {
  const TempDir dir;
  const std::string good = dir.write("good", "content");
  for (const std::string& content :
       {std::string("\xEF\xBB\xBFsecret\n"), std::string("sec\xEF\xBB\xBFret"),
        std::string("secret\n\n"), std::string("secret\r\n\r\n"), std::string("secret\r"),
        std::string("sec\tret"), std::string("sec\0ret", 7), std::string("secret\x7F"),
        std::string("sec\xC2\x85ret"), std::string("s\0e\0c\0\n\0", 8)}) {
    const std::string bad = dir.write("bad", content);
    Arguments access = {"--json",   "--host", "localhost:9",         "--app-id",
                        "demo-app", "system", "--access-token-file", bad};
    for (const Arguments& arguments :
         {reset_with(good, bad), reset_with(bad, good), sparekey(access)}) {
      const json error =
          expect_failure(support::run(arguments), 2, "bad_argument", "not_sent", "check_input");
      EXPECT_TRUE(contains(error["detail"], "nobody could type again")) << error;
    }
  }
}

// The certificates and lists are those that the command began with.
TEST(InputFiles, AreReadOnceAtTheStart) {
  const TempDir dir;
  const EmulatorProcess emulator;
  const std::string list =
      sparekey::test::pem_of_crl(sparekey::test::make_crl({}, sparekey::test::make_chain().root));
  const std::string crls = dir.write("crl.pem", list);
  const std::string anchors = dir.write("ca.pem", support::read_file(emulator.ca_file()));
  Person person({support::command_program(), "reset", "--host", emulator.host(), "--app-id",
                 "demo-app", "--ca-file", anchors, "--crl-file", crls, "--token-file",
                 dir.write("token", fresh_token(emulator))});
  person.expect("New password: ");
  dir.write("crl.pem", "");  // refreshed in place
  dir.write("ca.pem", "");
  person.type_line(kNewPassword);
  person.expect("New password again: ");
  person.type_line(kNewPassword);
  EXPECT_EQ(person.finish(), 0);
}

}  // namespace
}  // namespace command_test
