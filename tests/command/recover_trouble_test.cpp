// SPDX-License-Identifier: Apache-2.0
// Recoveries that go wrong: what is tried again, what starts over, what ends, and ^C anywhere.
#include <fcntl.h>
#include <unistd.h>

#include "command.hpp"
#include "set_clocks.hpp"

namespace command_test {
namespace {

json faults(const json& list) { return {{"faults", list}}; }

void type_new_password(Person& person) {
  person.expect("New password: ");
  person.type_line(kNewPassword);
  person.expect("New password again: ");
  person.type_line(kNewPassword);
}

TEST(RecoverTrouble, ARefusalThatMayPassIsTriedAgain) {
  const EmulatorProcess emulator(faults({
      {{"path", "/api/v3/send-email"}, {"times", 1}, {"statusCode", 503}},
      {{"path", "/api/v3/verify-reset-password-request"}, {"times", 1}, {"apiCode", 1000}},
      {{"path", "/api/v3/reset-password"}, {"times", 1}, {"statusCode", 500}},
  }));
  Person person(sparekey(emulator, {"recover", "--email", kEmail}));
  person.expect("Press Enter to try again: ");
  person.type_line("");
  person.expect("Passcode (");
  person.type_line(emulator.wait_for_code());
  // What was typed is kept for it.
  person.expect("Press Enter to try again: ");
  person.type_line("");
  type_new_password(person);
  person.expect("Press Enter to try again: ");
  person.type_line("");
  EXPECT_EQ(person.finish(), 0);
  EXPECT_EQ(emulator.outbox().size(), 1U);
}

TEST(RecoverTrouble, TooManyRequestsAreWaitedOut) {
  const EmulatorProcess emulator(faults({{{"path", "/api/v3/send-email"},
                                          {"times", 1},
                                          {"statusCode", 429},
                                          {"httpStatus", 429},
                                          {"headers", {{"Retry-After", "2"}}}}}));
  Person person(sparekey(emulator, {"recover", "--email", kEmail}));
  person.expect("Trying again in 0:0");
  person.expect("Passcode (");
  person.type(kControlD);
  EXPECT_EQ(person.finish(), 1);
}

// Nobody waits through a countdown of hours.
TEST(RecoverTrouble, ALongWaitEndsWithWords) {
  const std::vector<std::pair<std::string, std::string>> waits = {
      {"3601", "61 minutes"}, {"7201", "3 hours"}, {"31536000", "365 days"}};
  for (const auto& [seconds, in_words] : waits) {
    const EmulatorProcess emulator(faults({{{"path", "/api/v3/send-email"},
                                            {"statusCode", 429},
                                            {"httpStatus", 429},
                                            {"headers", {{"Retry-After", seconds}}}}}));
    Person person(sparekey(emulator, {"recover", "--email", kEmail}));
    EXPECT_EQ(person.finish(), 3);
    EXPECT_FALSE(contains(person.seen(), "Trying again")) << person.seen();
    EXPECT_TRUE(contains(person.seen(), "Wait " + in_words + ", then try again.\n"))
        << person.seen();
  }
  const EmulatorProcess emulator(faults({{{"path", "/api/v3/send-email"},
                                          {"statusCode", 429},
                                          {"httpStatus", 429},
                                          {"headers", {{"Retry-After", "3600"}}}}}));
  Uptime uptime;
  Person person(sparekey(emulator, {"recover", "--email", kEmail}), {uptime.environment()});
  person.expect("Trying again in 60:00");
  person.type(kControlC);
  EXPECT_EQ(person.finish(), 1);
}

TEST(RecoverTrouble, NothingSentIsTriedAgain) {
  const EmulatorProcess emulator;
  Person person(sparekey(emulator, {"recover", "--email", kEmail, "--connect-to", "127.0.0.1:1"}));
  for (int i = 0; i < 3; ++i) {
    person.expect("Could not connect to the host.");
    person.expect("Nothing was sent.");
    person.expect("Press Enter to try again: ");
    if (i < 2) person.type_line("");
  }
  person.type(kControlD);
  EXPECT_EQ(person.finish(), 1);
}

TEST(RecoverTrouble, AnUnknownFateStartsOver) {
  const EmulatorProcess emulator(
      faults({{{"path", "/api/v3/reset-password"}, {"times", 1}, {"drop", true}}}));
  Person person(sparekey(emulator, {"recover", "--email", kEmail}));
  person.expect("Passcode (");
  person.type_line(emulator.wait_for_code());
  type_new_password(person);
  person.expect("The connection was lost.");
  person.expect("may have acted");
  person.expect("may already be in effect");
  person.expect("start over with a new passcode.");
  person.expect("Press Enter to start over");
  person.type_line("");
  person.expect("[1/3] ");
  // Not before the minute is over.
  person.expect("The next passcode can be sent in 0:");
  person.type(kControlD);
  EXPECT_EQ(person.finish(), 1);
  EXPECT_EQ(emulator.outbox().size(), 1U);
}

TEST(RecoverTrouble, ASpoiledTokenStartsOver) {
  const EmulatorProcess emulator(
      config({{"passwordResetToken", {{"burnedByRefusedPassword", true}}}}));
  Person person(sparekey(emulator, {"recover", "--email", kEmail}));
  person.expect("Passcode (");
  person.type_line(emulator.wait_for_code());
  person.expect("New password: ");
  person.type_line("weak");
  person.expect("New password again: ");
  person.type_line("weak");
  person.expect("The password is too weak.");
  type_new_password(person);
  person.expect("no longer accepts the password-reset token.");
  person.expect("You have to start over with a new passcode.");
  person.expect("Press Enter to start over");
  person.type(kControlD);
  EXPECT_EQ(person.finish(), 1);
}

// A refusal is one line; the service's codes are for --verbose.
TEST(RecoverTrouble, ARefusalIsSaidOnce) {
  const json weak = {{"path", "/api/v3/reset-password"},
                     {"times", 1},
                     {"statusCode", 499},
                     {"apiCode", 2029},
                     {"message", "At least 10 characters, one of them a digit."}};
  for (const bool verbose : {false, true}) {
    SCOPED_TRACE(verbose);
    const EmulatorProcess emulator(faults(json::array({weak})));
    Arguments arguments = {"recover", "--email", kEmail};
    if (verbose) arguments.emplace_back("--verbose");
    Person person(sparekey(emulator, arguments));
    person.expect("Passcode (");
    const std::string code = emulator.wait_for_code();
    person.type_line(code[0] == '0' ? "1" + code.substr(1) : "0" + code.substr(1));
    person.expect("This passcode is wrong or has expired.");
    person.expect("Passcode (");  // what is typed before that is thrown away
    person.type(kControlD);
    EXPECT_EQ(person.finish(), 1);
    EXPECT_FALSE(contains(person.seen(), "apiCode")) << person.seen();
  }
  for (const bool verbose : {false, true}) {
    SCOPED_TRACE(verbose);
    const EmulatorProcess emulator(faults(json::array({weak})));
    Arguments arguments = {"recover", "--email", kEmail};
    if (verbose) arguments.emplace_back("--verbose");
    Person person(sparekey(emulator, arguments));
    person.expect("Passcode (");
    person.type_line(emulator.wait_for_code());
    type_new_password(person);
    // What the password must have is said before it is asked for again.
    if (verbose) {
      person.expect("The password is too weak.\r\n");
      person.expect("At least 10 characters, one of them a digit.");
      // In pieces: the line is broken at a blank.
      for (const std::string part : {"(statusCode 499,", "apiCode", "2029,", "requestId"})
        person.expect(part);
    } else {
      person.expect("The password is too weak: At least 10 characters, one of them a digit.\r\n");
      person.expect("What you type stays invisible.\r\n");
    }
    type_new_password(person);
    EXPECT_EQ(person.finish(), 0);
    for (const std::string part : {"statusCode", "apiCode", "requestId", "The service says"})
      EXPECT_EQ(contains(person.seen(), part), verbose) << person.seen();
  }
}

TEST(RecoverTrouble, ARefusalNobodyKnowsIsInTheServicesWords) {
  const json strange = {{"path", "/api/v3/reset-password"},
                        {"statusCode", 403},
                        {"apiCode", 1576},
                        {"message", "not in this office"}};
  const json stranger = {{"path", "/api/v3/send-email"},
                         {"statusCode", 499},
                         {"apiCode", 99999},
                         {"message", "come back on Monday"}};
  {
    const EmulatorProcess emulator(faults(json::array({strange})));
    Person person(sparekey(emulator, {"recover", "--email", kEmail}));
    person.expect("Passcode (");
    person.type_line(emulator.wait_for_code());
    type_new_password(person);
    EXPECT_EQ(person.finish(), 3);
    EXPECT_FALSE(contains(person.seen(), "office")) << person.seen();  // our words say it
    EXPECT_FALSE(contains(person.seen(), "1576")) << person.seen();
  }
  const EmulatorProcess emulator(faults(json::array({stranger})));
  Person person(sparekey(emulator, {"recover", "--email", kEmail, "--reveal-account"}));
  EXPECT_EQ(person.finish(), 3);
  EXPECT_TRUE(contains(person.seen(), "sparekey: The service refused: come back on Monday.\n"))
      << person.seen();
}

struct End {
  json fault;
  std::string words;
  int status;
};

TEST(RecoverTrouble, WhatNobodyCanMendHereEnds) {
  const std::vector<End> ends = {
      {{{"apiCode", 2011}}, "does not know the application", 3},
      {{{"body", "<html>"}}, "The answer is not JSON", 6},
      {{{"body", "{}"}}, "The answer lacks what the call needs", 6},
  };
  for (const End& end : ends) {
    json fault = end.fault;
    fault["path"] = "/api/v3/send-email";
    const EmulatorProcess emulator(faults(json::array({fault})));
    Person person(sparekey(emulator, {"recover", "--email", kEmail}));
    person.expect(end.words);
    EXPECT_EQ(person.finish(), end.status);
  }
}

TEST(RecoverTrouble, WithJsonThePersonIsToldTheEndToo) {
  const EmulatorProcess emulator(
      faults(json::array({{{"path", "/api/v3/send-email"}, {"apiCode", 2011}}})));
  const TempDir dir;
  Person::Setup setup;
  setup.out = open(dir.file("out").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  Person person(sparekey(emulator, {"recover", "--email", kEmail, "--json"}), setup);
  person.expect("does not know the application");
  EXPECT_EQ(person.finish(), 3);
  const json error = json::parse(support::read_file(dir.file("out")))["error"];
  EXPECT_EQ(error["code"], "app_rejected");
  EXPECT_EQ(error["apiCode"], 2011);
  close(setup.out);
}

TEST(RecoverTrouble, AnUntrustedServiceEnds) {
  const EmulatorProcess emulator;
  const EmulatorProcess stranger;
  Person person(sparekey({"recover", "--email", kEmail, "--host", emulator.host(), "--app-id",
                          "demo-app", "--ca-file", stranger.ca_file()}));
  EXPECT_EQ(person.finish(), 5);
  EXPECT_TRUE(emulator.requests().empty());
}

TEST(RecoverTrouble, AnAddressTheServiceFindsMalformedIsAskedForAgain) {
  const EmulatorProcess emulator(
      faults({{{"path", "/api/v3/send-email"}, {"times", 1}, {"apiCode", 2003}}}));
  Person person(sparekey(emulator, {"recover", "--email", "odd@example.com"}));
  person.expect("malformed.");
  person.expect("E-mail or phone: ");
  person.type_line(kEmail);
  person.expect("Passcode (");
  person.type(kControlD);
  EXPECT_EQ(person.finish(), 1);
}

TEST(RecoverTrouble, ACommandLineThatCannotBeUsedEnds) {
  const EmulatorProcess emulator;
  Person person(sparekey(emulator, {"recover", "--email", "\xff@example.com"}));
  EXPECT_EQ(person.finish(), 2);
  EXPECT_TRUE(emulator.requests().empty());
}

TEST(RecoverTrouble, ControlCLeavesTheTerminalAsItWasAtEachPrompt) {
  const EmulatorProcess emulator(config({{"passCode", {{"resendSeconds", 0}}}}));
  const std::vector<std::string> prompts = {"E-mail or phone: ", "Passcode (",
                                            "New password: ", "New password again: "};
  for (size_t last = 0; last < prompts.size(); ++last) {
    SCOPED_TRACE(prompts[last]);
    const size_t sent = emulator.outbox().size();
    Person person(sparekey(emulator, {"recover"}));
    const termios before = person.settings_before();
    for (size_t i = 0; i <= last; ++i) {
      person.expect(prompts[i]);
      if (i == last) break;
      person.type_line(i == 0   ? std::string(kEmail)
                       : i == 1 ? emulator.wait_for_code(sent + 1)
                                : std::string(kNewPassword));
    }
    EXPECT_FALSE(support::same_settings(person.settings(), before));
    person.type(kControlC);
    EXPECT_EQ(person.finish(), 1);
    EXPECT_TRUE(support::same_settings(person.settings(), before));
    EXPECT_TRUE(contains(person.seen(), "sparekey: Cancelled.\n")) << person.seen();
  }
}

TEST(RecoverTrouble, ControlCDuringACallToo) {
  const EmulatorProcess emulator(
      faults({{{"path", "/api/v3/send-email"}, {"delayMs", 600'000}, {"times", 1}}}));
  Person person(sparekey(emulator, {"recover", "--email", kEmail, "--timeout", "500"}));
  const termios before = person.settings_before();
  person.expect("waiting for the answer ...");
  // What is typed meanwhile is not echoed: it may be a password.
  person.type("typed-ahead");
  person.type(kControlC);
  EXPECT_EQ(person.finish(), 1);
  EXPECT_FALSE(contains(person.bytes(), "typed-ahead"));
  EXPECT_TRUE(support::same_settings(person.settings(), before));
}

// Somebody else had one sent a moment ago. Only who may know of accounts is told.
TEST(RecoverTrouble, APasscodeTooSoonLeavesTheOneThereIs) {
  const EmulatorProcess emulator;
  const std::string code = fresh_code(emulator);
  Person person(sparekey(emulator, {"recover", "--email", kEmail, "--reveal-account"}));
  person.expect("A passcode was sent less than a minute ago");
  person.expect("Passcode (");
  person.type_line(code);
  type_new_password(person);
  EXPECT_EQ(person.finish(), 0);
  EXPECT_EQ(emulator.outbox().size(), 1U);
}

TEST(RecoverTrouble, ANewPasscodeTooSoonLeavesTheOldOne) {
  const EmulatorProcess emulator;
  Uptime uptime;
  Person person(sparekey(emulator, {"recover", "--email", kEmail, "--reveal-account"}),
                {uptime.environment()});
  person.expect("Passcode (expires");
  // A minute is over here, and not yet at the service.
  uptime.pass_s(60);
  person.expect("Enter alone for a new one");
  person.type_line("");
  person.expect("A passcode was sent less than a minute ago");
  person.expect("Passcode (");
  person.type_line(emulator.wait_for_code());
  type_new_password(person);
  EXPECT_EQ(person.finish(), 0);
  EXPECT_EQ(emulator.outbox().size(), 1U);
}

TEST(RecoverTrouble, ManyRequestsWithoutATimeAreTriedAgainByEnter) {
  const EmulatorProcess emulator(faults(
      {{{"path", "/api/v3/send-email"}, {"times", 1}, {"statusCode", 429}, {"httpStatus", 429}}}));
  Person person(sparekey(emulator, {"recover", "--email", kEmail}));
  person.expect("Press Enter to try again: ");
  person.type_line("");
  person.expect("Passcode (");
  person.type(kControlD);
  EXPECT_EQ(person.finish(), 1);
}

struct AtThePasscode {
  json fault;
  std::vector<std::string> said;
  int status;  // of the end; 0: it goes on, and the person gives up
};

// What the service may answer to a passcode.
TEST(RecoverTrouble, ARefusedPasscodeIsMendedWhereItCanBe) {
  const std::string first = "[1/3] ";
  const std::vector<AtThePasscode> rows = {
      {{{"apiCode", 2300}}, {"The passcode has expired", "Passcode ("}, 0},
      {{{"apiCode", 2003}}, {"malformed", first, "E-mail or phone: "}, 0},
      {{{"apiCode", 2004}}, {"There is no such account.", first, "E-mail or phone: "}, 0},
      {{{"drop", true}}, {"The connection was lost.", "start over", "Press Enter to start"}, 0},
      {{{"apiCode", 2011}}, {"does not know the application"}, 3},
  };
  for (const AtThePasscode& row : rows) {
    json fault = row.fault;
    fault["path"] = "/api/v3/verify-reset-password-request";
    const EmulatorProcess emulator(faults(json::array({fault})));
    Person person(sparekey(emulator, {"recover", "--email", kEmail, "--reveal-account"}));
    person.expect("Passcode (");
    person.type_line(emulator.wait_for_code());
    for (const std::string& said : row.said) person.expect(said);
    if (row.status == 0) person.type(kControlD);
    EXPECT_EQ(person.finish(), row.status == 0 ? 1 : row.status);
    EXPECT_FALSE(contains(person.seen(), "may already be in effect")) << person.seen();
  }
}

// The first passcode may do, or the second, should it come.
TEST(RecoverTrouble, ANewPasscodeOfUnknownFateLeavesThePrompt) {
  const EmulatorProcess emulator(
      faults({{{"path", "/api/v3/send-email"}, {"after", 1}, {"drop", true}}}));
  Uptime uptime;
  Person person(sparekey(emulator, {"recover", "--email", kEmail}), {uptime.environment()});
  person.expect("Passcode (expires");
  uptime.pass_s(60);
  person.expect("Enter alone for a new one");
  person.type_line("");
  person.expect("The connection was lost.");
  person.expect("Passcode (");
  EXPECT_FALSE(contains(person.seen(), "starting over")) << person.seen();
  person.type_line(emulator.wait_for_code());
  type_new_password(person);
  EXPECT_EQ(person.finish(), 0);
}

// The minute between two passcodes is waited out.
TEST(RecoverTrouble, StartingOverSendsTheNextPasscodeWhenItMay) {
  const EmulatorProcess emulator(
      config({{"passCode", {{"resendSeconds", 0}}},
              {"faults", {{{"path", "/api/v3/reset-password"}, {"times", 1}, {"drop", true}}}}}));
  Uptime uptime;
  Person person(sparekey(emulator, {"recover", "--email", kEmail}), {uptime.environment()});
  person.expect("Passcode (");
  person.type_line(emulator.wait_for_code());
  type_new_password(person);
  person.expect("Press Enter to start over");
  person.type_line("");
  person.expect("The next passcode can be sent in 1:00");
  uptime.pass_s(60);
  person.expect("Passcode (expires");
  person.type_line(emulator.wait_for_code(2));
  // The first one was set, though nobody heard.
  type_new_password(person);
  person.expect("The password was used before.");
  person.expect("New password: ");
  person.type(kControlD);
  EXPECT_EQ(person.finish(), 1);
}

TEST(RecoverTrouble, AClockThatIsWrongIsToldAtTheEnd) {
  const EmulatorProcess emulator;
  Person::Setup setup;
  setup.environment = at_wall_clock(0);
  Person person(sparekey(emulator, {"recover", "--email", kEmail}), setup);
  person.expect("clock");
  EXPECT_EQ(person.finish(), 5);
  EXPECT_TRUE(emulator.requests().empty());
}

}  // namespace
}  // namespace command_test
