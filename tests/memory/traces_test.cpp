// SPDX-License-Identifier: Apache-2.0
// No secret is in the command's memory longer than the next step needs it.
#include <signal.h>

#include "memory/subject.hpp"

namespace memory_test {
namespace {

using namespace sparekey::test;
using support::Person;

const std::string kVerifiedWithToken =
    ok(envelope(R"({"passwordResetToken":")" + kToken + R"(","tokenExpiresIn":300})"));

const Needed kPassCodeIsNeeded = {"passcode", "a refusal that says wait is tried again"};
const Needed kPasswordIsNeeded = {"password", "a refusal that says wait is tried again"};
const Needed kFirstIsNeeded = {"password", "the second is compared with it"};
const Needed kTokenIsNeeded = {"token", "the reset is still to come, or may be tried again"};

// The answer with the key, and how many answers that makes.
std::vector<Answer> answers_with_key(const std::string& encryption) {
  if (encryption == "rsa") return {ok(keys(public_pem(make_key(KeyKind::rsa2048))))};
  // The curve's own base point, as good as any.
  if (encryption == "sm2")
    return {ok(R"({"sm2":{"publicKey":"0432c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589)"
               R"(334c74c7bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0"},)"
               R"("version":{"server":"4.5.6"}})")};
  return {};
}

class Dialogue : public Memory {
 protected:
  void begin(const std::vector<Answer>& answers, const std::string& encryption = "none") {
    service_.expect(answers);
    person_ = std::make_unique<Person>(
        command({"recover", "--email", "alice@example.com", "--encrypt", encryption}));
    at_exit_ = std::make_unique<AtExit>(person_->id());
  }
  void to_the_password() {
    person_->expect("Passcode (");
    person_->type_line(kPassCode);
    person_->expect("New password: ");
  }
  void type_password(const std::string& first, const std::string& second) {
    person_->type_line(first);
    person_->expect("again: ");
    person_->type_line(second);
  }

  // What it holds while it waits, besides what every request needs.
  void expect_now(std::vector<Needed> needed) {
    needed.push_back(kAccessTokenIsNeeded);
    needed.push_back(kCredentialsAreNeeded);
    expect_only(needed, memory_at_rest(person_->id()));
  }
  void expect_nothing_at_exit(int status) {
    EXPECT_EQ(person_->finish(), status) << person_->bytes();
    expect_only({}, at_exit_->memory());
  }

  std::unique_ptr<Person> person_;
  std::unique_ptr<AtExit> at_exit_;
};

TEST_F(Dialogue, AtThePasscodePrompt) {
  begin({ok(kSent)});
  person_->expect("Passcode (");
  expect_now({});
  person_->type("\x04");
  expect_nothing_at_exit(1);
}

TEST_F(Dialogue, WhileThePasscodeIsJudged) {
  begin({ok(kSent)});
  person_->expect("Passcode (");
  person_->type_line("            " + kPassCode + ' ');  // it moves to the front
  wait_for_requests(2);
  expect_now({kPassCodeIsNeeded});
  person_->signal(SIGTERM);
  expect_nothing_at_exit(1);
}

TEST_F(Dialogue, AtThePasswordPrompts) {
  begin({ok(kSent), kVerifiedWithToken});
  to_the_password();
  expect_now({kTokenIsNeeded});
  person_->type_line(kPassword);
  person_->expect("again: ");
  expect_now({kTokenIsNeeded, kFirstIsNeeded});
  person_->type_line(kMistyped);
  person_->expect("New password: ");
  expect_now({kTokenIsNeeded});
  person_->signal(SIGHUP);
  expect_nothing_at_exit(1);
}

TEST_F(Dialogue, APasswordHalfTyped) {
  begin({ok(kSent), kVerifiedWithToken});
  to_the_password();
  // The bell, of a key that means nothing, tells that those before it were read.
  person_->type(kPassword + "\x01");
  person_->expect("\a");
  expect_now({kTokenIsNeeded, kFirstIsNeeded});
  person_->type("\x15\x01");  // ^U
  person_->expect("\a");
  expect_now({kTokenIsNeeded});
  person_->type("\x04");
  expect_nothing_at_exit(1);
}

TEST_F(Dialogue, APasscodeHalfTyped) {
  begin({ok(kSent)});
  person_->expect("Passcode (");
  person_->type(kPassCode + "\x01");
  person_->expect("\a");
  person_->signal(SIGTERM);
  expect_nothing_at_exit(1);
}

// The system saves the registers at each signal that is caught, and what was moved through them.
TEST_F(Dialogue, ContinuedAgainAndAgain) {
  begin({ok(kSent), kVerifiedWithToken});
  to_the_password();
  for (int i = 0; i < 20; ++i) {
    person_->type(kPassword + "\x01");
    person_->expect("\a");
    person_->signal(SIGCONT);
    person_->expect("New password: ");
  }
  person_->type("\x15\x01");  // ^U
  person_->expect("\a");
  expect_now({kTokenIsNeeded});
  person_->signal(SIGHUP);
  expect_nothing_at_exit(1);
}

class Encrypted : public Dialogue, public testing::WithParamInterface<const char*> {};

