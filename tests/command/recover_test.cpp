// SPDX-License-Identifier: Apache-2.0
// The whole dialogue as a person has it.
#include <fcntl.h>
#include <unistd.h>

#include "command.hpp"
#include "set_clocks.hpp"
#include "support/screen.hpp"

namespace command_test {
namespace {

using support::without_times;

std::string wrong_code(const std::string& code) { return code == "000000" ? "111111" : "000000"; }

void type_new_password(Person& person, const std::string& password) {
  person.expect("New password: ");
  person.type_line(password);
  person.expect("New password again: ");
  person.type_line(password);
}

size_t occurrences(const std::string& text, const std::string& part) {
  size_t found = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(Recover, ByEmailFromTheFirstQuestionToTheLast) {
  const EmulatorProcess emulator;
  Uptime uptime;
  Person person(sparekey(emulator, {"recover", "--encrypt", "rsa"}), {uptime.environment()});
  const termios before = person.settings_before();
  person.expect("[1/3] ");
  person.expect("E-mail or phone: ");
  person.type_line("nonsense");
  person.expect("E-mail or phone: ");
  person.type_line("  alice@example.com ");
  person.expect("[2/3] ");
  person.expect("If alice@example.com belongs to an account, a passcode is on its way");
  person.expect("): ");
  person.type_line("12x34");
  person.expect("digits only");
  person.expect("): ");
  const std::string code = emulator.wait_for_code();
  // In groups, as it may be copied.
  person.type_line(code.substr(0, 3) + ' ' + code.substr(3));
  person.expect("[3/3] ");
  type_new_password(person, kNewPassword);
  person.expect("The password has been changed.");
  EXPECT_EQ(person.finish(), 0);
  EXPECT_TRUE(support::same_settings(person.settings(), before));
  EXPECT_FALSE(contains(person.bytes(), kNewPassword));
  EXPECT_EQ(
      without_times(person.seen()),
      "[1/3] Your account\n"
      "Enter your e-mail address, or your phone number (like +86 18812345678).\n"
      "E-mail or phone: nonsense\n"
      "This is neither an e-mail address nor a phone number. Write a foreign number with + and its "
      "country\n"
      "code.\n"
      "E-mail or phone:   alice@example.com\n"
      "[2/3] The passcode\n"
      "If alice@example.com belongs to an account, a passcode is on its way, or came within the "
      "last\n"
      "minute.\n"
      "Is this address wrong? Type another one, or press Esc. Enter alone sends a new passcode.\n"
      "Passcode (expires in M:SS; a new one in M:SS): 12x34\n"
      "A passcode is digits only.\n"
      "Passcode (expires in M:SS; a new one in M:SS): " +
          code.substr(0, 3) + ' ' + code.substr(3) +
          "\n"
          "[3/3] A new password\n"
          "What you type stays invisible.\n"
          "New password:\n"
          "New password again:\n"
          "The password has been changed.\n");
  EXPECT_EQ(emulator.requests().back()["body"]["passwordEncryptType"], "rsa");
}

TEST(Recover, ByPhone) {
  for (const std::string number : {"+86 188 1234 5678", "188-1234-5678"}) {
    const EmulatorProcess emulator;
    Person person(sparekey(emulator, {"recover"}));
    person.expect("E-mail or phone: ");
    person.type_line(number);
    person.expect("Passcode (");
    person.type_line(emulator.wait_for_code());
    type_new_password(person, kNewPassword);
    EXPECT_EQ(person.finish(), 0);
    EXPECT_EQ(emulator.outbox().at(0)["channel"], "sms");
    EXPECT_EQ(emulator.requests().front()["body"].contains("phoneCountryCode"), number[0] == '+');
    EXPECT_EQ(emulator.requests().back()["body"]["passwordEncryptType"], "none");
  }
}

// The key is there before the password, and fetched once.
TEST(Recover, FetchesTheKeyWhileThePersonTypes) {
  const EmulatorProcess emulator;
  Person person(sparekey(emulator, {"recover", "--email", kEmail, "--encrypt", "rsa"}));
  person.expect("Passcode (");
  person.type_line(emulator.wait_for_code());
  person.expect("New password: ");
  emulator.wait_for_request("/api/v3/system");
  person.type_line(kNewPassword);
  person.expect("New password again: ");
  person.type_line(kNewPassword);
  EXPECT_EQ(person.finish(), 0);
  EXPECT_EQ(emulator.requests().back()["body"]["passwordEncryptType"], "rsa");
  EXPECT_EQ(emulator.requests().size(), 4u);
}

TEST(Recover, TheRecipientMayStandOnTheCommandLine) {
  const EmulatorProcess emulator;
  Person person(sparekey(emulator, {"recover", "--email", kEmail}));
  person.expect("Passcode (");
  EXPECT_FALSE(contains(person.bytes(), "E-mail address"));
  person.type_line(emulator.wait_for_code());
  type_new_password(person, kNewPassword);
  EXPECT_EQ(person.finish(), 0);
}

TEST(Recover, WithJsonTheDialogueStandsOnStandardError) {
  const EmulatorProcess emulator;
  const TempDir dir;
  Person::Setup setup;
  setup.out = open(dir.file("out").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  Person person(sparekey(emulator, {"recover", "--email", kEmail, "--json"}), setup);
  person.expect("[1/3] ");
  person.expect("Passcode (");
  person.type_line(emulator.wait_for_code());
  type_new_password(person, kNewPassword);
  EXPECT_EQ(person.finish(), 0);
  const json answer = json::parse(support::read_file(dir.file("out")));
  EXPECT_EQ(answer["ok"], true);
  EXPECT_EQ(answer["statusCode"], 200);
  EXPECT_EQ(answer["data"], json({{"success", true}}));
  close(setup.out);
}

// "recover > log": the person sees the whole dialogue and its end, the log has the end.
TEST(Recover, TheDialogueStaysOnTheTerminal) {
  const EmulatorProcess emulator(config({{"passCode", {{"resendSeconds", 0}}}}));
  const TempDir dir;
  const std::string end = "The password has been changed.\n";
  size_t sent = 0;
  for (const bool both : {false, true}) {
    SCOPED_TRACE(both);
    const std::string log = dir.write("log", "");
    const int file = open(log.c_str(), O_RDWR | O_APPEND | O_CLOEXEC);
    Person::Setup setup;
    setup.out = file;
    if (both) setup.error = file;  // then it speaks to /dev/tty
    Person person(sparekey(emulator, {"recover", "--email", kEmail}), setup);
    person.expect("[1/3] Your account\r\n");
    person.expect("waiting for the answer ...");
    person.expect("[2/3] The passcode\r\n");
    person.expect("Passcode (");
    person.type_line(emulator.wait_for_code(++sent));
    person.expect("[3/3] A new password\r\nWhat you type stays invisible.\r\n");
    type_new_password(person, kNewPassword + std::to_string(sent));
    EXPECT_EQ(person.finish(), 0);
    EXPECT_TRUE(contains(person.seen(), end)) << person.seen();
    EXPECT_EQ(support::read_file(log), end);
    close(file);
  }
}

TEST(Recover, AFailureIsSeenWhereverItsReportGoes) {
  const EmulatorProcess emulator(config(
      {{"faults", {{{"path", "/api/v3/send-email"}, {"apiCode", 2005}, {"statusCode", 403}}}}}));
  const TempDir dir;
  const std::string log = dir.write("log", "");
  const int file = open(log.c_str(), O_RDWR | O_APPEND | O_CLOEXEC);
  Person::Setup setup;
  setup.error = file;
  Person person(sparekey(emulator, {"recover", "--email", kEmail, "--reveal-account"}), setup);
  EXPECT_EQ(person.finish(), 3);
  const std::string end =
      "sparekey: The account is locked.\nContact the people who run the service.\n";
  EXPECT_EQ(support::read_file(log), end);
  EXPECT_TRUE(contains(person.seen(), end)) << person.seen();
  close(file);
}

TEST(Recover, ATerminalWithoutSequencesGetsNone) {
  const EmulatorProcess emulator;
  Person::Setup setup;
  setup.environment["TERM"] = "dumb";
  Person person(sparekey(emulator, {"recover", "--email", kEmail}), setup);
  person.expect("Passcode: ");
  person.type_line(emulator.wait_for_code());
  type_new_password(person, kNewPassword);
  EXPECT_EQ(person.finish(), 0);
  EXPECT_FALSE(contains(person.bytes(), "\x1b"));
}

TEST(Recover, CountsDownWhileThePersonTypes) {
  const EmulatorProcess emulator;
  Uptime uptime;
  Person person(sparekey(emulator, {"recover", "--email", kEmail}), {uptime.environment()});
  person.expect("Passcode (expires in 5:00; a new one in 1:00): ");
  person.type("12");
  person.expect("12");
  // The line is written anew as time passes, with what is typed behind it.
  uptime.pass_s(1);
  person.expect("\rPasscode (expires in 4:59; a new one in 0:59): 12\x1b[K");
  uptime.pass_s(2);
  person.expect("\rPasscode (expires in 4:57; a new one in 0:57): 12\x1b[K");
  person.type("\x7f\x7f");
  person.type_line(emulator.wait_for_code());
  type_new_password(person, kNewPassword);
  EXPECT_EQ(person.finish(), 0);
}

TEST(Recover, AWrongCodeIsOfferedAgain) {
  const EmulatorProcess emulator(config({{"passCode", {{"tries", 3}}}}));
  Person person(sparekey(emulator, {"recover", "--email", kEmail}));
  person.expect("Passcode (");
  const std::string code = emulator.wait_for_code();
  person.type_line(wrong_code(code));
  person.expect("This passcode is wrong or has expired");
  person.expect("Passcode (");
  person.type_line(code);
  type_new_password(person, kNewPassword);
  EXPECT_EQ(person.finish(), 0);
}

// Enter alone waits the minute out and sends.
TEST(Recover, EnterAloneHasANewCodeSent) {
  const EmulatorProcess emulator(config({{"passCode", {{"resendSeconds", 0}}}}));
  Uptime uptime;
  Person person(sparekey(emulator, {"recover", "--email", kEmail}), {uptime.environment()});
  person.expect("Passcode (expires in ");
  const std::string burned = emulator.wait_for_code();
  person.type_line(wrong_code(burned));
  person.expect("Passcode (expires in ");
  person.type_line("");
  person.expect("Passcode (sending a new one in 1:00");
  // Meanwhile a code is still taken.
  person.type_line(burned);
  person.expect("This passcode is wrong or has expired");
  person.expect("Passcode (expires in ");
  person.type_line("");
  uptime.pass_s(15);
  person.expect("sending a new one in 0:45");
  uptime.pass_s(44);
  person.expect("sending a new one in 0:01");
  EXPECT_EQ(emulator.outbox().size(), 1u);
  uptime.pass_s(1);
  person.expect("a passcode is on its way");
  person.expect("Passcode (");
  person.type_line(emulator.wait_for_code(2));
  type_new_password(person, kNewPassword);
  EXPECT_EQ(person.finish(), 0);
}

TEST(Recover, WeakAndUsedPasswordsAreOfferedAgain) {
  const EmulatorProcess emulator;
  Person person(sparekey(emulator, {"recover", "--email", kEmail}));
  person.expect("Passcode (");
  person.type_line(emulator.wait_for_code());
  type_new_password(person, "weak");
  person.expect("The password is too weak.");
  type_new_password(person, kOldPassword);
  person.expect("The password was used before.");
  type_new_password(person, kNewPassword);
  EXPECT_EQ(person.finish(), 0);
  EXPECT_EQ(occurrences(person.seen(), "[3/3]"), 1U);
}

TEST(Recover, APasswordTooLongForTheKeyIsAskedForAgain) {
  const EmulatorProcess emulator(config({{"encryption", {{"rsaBits", 1024}}}}));
  Person person(sparekey(emulator, {"recover", "--email", kEmail, "--encrypt", "rsa"}));
  person.expect("Passcode (");
  person.type_line(emulator.wait_for_code());
  type_new_password(person, std::string(118, 'x'));
  person.expect("too long");
  type_new_password(person, kNewPassword);
  EXPECT_EQ(person.finish(), 0);
}

// A wrong code for `email`, then the person gives up; what was seen, without the address and times.
std::string transcript_for(const std::string& email, const json& config) {
  const EmulatorProcess emulator(config);
  Uptime uptime;
  Person person(sparekey(emulator, {"recover"}), {uptime.environment()});
  person.expect("E-mail or phone: ");
  person.type_line(email);
  for (int i = 0; i < 2; ++i) {
    person.expect("Passcode (");
    person.type_line("000000");
    person.expect("This passcode is wrong or has expired");
  }
  person.expect("Passcode (");
  person.type("\x04");
  EXPECT_EQ(person.finish(), 1);
  std::string seen = without_times(person.seen());
  EXPECT_NE(seen.find(email), std::string::npos);
  for (size_t at = seen.find(email); at != std::string::npos; at = seen.find(email))
    seen.erase(at, email.size());
  // The phases, which are overwritten on the screen, are no tell-tale either. (Connecting is done
  // while the person types, and seen only where that is quicker.)
  for (const std::string phase : {"sending", "waiting for", "receiving"})
    seen += phase + ' ' + std::to_string(occurrences(person.bytes(), phase)) + '\n';
  return seen;
}

TEST(Recover, SaysTheSameForAKnownAndAnUnknownAccount) {
  const json locked = {{"accounts", {{{"email", kEmail}, {"locked", true}}}}};
  const json captcha_free = json::object();
  const std::string known = transcript_for(kEmail, captcha_free);
  EXPECT_EQ(transcript_for("nobody@example.com", captcha_free), known);
  EXPECT_EQ(transcript_for("nobody@example.com", {{"unknownAccount", "accept"}}), known);
  EXPECT_EQ(transcript_for(kEmail, locked), known);
}

TEST(Recover, RevealAccountTellsAndAsksAgain) {
  const EmulatorProcess emulator;
  Person person(sparekey(emulator, {"recover", "--reveal-account"}));
  person.expect("E-mail or phone: ");
  person.type_line("nobody@example.com");
  person.expect("There is no such account.");
  person.expect("E-mail or phone: ");
  person.type_line(kEmail);
  person.expect("Passcode (");
  person.type_line(emulator.wait_for_code());
  type_new_password(person, kNewPassword);
  EXPECT_EQ(person.finish(), 0);
}

TEST(Recover, InChinese) {
  const EmulatorProcess emulator;
  Person person(sparekey(emulator, {"recover", "--lang", "zh-CN"}));
  person.expect("[1/3] 您的账号");
  person.expect("：");
  person.type_line(kEmail);
  person.expect("[2/3] 验证码");
  person.expect("如果 alice@example.com 有对应的账号，验证码即将送达，");
  person.expect("剩余时间 ");
  person.type_line(emulator.wait_for_code());
  person.expect("[3/3] 新密码");
  person.expect("新密码：");
  person.type_line("weak");
  person.expect("再输入一次：");
  person.type_line("weak");
  person.expect("密码强度不够。\r\n");
  person.expect("新密码：");
  person.type_line(kNewPassword);
  person.expect("再输入一次：");
  person.type_line(kNewPassword);
  person.expect("密码已修改。");
  EXPECT_EQ(person.finish(), 0);
}

}  // namespace
}  // namespace command_test
