// SPDX-License-Identifier: Apache-2.0
// What the calls ask for on a terminal, and how the terminal is left.
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "command.hpp"

namespace command_test {
namespace {

constexpr const char* kControlU = "\x15";
constexpr const char* kBackspace = "\x7f";

Person::Setup output_to(int descriptor) {
  Person::Setup setup;
  setup.out = descriptor;
  return setup;
}

Arguments reset_with(const EmulatorProcess& emulator, const std::string& token_file) {
  return sparekey(emulator, {"reset", "--token-file", token_file});
}

TEST(Prompts, TheCodeIsAskedForOnStandardError) {
  const EmulatorProcess emulator;
  const std::string code = fresh_code(emulator);
  const TempDir dir;
  const int out = open(dir.file("out").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  Person person(sparekey(emulator, {"verify", "--email", kEmail, "--json"}), output_to(out));
  person.expect("Passcode: ");
  person.type_line("12x");
  person.expect("A passcode is digits only.");
  person.expect("Passcode: ");
  person.type_line(code);
  EXPECT_EQ(person.finish(), 0);
  EXPECT_EQ(person.seen(), "Passcode: 12x\nA passcode is digits only.\nPasscode: " + code + "\n");
  EXPECT_TRUE(
      json::parse(support::read_file(dir.file("out")))["data"].contains("passwordResetToken"));
  close(out);
}

TEST(Prompts, CheckCodeAsksToo) {
  const EmulatorProcess emulator;
  const std::string code = fresh_code(emulator);
  Person person(sparekey(emulator, {"check-code", "--email", kEmail}));
  person.expect("Passcode: ");
  person.type_line(code);
  EXPECT_EQ(person.finish(), 0);
}

TEST(Prompts, ThePasswordIsAskedForTwiceAndNeverShown) {
  const EmulatorProcess emulator;
  const TempDir dir;
  Person person(reset_with(emulator, dir.write("token", fresh_token(emulator))));
  const termios before = person.settings_before();
  person.expect("New password: ");
  EXPECT_FALSE(person.settings().c_lflag & ECHO);
  EXPECT_FALSE(person.settings().c_lflag & ICANON);
  EXPECT_TRUE(person.settings().c_lflag & ISIG);
  person.type_line("");
  person.expect("New password: ");
  person.type_line("one-Th1ng");
  person.expect("New password again: ");
  person.type_line("another-Th1ng");
  person.expect("The passwords do not match.");
  person.expect("New password: ");
  person.type_line(kNewPassword);
  person.expect("New password again: ");
  person.type_line(kNewPassword);
  EXPECT_EQ(person.finish(), 0);
  EXPECT_TRUE(contains(person.seen(), "The password has been changed.\n")) << person.seen();
  for (const std::string secret : {"one-Th1ng", "another-Th1ng", kNewPassword})
    EXPECT_FALSE(contains(person.bytes(), secret));
  EXPECT_FALSE(contains(person.bytes(), "*"));
  EXPECT_TRUE(support::same_settings(person.settings(), before));
}

TEST(Prompts, ALineCanBeEdited) {
  const EmulatorProcess emulator;
  const TempDir dir;
  Person person(reset_with(emulator, dir.write("token", fresh_token(emulator))));
  person.expect("New password: ");
  // Whole characters go, also those of several bytes; arrow keys mean nothing.
  person.type("wrong" + std::string(kControlU) + "密码x" + kBackspace + kBackspace +
              "\x1b[A\x1b[3~\x1bOP" + "Passw0rd\n");
  person.expect("New password again: ");
  person.type_line("密Passw0rd");
  EXPECT_EQ(person.finish(), 0) << person.bytes();
  EXPECT_EQ(emulator.requests().back()["body"]["password"], "<11 bytes>");
}

TEST(Prompts, WhatIsTypedAheadIsKept) {
  const EmulatorProcess emulator;
  const TempDir dir;
  Person person(reset_with(emulator, dir.write("token", fresh_token(emulator))));
  person.expect("New password: ");
  person.type(std::string(kNewPassword) + "\r" + kNewPassword + "\r");
  EXPECT_EQ(person.finish(), 0);
  EXPECT_FALSE(contains(person.bytes(), kNewPassword));
}

TEST(Prompts, APasswordThatIsTooLongIsAskedForAgain) {
  const EmulatorProcess emulator;
  const TempDir dir;
  Person person(reset_with(emulator, dir.write("token", fresh_token(emulator))));
  person.expect("New password: ");
  person.type(std::string(1025, 'x'));
  person.type_line(kBackspace);  // one erased character does not bring back what did not fit
  person.expect("This is too long.");
  person.expect("New password: ");
  person.type_line(kNewPassword);
  person.expect("New password again: ");
  person.type_line(kNewPassword);
  EXPECT_EQ(person.finish(), 0);
}

TEST(Prompts, TheTokenCanBeTypedUnseen) {
  const EmulatorProcess emulator;
  const std::string token = fresh_token(emulator);
  Person person(reset_with(emulator, "-"));
  person.expect("Token: ");
  person.type_line(token);
  person.expect("New password: ");
  person.type_line(kNewPassword);
  person.expect("New password again: ");
  person.type_line(kNewPassword);
  EXPECT_EQ(person.finish(), 0);
  EXPECT_FALSE(contains(person.bytes(), token));
}

// A control character or a byte order mark, pasted or hit by accident.
TEST(Prompts, WhatNobodyCouldTypeAgainIsAskedForAgain) {
  const EmulatorProcess emulator;
  const std::string token = fresh_token(emulator);
  Person person(reset_with(emulator, "-"));
  person.expect("Token: ");
  person.type_line("\xEF\xBB\xBF" + token);
  person.expect("This contains a control character; type it again.");
  person.expect("Token: ");
  person.type_line(token);
  for (const std::string bad :
       {"Passw\tord", "\x01Passw0rd", "Passw\xC2\x85ord", "\xEF\xBB\xBFPassw0rd", "Passw\x1d"}) {
    person.expect("New password: ");
    person.type_line(bad);
    person.expect("This contains a control character; type it again.");
  }
  person.expect("New password: ");
  // What was erased as a whole does no harm.
  person.type("\tbad\x15");
  person.type_line(kNewPassword);
  person.expect("New password again: ");
  person.type_line(kNewPassword);
  EXPECT_EQ(person.finish(), 0);
}

TEST(Prompts, ACodeIsCleaned) {
  const EmulatorProcess emulator;
  const std::string code = fresh_code(emulator);
  Person person(sparekey(emulator, {"check-code", "--email", kEmail}));
  for (const std::string bad : {"12345x",
                                "\xEF\xBB\xBF"
                                "123456"}) {
    person.expect("Passcode: ");
    person.type_line(bad);
  }
  person.expect("Passcode: ");
  person.type_line(" " + code.substr(0, 2) + "-" + code.substr(2, 2) + "　" + code.substr(4));
  person.expect("The passcode is right.");
  EXPECT_EQ(person.finish(), 0);
}

TEST(Prompts, EndOfInputGivesUp) {
  const EmulatorProcess emulator;
  const TempDir dir;
  const int out = open(dir.file("out").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  Person person(sparekey(emulator, {"--json", "verify", "--email", kEmail}), output_to(out));
  const termios before = person.settings_before();
  person.expect("Passcode: ");
  person.type(kControlD);
  EXPECT_EQ(person.finish(), 1);
  EXPECT_TRUE(support::same_settings(person.settings(), before));
  const json error = json::parse(support::read_file(dir.file("out")))["error"];
  EXPECT_EQ(error["code"], "cancelled");
  EXPECT_EQ(error["kind"], "local");
  EXPECT_EQ(error["delivery"], "not_sent");
  EXPECT_EQ(error["advice"], "none");
  EXPECT_TRUE(emulator.requests().empty());
  close(out);
}

struct Stop {
  std::string name;
  std::string keys;  // empty: the signal is sent
  int signal;
};

void PrintTo(const Stop& stop, std::ostream* out) { *out << stop.name; }

class Interrupts : public testing::TestWithParam<Stop> {};

TEST_P(Interrupts, LeaveTheTerminalAsItWas) {
  const EmulatorProcess emulator;
  const TempDir dir;
  const std::string token = dir.write("token", "t");
  struct Place {
    Arguments arguments;
    std::vector<std::string> asked;
  };
  for (const Place& place :
       {Place{{"verify", "--email", kEmail}, {"Passcode: "}},
        Place{{"check-code", "--email", kEmail}, {"Passcode: "}},
        Place{{"reset", "--token-file", token}, {"New password: "}},
        Place{{"reset", "--token-file", token}, {"New password: ", "New password again: "}},
        Place{{"reset", "--token-file", "-"}, {"Token: "}}}) {
    Person person(sparekey(emulator, place.arguments));
    const termios before = person.settings_before();
    for (size_t i = 0; i < place.asked.size(); ++i) {
      if (i > 0) person.type_line("Passw0rd");
      person.expect(place.asked[i]);
    }
    person.type("half");
    if (GetParam().keys.empty()) {
      person.signal(GetParam().signal);
    } else {
      person.type(GetParam().keys);
    }
    EXPECT_EQ(person.finish(), 1);
    EXPECT_TRUE(contains(person.seen(), "sparekey: Cancelled.\n")) << person.seen();
    EXPECT_TRUE(support::same_settings(person.settings(), before));
  }
}

INSTANTIATE_TEST_SUITE_P(Each, Interrupts,
                         testing::Values(Stop{"ControlC", kControlC, 0},
                                         Stop{"ControlBackslash", "\x1c", 0},
                                         Stop{"Terminate", "", SIGTERM},
                                         Stop{"HangUp", "", SIGHUP}),
                         [](const auto& of) { return of.param.name; });

TEST(Prompts, ControlZIsNoWayOut) {
  const EmulatorProcess emulator;
  Person person(sparekey(emulator, {"verify", "--email", kEmail}));
  person.expect("Passcode: ");
  // A stopped program would leave the terminal without echo.
  person.type("\x1a");
  person.expect("\a");
  person.type(kControlC);
  EXPECT_EQ(person.finish(), 1) << person.seen();
}

}  // namespace
}  // namespace command_test
