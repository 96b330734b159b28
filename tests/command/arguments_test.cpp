// SPDX-License-Identifier: Apache-2.0
// Command lines that are refused, always before anything is sent.
#include "command.hpp"

namespace command_test {
namespace {

// A service that does not exist: nothing here may get that far.
Arguments with_service(const Arguments& arguments) {
  Arguments all = {"--host", "localhost:9", "--app-id", "demo-app"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return all;
}

struct ArgumentsCase {
  Arguments arguments;
  std::string about;
};

TEST(CommandLine, IsRefused) {
  const std::string pin = "sha256/" + std::string(43, 'A') + '=';
  const std::vector<ArgumentsCase> cases = {
      {{}, "no command was given"},
      {{"--verbose"}, "no command was given"},
      {{"--"}, "no command was given"},
      {{"frobnicate"}, "frobnicate is not a command"},
      {{""}, "no such command"},
      {{"-"}, "no such command"},
      {{"frob{"}, "no such command"},
      {{"a-word-of-more-than-twenty"}, "no such command"},
      {{"system", "system"}, "only one command"},
      {{"system", "reset"}, "only one command"},
      {{"system", "word"}, "one word too many"},
      {{"--", "system", "word"}, "one word too many"},
      {{"system", "--frob"}, "--frob"},
      {{"system", "--frob=secret"}, "--frob"},
      {{"system", "-x"}, "-x is not an option"},
      {{"system", "--x{y"}, "there is no such option"},
      {{"system", "--x.y"}, "there is no such option"},
      {{"system", "--" + std::string(60, 'x')}, "--" + std::string(38, 'x') + " is not an option"},
      {{"system", "--password", "hunter2"}, "--password"},
      {{"system", "--time", "5"}, "--time is not an option"},  // no abbreviations
      {{"system", "--time"}, "--time is not an option"},
      {{"system", "--verb=yes"}, "--verb is not an option"},
      {{"system", "--timeout"}, "needs a value"},
      {{"system", "--timeout="}, "needs a value"},
      {{"system", "--timeout", ""}, "needs a value"},
      {{"system", "--timeout", "--verbose"}, "needs a value"},
      {{"system", "--verbose=yes"}, "takes no value"},
      {{"system", "--timeout", "0"}, "--timeout"},
      {{"system", "--timeout", "0.000"}, "--timeout"},
      {{"system", "--timeout", "-1"}, "--timeout"},
      {{"system", "--timeout", "abc"}, "--timeout"},
      {{"system", "--timeout", "3x"}, "--timeout"},
      {{"system", "--timeout", "1."}, "--timeout"},
      {{"system", "--timeout", " 1"}, "--timeout"},
      {{"system", "--timeout", "1e3"}, "--timeout"},
      {{"system", "--timeout", "86401"}, "--timeout"},
      {{"system", "--timeout", "99999999999999999999999"}, "--timeout"},
      {{"system", "--timeout", "5", "--timeout", "6"}, "given twice"},
      {{"system", "--brand", "other"}, "--brand"},
      {{"system", "--lang", "xx"}, "--lang"},
      {{"system", "--pin", "sha256/short"}, "--pin"},
      {{"system", "--pin", "sha1/" + std::string(43, 'A') + '='}, "--pin"},
      {{"system", "--pin", pin, "--pin", pin, "--pin", pin, "--pin", pin, "--pin", pin, "--pin",
        pin, "--pin", pin, "--pin", pin, "--pin", pin},
       "--pin is given more than 8 times"},
      {{"system", "--clock", "sometimes"}, "must be strict, not-before-build or ignore-dates"},
      {{"system", "--clock", "Strict"}, "--clock"},
      {{"system", "--clock", "not_before_build"}, "--clock"},
      {{"system", "--clock", "ignore-dates"}, "--pin"},
      {{"system", "--clock", "ignore-dates", "--ca-file", "f"}, "--pin"},
      {{"system", "--crl-file"}, "needs a value"},
      {{"system", "--crl-file", "a", "--crl-file", "b"}, "given twice"},
      {{"system", "--proxy", ""}, "needs a value"},
      {{"system", "--proxy", "http://user@localhost:3128"}, "--proxy-auth-file"},
      {{"system", "--proxy", "user:hunter2@localhost:3128"}, "--proxy-auth-file"},
      {{"system", "--proxy-auth-file", "f"}, "--proxy-auth-file"},
      {{"reset", "--proxy", "localhost:1", "--proxy-auth-file", "-", "--token-file", "-",
        "--password-file", "f"},
       "standard input"},
      {{"send-code"}, "--email"},
      {{"send-code", "--email", "a@b.c", "--phone", "1"}, "--phone"},
      {{"send-code", "--email", "a@b.c", "--country-code", "+86"}, "--country-code"},
      {{"send-code", "--email", "a@b.c", "--email", "d@e.f"}, "given twice"},
      {{"send-code", "--email", "a@b.c", "--code", "123456"}, "--code"},
      {{"send-code", "--email", "a@b.c", "--token-file", "f"}, "--token-file"},
      {{"send-code", "--email", "a@b.c", "--encrypt", "rsa"}, "--encrypt"},
      {{"send-code", "--email", "a@b.c", "--reveal-account"}, "--reveal-account"},
      {{"system", "--email", "a@b.c"}, "--email"},
      {{"reset", "--email", "a@b.c"}, "--email"},
      {{"verify", "--code", "123456"}, "--email"},
      {{"verify", "--email", "a@b.c"}, "--code"},
      {{"check-code", "--email", "a@b.c"}, "--code"},
      {{"verify", "--email", "a@b.c", "--code", "12a456"}, "--code"},
      {{"verify", "--email", "a@b.c", "--code", ""}, "--code"},
      {{"verify", "--email", "a@b.c", "--code", "1234\x01"}, "--code contains a control character"},
      {{"verify", "--email", "a@b.c", "--code", std::string(70, '1')}, "--code is too large"},
      {{"verify", "--email", "a@b.c", "--code", "1", "--code-file", "f"}, "--code-file"},
      {{"reset", "--password-file", "f"}, "--token-file"},
      {{"reset", "--token-file", "f"}, "--password-file"},
      {{"reset", "--token-file", "-"}, "--password-file"},
      {{"reset", "--token-file", "-", "--password-file", "-"}, "standard input"},
      {{"reset", "--token-file", "f", "--password-file", "f", "--encrypt", "rot13"}, "--encrypt"},
      {{"recover"}, "terminal"},
      {{"recover", "--email", "a@b.c"}, "terminal"},
  };
  for (const ArgumentsCase& one : cases) {
    SCOPED_TRACE(testing::PrintToString(one.arguments));
    expect_bad_argument(with_service(one.arguments), one.about);
  }
}

TEST(CommandLine, NeedsAServiceAndAnApplication) {
  expect_bad_argument({"system", "--app-id", "demo-app"}, "--host");
  expect_bad_argument({"system", "--host", "localhost"}, "--app-id");
}

// The library judges these; the command hands them over.
TEST(CommandLine, TextsThatCannotGoOutAreRefused) {
  for (const std::string host :
       {"http://localhost", "https://localhost/path", "https://user@localhost", "local host",
        "localhost\r\nx: y", "localhost:0", "localhost:65536", "localhost:x", "https://", "[::1",
        "0x7f000001", "a.0177", "a.0x1f"})
    expect_bad_argument({"system", "--host", host, "--app-id", "demo-app"}, "");
  expect_bad_argument({"system", "--host", "https://localhost:9/", "--app-id", "demo-app"},
                      "the slash");
  for (const std::string app_id : {"a\nb", "a\x01", "a\x7f"})
    expect_bad_argument({"system", "--host", "localhost:9", "--app-id", app_id}, "");
  expect_bad_argument(with_service({"system", "--userpool-id", "a\r\nb"}), "");
  expect_bad_argument(with_service({"system", "--connect-to", "nowhere"}), "");
  expect_bad_argument(with_service({"send-code", "--email", "\xff@example.com"}), "");
  expect_bad_argument(with_service({"send-code", "--phone", "1", "--country-code", "86"}), "");
}

TEST(CommandLine, JsonIsHeardBesideAnyOtherMistake) {
  for (const Arguments& arguments :
       {Arguments{"--json", "--frob"}, Arguments{"--frob", "--json"}, Arguments{"--json"},
        Arguments{"send-code", "--email", "--json"}, Arguments{"a", "b", "c", "--json"},
        Arguments{"--json", "--json", "-x", "--lang", "xx"}})
    expect_failure(support::run(sparekey(arguments)), 2, "bad_argument", "not_sent", "check_input");
  // Behind "--" there are no options.
  EXPECT_EQ(support::run(sparekey({"--", "--json"})).out, "");
}

TEST(CommandLine, OptionsStandAnywhere) {
  const EmulatorProcess emulator;
  const Arguments places[] = {
      {"--host", emulator.host(), "system", "--app-id=demo-app", "--ca-file", emulator.ca_file()},
      {"system", "--ca-file=" + emulator.ca_file(), "--app-id", "demo-app", "--host",
       emulator.host(), "--host", emulator.host()},
  };
  for (const Arguments& arguments : places) {
    EXPECT_EQ(support::run(sparekey(arguments)).status, 0);
    EXPECT_EQ(support::run(sparekey(arguments), {{"POSIXLY_CORRECT", "1"}}).status, 0);
  }
}

// Whoever types a secret in the wrong place does not find it in a log.
TEST(CommandLine, WhatIsMistypedIsNotRepeated) {
  for (const Arguments& arguments :
       {Arguments{"--password=hunter2"}, Arguments{"--password", "hunter2"}, Arguments{"hunter2"},
        Arguments{"system", "hunter2"}, Arguments{"-phunter2"},
        Arguments{"verify", "--email", "a@b.c", "--code", "hunter2"},
        Arguments{"system", "--proxy", "http://user:hunter2@localhost:1", "--host", "localhost:9",
                  "--app-id", "a"},
        Arguments{"system", "--timeout", "hunter2"}, Arguments{"system", "--pin", "hunter2"}}) {
    const Finished words = support::run(sparekey(arguments));
    EXPECT_EQ(words.status, 2);
    EXPECT_FALSE(contains(words.error, "hunter2")) << words.error;
  }
}

// A name that was mistyped is said back, with the nearest one.
TEST(CommandLine, AMistypedNameIsNamedWithTheNearest) {
  struct Slip {
    Arguments typed;
    std::string detail;
  };
  for (const Slip& slip :
       {Slip{{"recovr"}, "recovr is not a command; did you mean recover?"},
        Slip{{"recvr"}, "recvr is not a command; did you mean recover?"},
        Slip{{"rceover"}, "rceover is not a command; did you mean recover?"},
        Slip{{"Send_Code"}, "Send_Code is not a command; did you mean send-code?"},
        Slip{{"send"}, "send is not a command; did you mean send-code?"},
        Slip{{"help", "sytem"}, "sytem is not a command; did you mean system?"},
        Slip{{"frobnicate"}, "frobnicate is not a command"},
        Slip{{"frobnicate", "verify"}, "there is no such command"},
        Slip{{"system", "--hsot", "h"}, "--hsot is not an option; did you mean --host?"},
        Slip{{"system", "--hsot=h"}, "--hsot is not an option; did you mean --host?"},
        Slip{{"system", "--JSON-", "h"}, "--JSON- is not an option; did you mean --json?"},
        Slip{{"system", "--app_id", "h"}, "--app_id is not an option; did you mean --app-id?"},
        Slip{{"system", "--password", "h"},
             "--password is not an option; did you mean --password-file?"},
        Slip{{"system", "--passwrd", "h"},
             "--passwrd is not an option; did you mean --password-file?"},
        Slip{{"system", "--zz"}, "--zz is not an option"},
        Slip{{"system", "-host", "h"}, "-host is not an option; did you mean --host?"},
        Slip{{"system", "-host=h"}, "-host is not an option; did you mean --host?"},
        Slip{{"system", "-x"}, "-x is not an option"},
        Slip{{"system", "-xyz"}, "there is no such option"},
        Slip{{"system", "--frobnicate"}, "--frobnicate is not an option"}}) {
    SCOPED_TRACE(slip.detail);
    Arguments arguments = slip.typed;
    arguments.emplace_back("--json");
    EXPECT_EQ(expect_failure(support::run(sparekey(arguments)), 2, "bad_argument", "not_sent",
                             "check_input")["detail"],
              slip.detail);
  }
  // One line says what is wrong, one what to do.
  EXPECT_EQ(support::run(sparekey({"recovr"})).error,
            "sparekey: recovr is not a command; did you mean recover?\nSee sparekey --help.\n");
  EXPECT_EQ(support::run(sparekey({"reset", "-x"})).error,
            "sparekey: -x is not an option.\nSee sparekey help reset.\n");
  EXPECT_EQ(
      support::run(sparekey({"recovr", "--lang", "zh-CN"})).error,
      "sparekey: recovr 不是可用的子命令；您想输入的是 recover 吗？\n详见 sparekey --help。\n");
}

TEST(CommandLine, VersionAndHelp) {
  const Finished version = support::run(sparekey({"--version"}));
  EXPECT_EQ(version.status, 0);
  EXPECT_EQ(version.error, "");
  EXPECT_EQ(version.out.rfind("sparekey 0.2.0 (mbedTLS ", 0), 0U) << version.out;
  EXPECT_EQ(version.out.substr(version.out.size() - 2), ")\n");

  const Finished help = support::run(sparekey({"--help"}));
  EXPECT_EQ(help.status, 0);
  EXPECT_EQ(help.error, "");
  const Finished chinese = support::run(sparekey({"--help", "--lang", "zh-CN"}));
  for (const std::string word : {"recover",
                                 "send-code",
                                 "check-code",
                                 "verify",
                                 "reset",
                                 "system",
                                 "--host",
                                 "--app-id",
                                 "--userpool-id",
                                 "--access-token-file",
                                 "--brand",
                                 "--lang",
                                 "--ca-file",
                                 "--pin",
                                 "--crl-file",
                                 "--clock",
                                 "--connect-to",
                                 "--proxy",
                                 "--proxy-auth-file",
                                 "--timeout",
                                 "--json",
                                 "--verbose",
                                 "--version",
                                 "--help",
                                 "--email",
                                 "--phone",
                                 "--country-code",
                                 "--code",
                                 "--code-file",
                                 "--token-file",
                                 "--password-file",
                                 "--encrypt",
                                 "--sm2-format",
                                 "--reveal-account",
                                 "https_proxy",
                                 "HTTPS_PROXY",
                                 "no_proxy",
                                 "NO_PROXY",
                                 "475 KB",
                                 "SPAREKEY_HOST",
                                 "SPAREKEY_APP_ID",
                                 "SPAREKEY_USERPOOL_ID",
                                 "SPAREKEY_BRAND",
                                 "SPAREKEY_LANG",
                                 "SPAREKEY_CA_FILE"}) {
    EXPECT_TRUE(contains(help.out, word)) << word;
    EXPECT_TRUE(contains(chinese.out, word)) << word;
  }
  for (const Arguments& same : {Arguments{"-h"}, Arguments{"help"}, Arguments{"--verbose", "-h"}})
    EXPECT_EQ(support::run(sparekey(same)).out, help.out);
  EXPECT_EQ(support::run(sparekey({"-V"})).out, version.out);
  EXPECT_EQ(only_json(support::run(sparekey({"--json", "--help"})))["data"]["help"], help.out);
  EXPECT_EQ(
      only_json(support::run(sparekey({"--json", "-V"})))["data"]["version"].get<std::string>() +
          '\n',
      version.out);
}

// Each command's page has the options that belong to it, and no others.
TEST(CommandLine, HelpAboutOneCommand) {
  const std::string reset = support::run(sparekey({"reset", "--help"})).out;
  for (const std::string own : {"sparekey reset ", "--host", "--token-file", "--encrypt", "--json"})
    EXPECT_TRUE(contains(reset, own)) << own << '\n' << reset;
  for (const std::string foreign : {"--email", "--code", "--reveal-account", "send-code"})
    EXPECT_FALSE(contains(reset, foreign)) << foreign << '\n' << reset;
  EXPECT_EQ(support::run(sparekey({"help", "reset"})).out, reset);
  EXPECT_EQ(support::run(sparekey({"reset", "-h"})).out, reset);
  const std::string recover = support::run(sparekey({"help", "recover"})).out;
  for (const std::string own : {"[--email ADDRESS", "--reveal-account", "--encrypt"})
    EXPECT_TRUE(contains(recover, own)) << own << '\n' << recover;
  EXPECT_FALSE(contains(recover, "--token-file")) << recover;
  // One of the two is required there.
  const std::string verify = support::run(sparekey({"help", "verify"})).out;
  EXPECT_TRUE(contains(verify, "sparekey verify --email ADDRESS | --phone")) << verify;
  const Finished unknown = support::run(sparekey({"help", "frobnicate"}));
  EXPECT_EQ(unknown.status, 2);
  EXPECT_EQ(unknown.out, "");
}

}  // namespace
}  // namespace command_test
