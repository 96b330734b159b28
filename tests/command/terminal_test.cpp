// SPDX-License-Identifier: Apache-2.0
// The terminal itself: what is typed ahead, Enter and Esc in pieces, and what it can show.
#include <signal.h>

#include <sstream>

#include "command.hpp"
#include "set_clocks.hpp"
#include "support/screen.hpp"
#include "taken.hpp"

namespace command_test {
namespace {

constexpr const char* kSendEmail = "/api/v3/send-email";
constexpr const char* kVerifyPath = "/api/v3/verify-reset-password-request";

std::string another_code(const std::string& code) { return code == "000000" ? "111111" : "000000"; }

json faulty(const json& one) { return {{"faults", json::array({one})}}; }

Arguments recover(const EmulatorProcess& emulator) { return sparekey(emulator, {"recover"}); }

void type_fresh_password(Person& person) {
  person.expect("New password: ");
  person.type_line(kNewPassword);
  person.expect("New password again: ");
  person.type_line(kNewPassword);
}

TEST(TypedAhead, OfTheFirstPromptIsKept) {
  const EmulatorProcess emulator;
  for (const std::string enter : {"\r", "\n", "\r\n"}) {
    Person::Setup setup;
    setup.typed_before = kEmail + enter;
    Person person(recover(emulator), setup);
    person.expect("[2/3]");
    person.expect("Passcode (expires");
    // A second Enter would have had another passcode sent.
    person.type("x");
    person.expect("): x");
    person.type(kControlC);
    EXPECT_EQ(person.finish(), 1);
    EXPECT_FALSE(contains(person.bytes(), "sending a new one"));
  }
}

TEST(TypedAhead, OfAStepIsKeptIfTheOneBeforeSucceeds) {
  const EmulatorProcess emulator;
  Person person(recover(emulator));
  person.expect("E-mail or phone: ");
  person.type_line(kEmail);
  person.expect("Passcode (");
  const std::string password = kNewPassword;
  person.type(emulator.wait_for_code() + "\r" + password + "\r" + password + "\r");
  EXPECT_EQ(person.finish(), 0) << person.bytes();
  EXPECT_FALSE(contains(person.bytes(), password));
}

// The password that was meant for the next step must not become visible in this one.
TEST(TypedAhead, OfAStepThatFailsIsThrownAway) {
  const EmulatorProcess emulator(config({{"passCode", {{"tries", 3}}}}));
  Person person(recover(emulator));
  person.expect("E-mail or phone: ");
  person.type_line(kEmail);
  person.expect("Passcode (");
  const std::string code = emulator.wait_for_code();
  const std::string password = kNewPassword;
  person.type(another_code(code) + "\r" + password + "\r" + password + "\r");
  person.expect("This passcode is wrong or has expired");
  person.expect("Passcode (");
  // Also what is wrong on its face.
  person.type("12x\r" + password + "\r" + password + "\r");
  person.expect("digits only");
  person.expect("Passcode (");
  person.type_line(code);
  person.expect("New password: ");
  person.type("one-Th1ng\ranother-Th1ng\r" + password + "\r" + password + "\r");
  person.expect("do not match.");
  person.expect("New password: ");
  person.type("weak\rweak\r" + password + "\r" + password + "\r");
  person.expect("too weak");
  type_fresh_password(person);
  EXPECT_EQ(person.finish(), 0) << person.bytes();
  EXPECT_FALSE(contains(person.bytes(), password)) << person.bytes();
  EXPECT_EQ(person.left_over(), 0);
}

TEST(TypedAhead, OfAFailureThatIsTriedAgainIsNoEnter) {
  const EmulatorProcess emulator(faulty({{"path", kSendEmail}, {"statusCode", 503}}));
  Person person(recover(emulator));
  person.expect("E-mail or phone: ");
  person.type(std::string(kEmail) + "\r\r\r");
  person.expect("Press Enter to try again: ");
  person.type("\x04");
  EXPECT_EQ(person.finish(), 1);
  EXPECT_EQ(emulator.requests().size(), 1U);
}

TEST(TypedAhead, NeverReachesTheShell) {
  const std::string rest = "rm -rf everything\r";
  const EmulatorProcess slow(faulty({{"path", kVerifyPath}, {"delayMs", 600'000}}));
  for (const std::string end : {"interrupt", "end of input", "signal", "failure"}) {
    SCOPED_TRACE(end);
    const EmulatorProcess emulator(
        faulty({{"path", end == "failure" ? kSendEmail : "/none"}, {"apiCode", 2011}}));
    Person person(recover(emulator));
    const termios before = person.settings_before();
    person.expect("E-mail or phone: ");
    if (end == "interrupt") {
      // Held until all of it is there: what is typed behind the end is the shell's.
      person.signal(SIGSTOP);
      support::wait_until([&] { return support::is_stopped(person.id()); }, "the stop");
      person.type("half" + std::string(kControlC) + rest);
      support::wait_until([&] { return person.unread() == static_cast<int>(rest.size()); },
                          "the terminal to take the keys");
      person.signal(SIGCONT);
    } else if (end == "end of input") {
      person.type("\x04" + rest);
    } else if (end == "signal") {
      person.type("half");
      person.signal(SIGTERM);  // nobody can say whether what is typed now comes before the end
    } else {
      person.type(kEmail + ("\r" + rest));
    }
    EXPECT_EQ(person.finish(), end == "failure" ? 3 : 1);
    EXPECT_TRUE(support::same_settings(person.settings(), before));
    EXPECT_EQ(person.left_over(), 0);
  }
  // During a call of another command, too.
  Person person(sparekey(slow, {"verify", "--email", kEmail}));
  person.expect("Passcode: ");
  person.type("123456\r");
  slow.wait_for_request(kVerifyPath);
  person.type("secret\r" + std::string(kControlC));
  EXPECT_EQ(person.finish(), 1);
  EXPECT_FALSE(contains(person.bytes(), "secret"));
  EXPECT_EQ(person.left_over(), 0);
}

TEST(Enter, CrLfInTwoReadsIsOneKey) {
  const EmulatorProcess emulator(faulty({{"path", kSendEmail}, {"statusCode", 503}}));
  Person person(recover(emulator));
  person.expect("E-mail or phone: ");
  person.type(std::string(kEmail) + "\r");
  person.expect("Press Enter to try again: ");
  person.type("\n");  // of the CR above
  person.type("\r\n");
  person.expect("Press Enter to try again: ");
  person.type("\x04");
  EXPECT_EQ(person.finish(), 1);
  EXPECT_EQ(emulator.requests().size(), 2U);
}

TEST(Esc, ShowsStepOneAgain) {
  const EmulatorProcess emulator;
  Person person(recover(emulator));
  person.expect("E-mail or phone: ");
  person.type_line("alise@example.com");
  person.expect("If alise@example.com belongs to an account");
  person.expect("Passcode (");
  person.type("12\x1b");
  person.expect("[1/3]");
  person.expect("E-mail or phone: ");
  // The same again: no second passcode.
  person.type_line("alise@example.com");
  person.expect("[2/3]");
  person.expect("If alise@example.com belongs to an account");
  person.expect("Passcode (");
  person.type("\x1b");
  person.expect("E-mail or phone: ");
  person.type_line(kEmail);
  person.expect("If alice@example.com belongs to an account");
  person.expect("Passcode (");
  person.type_line(emulator.wait_for_code());
  type_fresh_password(person);
  EXPECT_EQ(person.finish(), 0);
  EXPECT_EQ(emulator.outbox().size(), 1U);
}

// Whether it is the same address decides whether a passcode is sent.
TEST(Esc, AnotherAddressOrAnotherMinuteIsAnotherPasscode) {
  const EmulatorProcess emulator(config({{"passCode", {{"resendSeconds", 0}}}}));
  Uptime uptime;
  Person person(recover(emulator), {uptime.environment()});
  person.expect("E-mail or phone: ");
  person.type_line("+86 18812345678");
  size_t sent = 1;
  for (const std::string next :
       {"18812345678", "18812345679", "18812345679", "alice@example.com"}) {
    person.expect("Passcode (expires");
    EXPECT_EQ(emulator.requests().size(), sent++);
    if (sent == 4) uptime.pass_s(60);  // the same again, but late enough
    person.type("x\x1b");
    person.expect("x");
    wait_until_taken(person);
    uptime.pass_s(1);
    person.expect("E-mail or phone: ");
    person.type_line(next);
  }
  person.expect("Passcode (expires");
  EXPECT_EQ(emulator.requests().size(), sent);
  person.type(kControlC);
  EXPECT_EQ(person.finish(), 1);
}

// With a clock that stands still, nothing can take longer than half a second.
TEST(Esc, IsNoPartOfAnotherKeyHoweverSlowTheLine) {
  const EmulatorProcess emulator;
  Uptime uptime;
  Person person(recover(emulator), {uptime.environment()});
  person.expect("E-mail or phone: ");
  person.type_line(kEmail);
  person.expect("Passcode (");
  for (const std::string key : {"\x1b[A", "\x1bOP", "\x1b[3~", "\x1b[1;5C", "\x1b[[A", "\x1b[200~",
                                "\x1b[201~", "\x1b\x1b[A"})
    for (size_t split = 1; split < key.size(); ++split) {
      person.type(key.substr(0, split));
      person.wait_until_read();
      person.type(key.substr(split) + "7");
      person.expect("7");
      person.type("\x15");
    }
  EXPECT_FALSE(contains(person.bytes().substr(person.bytes().find("[2/3]")), "[1/3]"));
  person.type_line("\x1b[200~" + emulator.wait_for_code() + "\x1b[201~");
  type_fresh_password(person);
  EXPECT_EQ(person.finish(), 0);
}

TEST(AnotherAddress, IsTakenAtThePasscodesPrompt) {
  for (const std::string address :
       {"alice@example.com", " +86 188 1234 5678", "0086 18812345678"}) {
    const EmulatorProcess emulator;
    Person person(recover(emulator));
    person.expect("E-mail or phone: ");
    person.type_line("alise@example.com");
    person.expect("Passcode (");
    person.type_line("nobody@");
    person.expect("This is neither");
    person.expect("Passcode (");
    person.type_line(address);
    person.expect(address[0] == 'a' ? "If alice@example.com belongs"
                                    : "If +86 18812345678 belongs");
    person.expect("Passcode (");
    person.type_line(emulator.wait_for_code());
    type_fresh_password(person);
    EXPECT_EQ(person.finish(), 0);
  }
}

TEST(AnotherAddress, IsNotWhatConsistsOfDigits) {
  const EmulatorProcess emulator;
  Person person(recover(emulator));
  person.expect("E-mail or phone: ");
  person.type_line(kEmail);
  for (const std::string digits : {"001234", "00 12 34", "0000"}) {
    person.expect("Passcode (");
    if (digits == emulator.wait_for_code()) continue;
    person.type_line(digits);
    person.expect("This passcode is wrong or has expired");
  }
  person.expect("Passcode (");  // what is typed before it goes with the refused code
  person.type(kControlC);
  EXPECT_EQ(person.finish(), 1);
}

TEST(Shown, NoTimesStandStillOnATerminalThatCannotRewrite) {
  const EmulatorProcess emulator;
  for (const bool dumb : {true, false}) {
    Person::Setup setup;
    if (dumb) setup.environment["TERM"] = "dumb";
    setup.columns = dumb ? 80 : 39;
    Person person(recover(emulator), setup);
    person.expect("E-mail or phone: ");
    person.type_line(dumb ? "one@example.com" : "other@example.com");
    person.expect("Passcode: ");
    person.type_line("");
    person.expect("A new passcode will be sent in ");
    person.expect("Passcode: ");
    person.type(kControlC);
    EXPECT_EQ(person.finish(), 1);
    EXPECT_EQ(support::without_times(person.seen()), person.seen());
    EXPECT_FALSE(contains(person.bytes(), "\x1b"));
  }
}

// What is typed needs the room: the times go, and come back.
TEST(Shown, TimesGiveWayToALongAnswer) {
  const EmulatorProcess emulator;
  Uptime uptime;
  Person::Setup setup;
  setup.environment = uptime.environment();
  setup.columns = 60;
  Person person(recover(emulator), setup);
  person.expect("E-mail or phone: ");
  person.type_line(kEmail);
  person.expect("Passcode (expires in 5:00; a new one in 1:00): ");
  person.type("somebody.else@example");
  person.expect("\rPasscode: somebody.else\x1b[K");
  uptime.pass_s(3);
  person.type(std::string(9, '\x7f'));
  person.expect("\rPasscode (expires in 4:57; a new one in 0:57): ");
  person.type(kControlC);
  EXPECT_EQ(person.finish(), 1);
}

TEST(Shown, TimesFollowTheSizeOfTheWindow) {
  const EmulatorProcess emulator;
  Uptime uptime;
  Person person(sparekey(emulator, {"recover", "--email", kEmail}), {uptime.environment()});
  person.expect("Passcode (expires in 5:00; a new one in 1:00): ");
  person.resize(50);
  uptime.pass_s(1);
  person.expect("\rPasscode: \x1b[K");
  person.resize(100);
  uptime.pass_s(1);
  person.expect("\rPasscode (expires in 4:58; a new one in 0:58): ");
  person.type(kControlC);
  EXPECT_EQ(person.finish(), 1);
}

size_t width_of(const std::string& line) {
  size_t width = 0;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) width += byte >= 0xE3 ? 2 : 1;
  }
  return width;
}

TEST(Shown, EverythingFitsFortyColumns) {
  for (const std::string language : {"en", "zh"}) {
    const EmulatorProcess emulator(config({{"passCode", {{"tries", 3}}}}));
    Person::Setup setup;
    setup.columns = 40;
    setup.rows = 15;
    Person person(sparekey(emulator, {"recover", "--lang", language}), setup);
    const bool english = language == "en";
    const auto prompt = [&](const char* words, const char* chinese) {
      person.expect(english ? words : chinese);
    };
    prompt("E-mail or phone: ", "邮箱或手机号：");
    person.type_line("x");
    prompt("E-mail or phone: ", "邮箱或手机号：");
    person.type_line(kEmail);
    prompt("Passcode: ", "验证码：");
    person.type_line("000");
    prompt("Passcode: ", "验证码：");
    person.type_line(emulator.wait_for_code());
    prompt("New password: ", "新密码：");
    person.type_line("weak");
    prompt("New password again: ", "再输入一次：");
    person.type_line("weak");
    prompt("New password: ", "新密码：");
    person.type_line(kNewPassword);
    prompt("New password again: ", "再输入一次：");
    person.type_line(kNewPassword);
    EXPECT_EQ(person.finish(), 0);
    std::istringstream lines(person.seen());
    for (std::string line; std::getline(lines, line);) EXPECT_LE(width_of(line), 40U) << line;
  }
}

TEST(Characters, OfEightBitsReachThePasswordUnderUtf8) {
  const EmulatorProcess emulator;
  const TempDir dir;
  for (const bool utf8 : {true, false}) {
    Person::Setup setup;
    setup.environment["LANG"] = utf8 ? "en_US.UTF-8" : "C";
    setup.strips = true;
    Person person(sparekey(emulator, {"reset", "--token-file", dir.write("token", "t")}), setup);
    person.expect("New password: ");
    EXPECT_EQ((person.settings().c_iflag & ISTRIP) != 0, !utf8);
    if (utf8) {
      person.type_line("caf\xe9-Passw0rd");  // ISO 8859-1
      person.expect("not UTF-8");
      person.expect("New password: ");
      person.type_line("密码-Passw0rd");
      person.expect("New password again: ");
      person.type_line("密码-Passw0rd");
      EXPECT_EQ(person.finish(), 3);
      EXPECT_EQ(emulator.requests().back()["body"]["password"], "<15 bytes>");
    } else {
      person.type(kControlC);
      EXPECT_EQ(person.finish(), 1);
    }
    EXPECT_TRUE((person.settings().c_iflag & ISTRIP) != 0);
  }
}

}  // namespace
}  // namespace command_test
