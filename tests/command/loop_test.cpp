// SPDX-License-Identifier: Apache-2.0
// `recover --idle --loop`: one person after another, at a terminal nobody watches.
#include <signal.h>

#include "command.hpp"
#include "set_clocks.hpp"

namespace command_test {
namespace {

constexpr const char* kCleared = "\x1b[H\x1b[2J\x1b[3J";

Arguments loop(const EmulatorProcess& emulator, Arguments more = {}) {
  more.insert(more.begin(), {"recover", "--loop", "--idle", "120"});
  return sparekey(emulator, more);
}

TEST(Loop, TheNextPersonBeginsOnAClearedScreen) {
  const EmulatorProcess emulator;
  Person person(loop(emulator));
  const termios before = person.settings_before();
  person.expect(kCleared);
  person.expect("E-mail or phone: ");
  person.type_line(kEmail);
  person.expect("Passcode (");
  person.type_line(emulator.wait_for_code());
  person.expect("New password: ");
  person.type_line(kNewPassword);
  person.expect("New password again: ");
  person.type_line(kNewPassword);
  person.expect("The password has been changed.");
  person.expect("Press Enter to finish: ");
  person.type_line("");
  person.expect(kCleared);
  person.expect("E-mail or phone: ");
  person.signal(SIGTERM);
  EXPECT_EQ(person.finish(), 1);
  EXPECT_TRUE(support::same_settings(person.settings(), before));
}

TEST(Loop, NoKeyLeadsOut) {
  const EmulatorProcess emulator;
  for (const std::string kind : {"xterm", "dumb", ""}) {
    Person::Setup setup;
    setup.environment["TERM"] = kind;
    Person person(loop(emulator), setup);
    for (const std::string key : {"\x03", "\x1c", "\x04", "half\x03", "half\x1c"}) {
      person.expect("[1/3]");
      person.expect("E-mail or phone: ");
      person.type(key);
    }
    person.expect("[1/3]");
    person.expect("E-mail or phone: ");
    // ^Z, ^S, ^Q, ^Y, ^V, ^O, ^R and what a function key sends mean nothing.
    person.type("\x1a\x13\x11\x19\x16\x0f\x12\x1b[24~x");
    person.expect("x");
    person.signal(SIGTSTP);
    person.type("y");
    person.expect("y");
    person.type("\x03");
    person.expect("[1/3]");
    person.signal(SIGHUP);
    EXPECT_EQ(person.finish(), 1);
  }
}

TEST(Loop, AVisitNobodyGoesOnWithEnds) {
  const EmulatorProcess emulator;
  Uptime uptime;
  Person::Setup setup;
  setup.environment = uptime.environment();
  Person person(loop(emulator), setup);
  person.expect("E-mail or phone: ");
  person.type_line(kEmail);
  person.expect("Passcode (expires in 5:00");
  uptime.pass_s(119);
  person.expect("Passcode (expires in 3:01");
  person.type("1");
  person.expect("1");
  uptime.pass_s(119);
  person.expect("Passcode (expires in 1:02");
  uptime.pass_s(2);
  person.expect(kCleared);
  person.expect("E-mail or phone: ");
  // Nobody has begun: all night is not too long.
  uptime.pass_s(36'000);
  person.type("half");
  person.expect("half");
  uptime.pass_s(121);
  person.expect(kCleared);
  person.expect("E-mail or phone: ");
  person.signal(SIGTERM);
  EXPECT_EQ(person.finish(), 1);
}

TEST(Loop, WithoutItAnIdleVisitIsTheEnd) {
  const EmulatorProcess emulator;
  Uptime uptime;
  Person person(sparekey(emulator, {"recover", "--idle", "30"}), {uptime.environment()});
  person.expect("E-mail or phone: ");
  uptime.pass_s(31);
  EXPECT_EQ(person.finish(), 1);
  EXPECT_TRUE(contains(person.seen(), "sparekey: Cancelled.\n")) << person.seen();
}

TEST(Loop, AFailureStaysToBeReadAndPasscodesAreNotSentToNobody) {
  const EmulatorProcess emulator(
      config({{"faults", json::array({{{"path", "/api/v3/send-email"}, {"apiCode", 2011}}})}}));
  Person person(loop(emulator, {"--email", kEmail}));
  for (size_t i = 1; i < 4; ++i) {
    person.expect(kCleared);
    person.expect("Press Enter to begin: ");
    EXPECT_EQ(emulator.requests().size(), i - 1);
    person.type_line("");
    person.expect("does not know the application");
    person.expect("Press Enter to finish: ");
    person.type_line("");
  }
  person.signal(SIGTERM);
  EXPECT_EQ(person.finish(), 1);
}

TEST(Loop, ItsOptionsAreChecked) {
  for (const std::string bad : {"", "0", "-1", "x", "1x", "86401"})
    expect_bad_argument({"--host", "h", "--app-id", "a", "recover", "--idle", bad}, "--idle");
  const Finished finished =
      support::run(sparekey({"--host", "h", "--app-id", "a", "recover", "--loop", "--json"}));
  expect_failure(finished, 2, "bad_argument", "not_sent", "check_input");
}

}  // namespace
}  // namespace command_test
