// SPDX-License-Identifier: Apache-2.0
// Keys at the dialogue's prompts that are neither text nor Enter.
#include <signal.h>

#include "command.hpp"
#include "set_clocks.hpp"
#include "support/sockets.hpp"
#include "taken.hpp"

namespace command_test {
namespace {

constexpr const char* kTyped = "E-mail or phone: ";
constexpr const char* kErase = "\x7f";

int sleeps_of(pid_t process) {
  const std::string status = support::read_file("/proc/" + std::to_string(process) + "/status");
  const std::string name = "\nvoluntary_ctxt_switches:";
  return std::stoi(status.substr(status.find(name) + name.size()));
}

// The end of input behind a half line would be an accident.
TEST(Typing, TheEndOfInputCountsOnAnEmptyLineOnly) {
  const EmulatorProcess emulator;
  Person person(sparekey(emulator, {"recover"}));
  person.expect(kTyped);
  person.type("ab" + std::string(kControlD));
  person.expect("ab\a");
  // Nor is there more to erase than was typed.
  person.type(std::string(3, *kErase) + "c");
  person.expect("\b \b\b \bc");
  person.type(kErase + std::string(kControlD));
  EXPECT_EQ(person.finish(), 1);
}

TEST(Typing, EscLeadsBackFromThePasscodeAlone) {
  const EmulatorProcess emulator;
  Uptime uptime;
  // For an hour it looks at the clock all the while.
  Person person(sparekey(emulator, {"recover", "--idle", "3600"}), {uptime.environment()});
  person.expect(kTyped);
  person.type("x\x1b");
  person.expect("x");
  wait_until_taken(person);
  uptime.pass_s(1);
  const int before = sleeps_of(person.id());
  support::wait_until([&] { return sleeps_of(person.id()) > before + 2; }, "Esc to be decided");
  // So this is no part of another key.
  person.type("[A");
  person.expect("[A");
  EXPECT_EQ(person.seen(), person.seen().substr(0, person.seen().find(kTyped)) + kTyped + "x[A");
  person.type(kControlC);
  EXPECT_EQ(person.finish(), 1);
}

// What can be seen is shown again after a stop.
TEST(Typing, AVisibleLineIsShownAgainAfterAStop) {
  const EmulatorProcess emulator;
  Person person(sparekey(emulator, {"recover"}));
  person.expect(kTyped);
  person.type("alice@");
  person.expect("alice@");
  person.signal(SIGSTOP);
  support::wait_until([&] { return support::is_stopped(person.id()); }, "the stop");
  person.signal(SIGCONT);
  person.expect(std::string(kTyped) + "alice@");
  person.type_line("example.com");
  person.expect("If alice@example.com belongs to an account");
  person.expect("Passcode (");
  person.type(kControlC);
  EXPECT_EQ(person.finish(), 1);
}

// A line that would wrap is left as it is: its beginning cannot be reached.
TEST(Typing, AWindowThatShrinksBreaksNoLine) {
  const EmulatorProcess emulator;
  Uptime uptime;
  Person person(sparekey(emulator, {"recover", "--email", kEmail}), {uptime.environment()});
  person.expect("Passcode (expires in 5:00; a new one in 1:00): ");
  person.type("12345678901234567890");
  person.expect("12345678901234567890");
  person.resize(20);
  const size_t shown = person.bytes().size();
  const int before = sleeps_of(person.id());
  uptime.pass_s(1);
  support::wait_until([&] { return sleeps_of(person.id()) > before + 2; }, "the clock's look");
  person.resize(100);
  uptime.pass_s(1);
  person.expect("\rPasscode (expires in 4:58; a new one in 0:58): 12345678901234567890\x1b[K");
  EXPECT_FALSE(contains(person.bytes().substr(shown), "4:59")) << person.bytes();
  person.type(kControlC);
  EXPECT_EQ(person.finish(), 1);
}

// What is fetched meanwhile is nothing to wait for.
TEST(Typing, AServiceThatTakesNoConnectionDelaysNoPrompt) {
  uint16_t port = 0;
  const sparekey::test::Descriptor listener =
      sparekey::test::listen_on_loopback(sparekey::test::Family::ipv4, 0, &port);
  const sparekey::test::Descriptor first = sparekey::test::fill_backlog(listener, port);
  const EmulatorProcess emulator;
  Person person(
      sparekey(emulator, {"recover", "--connect-to", "127.0.0.1:" + std::to_string(port)}));
  person.expect(kTyped);
  person.type("x");
  person.expect("x");
  person.type(kControlC);
  EXPECT_EQ(person.finish(), 1);
}

// Some serial lines say neither how wide nor how high they are.
TEST(Typing, ATerminalOfUnknownSizeHas80ColumnsAndManyRows) {
  const EmulatorProcess emulator;
  Person::Setup setup;
  setup.columns = setup.rows = 0;
  setup.environment["TERM"] = "dumb";
  Person person(sparekey(emulator, {"recover", "--loop"}), setup);
  for (int i = 0; i < 50; ++i) person.expect("\n");
  person.expect(kTyped);
  person.signal(SIGTERM);
  EXPECT_EQ(person.finish(), 1);
}

TEST(Typing, ACountdownEndsByAnInterrupt) {
  const EmulatorProcess emulator(config({{"faults",
                                          {{{"path", "/api/v3/send-email"},
                                            {"statusCode", 429},
                                            {"httpStatus", 429},
                                            {"headers", {{"Retry-After", "90"}}}}}}}));
  for (const std::string kind : {"xterm", "dumb"}) {
    Uptime uptime;
    Person::Setup setup;
    setup.environment = uptime.environment();
    setup.environment["TERM"] = kind;
    Person person(sparekey(emulator, {"recover", "--email", kEmail}), setup);
    person.expect(kind == "dumb" ? "Trying again in 90 seconds." : "Trying again in 1:30");
    person.type("x\r");  // Enter does not shorten it
    person.type(kControlC);
    EXPECT_EQ(person.finish(), 1);
  }
  EXPECT_EQ(emulator.requests().size(), 2U);
}

TEST(Typing, ATokenMayBeTypedBesideAPasswordsFile) {
  const EmulatorProcess emulator;
  const TempDir dir;
  Person person(sparekey(emulator, {"reset", "--token-file", "-", "--password-file",
                                    dir.write("password", kNewPassword)}));
  const std::string token = fresh_token(emulator);
  person.expect("Token: ");
  person.type_line(token);
  person.expect("The password has been changed.");
  EXPECT_EQ(person.finish(), 0);
}

TEST(Typing, ATokenThatIsPrintedOnATerminalStandsAloneOnItsLine) {
  const EmulatorProcess emulator;
  Person person(sparekey(emulator, {"verify", "--email", kEmail, "--code", fresh_code(emulator)}));
  EXPECT_EQ(person.finish(), 0);
  const std::string seen = person.seen();
  const std::string token = seen.substr(0, seen.find('\n'));
  EXPECT_GE(token.size(), 16U) << seen;
  EXPECT_EQ(token.find(' '), std::string::npos) << seen;
}

TEST(Typing, APasscodeOfNothingButGapsIsAskedForAgain) {
  const EmulatorProcess emulator;
  const std::string code = fresh_code(emulator);
  Person person(sparekey(emulator, {"check-code", "--email", kEmail}));
  for (const char* gaps : {" ", " - "}) {
    person.expect("Passcode: ");
    person.type_line(gaps);
  }
  person.expect("Passcode: ");
  person.type_line(code);
  EXPECT_EQ(person.finish(), 0);
}

}  // namespace
}  // namespace command_test
