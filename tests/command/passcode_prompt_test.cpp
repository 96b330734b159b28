// SPDX-License-Identifier: Apache-2.0
// What may be typed where the dialogue asks for a passcode.
#include "command.hpp"
#include "set_clocks.hpp"

namespace command_test {
namespace {

void give_up(Person& person) {
  person.type(kControlD);
  EXPECT_EQ(person.finish(), 1);
}

TEST(PasscodePrompt, AsksAgainForWhatIsNoPasscode) {
  const EmulatorProcess emulator;
  Person person(sparekey(emulator, {"recover", "--email", kEmail}));
  struct Row {
    std::string typed;
    const char* said;
  };
  constexpr const char* kDigits = "A passcode is digits only.";
  for (const Row& row : {Row{"12\x01"
                             "3456",
                             kDigits},
                         Row{"\xFF\xFF", kDigits}, Row{std::string(70, '1'), kDigits},
                         Row{std::string(1100, '1'), kDigits}, Row{"00x", "This is neither"}}) {
    person.expect("Passcode (");
    person.type_line(row.typed);
    person.expect(row.said);
  }
  person.expect("Passcode (");
  give_up(person);
  EXPECT_EQ(emulator.requests().size(), 1U);
}

TEST(PasscodePrompt, TellsWhenANewOneMayBeSentAndWhenTheOldOneHasExpired) {
  const EmulatorProcess emulator(config({{"passCode", {{"resendSeconds", 0}}}}));
  Uptime uptime;
  Person person(sparekey(emulator, {"recover", "--email", kEmail}), {uptime.environment()});
  person.expect("Passcode (expires in 5:00; a new one in 1:00): ");
  uptime.pass_s(60);
  person.expect("Passcode (expires in 4:00; Enter alone for a new one): ");
  uptime.pass_s(240);
  person.expect("Passcode (expired; Enter alone for a new one): ");
  person.type_line("");
  person.expect("a passcode is on its way");
  person.expect("Passcode (expires in 5:00; a new one in 1:00): ");
  EXPECT_EQ(emulator.outbox().size(), 2U);
  give_up(person);
}

// What somebody types is not thrown away because the time has come.
TEST(PasscodePrompt, ANewOneWaitsUntilTheLineIsEmpty) {
  const EmulatorProcess emulator(config({{"passCode", {{"resendSeconds", 0}}}}));
  Uptime uptime;
  Person person(sparekey(emulator, {"recover", "--email", kEmail}), {uptime.environment()});
  person.expect("Passcode (expires");
  person.type_line("");
  person.expect("Passcode (sending a new one in 1:00): ");
  person.type("12");
  person.expect("12");
  uptime.pass_s(60);
  person.expect("Passcode (sending a new one in 0:00): 12");
  EXPECT_EQ(emulator.outbox().size(), 1U);
  person.type("\x7f\x7f");
  person.expect("a passcode is on its way");
  person.expect("Passcode (expires");
  EXPECT_EQ(emulator.outbox().size(), 2U);
  give_up(person);
}

// Where nothing can be rewritten, time passes silently.
TEST(PasscodePrompt, ATerminalThatCannotRewriteIsToldTheTimeOnce) {
  const EmulatorProcess emulator(config({{"passCode", {{"resendSeconds", 0}}}}));
  Uptime uptime;
  Person::Setup setup;
  setup.environment = uptime.environment();
  setup.environment["TERM"] = "dumb";
  Person person(sparekey(emulator, {"recover", "--email", kEmail}), setup);
  person.expect("Passcode: ");
  person.type_line("");
  person.expect("A new passcode will be sent in 60 seconds.");
  person.expect("Passcode: ");
  uptime.pass_s(60);
  person.expect("a passcode is on its way");
  person.expect("Passcode: ");
  EXPECT_FALSE(contains(person.bytes(), "\x1b"));
  give_up(person);
}

}  // namespace
}  // namespace command_test