TEST_P(Encrypted, WhileThePasswordIsJudged) {
  std::vector<Answer> answers = {ok(kSent), kVerifiedWithToken};
  for (const Answer& key : answers_with_key(GetParam())) answers.push_back(key);
  begin(answers, GetParam());
  to_the_password();
  type_password(kPassword, kPassword);
  wait_for_requests(answers.size() + 1);
  expect_now({kTokenIsNeeded, kPasswordIsNeeded});
  person_->signal(SIGINT);
  expect_nothing_at_exit(1);
}

INSTANTIATE_TEST_SUITE_P(As, Encrypted, testing::Values("none", "rsa", "sm2"));

TEST_F(Dialogue, ARefusedPassword) {
  begin({ok(kSent), kVerifiedWithToken, ok(refusal(400, "2029")), ok(kReset)});
  to_the_password();
  type_password(kPassword, kPassword);
  person_->expect("New password: ");
  expect_now({kTokenIsNeeded});
  type_password(kMistyped, kMistyped);
  expect_nothing_at_exit(0);
}

TEST_F(Dialogue, AfterASuccess) {
  begin({ok(kSent), kVerifiedWithToken, ok(kReset)});
  to_the_password();
  type_password(kPassword, kPassword);
  expect_nothing_at_exit(0);
}

class Script : public Memory {
 protected:
  void expect_nothing_at_exit(int status) {
    EXPECT_EQ(child().wait(), status);
    expect_only({}, at_exit_->memory());
  }
  void begin(const std::vector<Answer>& answers, const std::vector<std::string>& arguments,
             const std::string& input) {
    service_.expect(answers);
    start(arguments);
    at_exit_ = std::make_unique<AtExit>(child().id());
    feed(input);
  }
  std::unique_ptr<AtExit> at_exit_;
};

const std::vector<std::string> kVerify = {"verify", "--email", "alice@example.com", "--code-file",
                                          "-"};

TEST_F(Script, AfterAVerification) {
  begin({kVerifiedWithToken}, kVerify, kPassCode + "\r\n");
  expect_nothing_at_exit(0);
  EXPECT_EQ(out(), kToken + "\n");
}

TEST_F(Script, WhileThePasscodeIsJudged) {
  begin({}, kVerify, "            " + kPassCode);
  wait_for_requests(1);
  expect_only({}, memory_at_rest(child().id()));
  child().signal(SIGTERM);
  expect_nothing_at_exit(1);
}

// A passcode may stand on the command line, where every user of the machine sees it. Not for long.
TEST_F(Script, APasscodeOfTheCommandLine) {
  start({"verify", "--email", "alice@example.com", "--code", kPassCode});
  wait_for_requests(1);
  expect_only({}, memory_at_rest(child().id()));
  const std::string line = support::read_file("/proc/" + std::to_string(child().id()) + "/cmdline");
  EXPECT_NE(line.find("--code"), std::string::npos);
  EXPECT_EQ(line.find(kPassCode), std::string::npos);
}

TEST_F(Script, AfterAReset) {
  begin({ok(kReset)}, reset_with_password_on_stdin(), kPassword + "\n");
  expect_nothing_at_exit(0);
}

TEST_F(Script, AfterARefusal) {
  begin({ok(refusal(400, "2029"))}, reset_with_password_on_stdin(), kPassword + "\n");
  expect_nothing_at_exit(3);
}

class EncryptedByScript : public Script, public testing::WithParamInterface<const char*> {};

TEST_P(EncryptedByScript, WhileThePasswordIsJudged) {
  const std::vector<Answer> answers = answers_with_key(GetParam());
  begin(answers, reset_with_password_on_stdin(GetParam()), kPassword);
  wait_for_requests(answers.size() + 1);
  expect_only({}, memory_at_rest(child().id()));
  child().signal(SIGTERM);
  expect_nothing_at_exit(1);
}

INSTANTIATE_TEST_SUITE_P(As, EncryptedByScript, testing::Values("none", "rsa", "sm2"));

TEST_F(Script, WhileTheProxyIsSilent) {
  proxy_is_silent_ = true;
  start({"send-code", "--email", "alice@example.com"});
  support::wait_until([&] { return proxy_asked_ > 0; }, "a request to the proxy");
  expect_only({kAccessTokenIsNeeded, kCredentialsAreNeeded}, memory_at_rest(child().id()));
}

// The password is still to be encrypted.
TEST_F(Script, WhileTheKeyIsFetched) {
  begin({}, reset_with_password_on_stdin("rsa"), kPassword);
  wait_for_requests(1);
  expect_only({kPasswordIsNeeded, kTokenIsNeeded, kAccessTokenIsNeeded, kCredentialsAreNeeded},
              memory_at_rest(child().id()));
  child().signal(SIGTERM);
  expect_nothing_at_exit(1);
}

TEST_F(Script, WhileStandardInputIsAwaited) {
  start(reset_with_password_on_stdin());
  const AtExit at_exit(child().id());
  expect_only({kTokenIsNeeded, kAccessTokenIsNeeded, kCredentialsAreNeeded},
              memory_at_rest(child().id()));
}

}  // namespace
}  // namespace memory_test
