// SPDX-License-Identifier: Apache-2.0
// The person's path: what it lets one do when, and what it keeps to itself.
#include "support/needs.hpp"
#include "world_test.hpp"

namespace sparekey::test {
namespace {

constexpr const char* kSendPath = "/api/v3/send-email";
constexpr const char* kVerify = "/api/v3/verify-reset-password-request";
constexpr const char* kResetPassword = "/api/v3/reset-password";

std::string refusal(int api_code) {
  return R"({"statusCode":400,"message":"words of the service","apiCode":)" +
         std::to_string(api_code) + R"(,"requestId":"id"})";
}

class RecoveryTest : public WorldTest {
 protected:
  Recovery recovery(Disclosure disclosure = Disclosure::hide_account) {
    return Recovery(device_.client(), token_, sizeof token_, disclosure);
  }

  char token_[2048] = {};

  // As far as Step::password.
  static void verify(Recovery& recovery) {
    ASSERT_EQ(recovery.send_code(by_email()).code, Code::ok);
    ASSERT_EQ(recovery.enter_code("123456").code, Code::ok);
    ASSERT_EQ(recovery.step(), Step::password);
  }
};

// No account, locked, not allowed, a captcha wanted of it, sent too soon, provider failed, and what
// nobody has heard of.
constexpr int kTelling[] = {2004, 2005, 2057, 1576, 2000, 2080, 3013, 424242};

TEST_F(RecoveryTest, SendingLooksTheSameWhetherThereIsAnAccountOrNot) {
  Recovery known = recovery();
  const Result success = known.send_code(by_email());
  EXPECT_TRUE(success.message.empty());
  EXPECT_TRUE(success.request_id.empty());
  for (const int api_code : kTelling) {
    service_.bodies[kSendPath] = refusal(api_code);
    service_.http_status = api_code % 2 == 0 ? 200 : 404;  // which tells as much as the words
    Recovery unknown = recovery();
    const Result result = unknown.send_code(by_email());
    EXPECT_EQ(result.code, success.code) << api_code;
    EXPECT_EQ(result.delivery, success.delivery);
    EXPECT_EQ(result.advice, success.advice);
    EXPECT_EQ(result.http_status, success.http_status);
    EXPECT_EQ(result.status_code, success.status_code);
    EXPECT_EQ(result.has_api_code, success.has_api_code);
    EXPECT_TRUE(result.message.empty());
    EXPECT_TRUE(result.request_id.empty());
    EXPECT_EQ(unknown.step(), Step::code);
    EXPECT_EQ(unknown.cooldown_ms(), 60'000);
    EXPECT_EQ(unknown.code_lifetime_ms(), 300'000);
  }
}

TEST_F(RecoveryTest, ARejectedPasscodeLooksTheSameToo) {
  Recovery path = recovery();
  ASSERT_EQ(path.send_code(by_email()).code, Code::ok);
  for (const int api_code : {500, 2001, 2300, 2004, 2005, 1576, 424242}) {
    service_.bodies[kVerify] = refusal(api_code);
    service_.http_status = api_code % 2 == 0 ? 200 : 404;
    const Result result = path.enter_code("000000");
    EXPECT_EQ(result.code, Code::passcode_rejected) << api_code;
    EXPECT_EQ(result.advice, Advice::new_code);
    EXPECT_EQ(result.http_status, 0);
    EXPECT_TRUE(result.message.empty());
    EXPECT_FALSE(result.has_api_code);
    EXPECT_EQ(path.step(), Step::code);
  }
}

TEST_F(RecoveryTest, WhatIsTrueOfAnyAccountIsTold) {
  for (const auto& [api_code, code] : {std::pair{1002, Code::too_many_requests},
                                       {1000, Code::service_fault},
                                       {2011, Code::app_rejected},
                                       {2003, Code::bad_recipient}}) {
    service_.bodies[kSendPath] = refusal(api_code);
    Recovery path = recovery();
    EXPECT_EQ(path.send_code(by_email()).code, code);
    EXPECT_EQ(path.step(), Step::identify);
    EXPECT_EQ(path.cooldown_ms(), 0);
  }
}

TEST_F(RecoveryTest, RevealingTellsWhatTheServiceSays) {
  service_.bodies[kSendPath] = refusal(2004);
  Recovery path = recovery(Disclosure::reveal_account);
  const Result result = path.send_code(by_email());
  EXPECT_EQ(result.code, Code::account_not_found);
  EXPECT_EQ(str(result.message), "words of the service");
  EXPECT_EQ(path.step(), Step::identify);
}

TEST_F(RecoveryTest, TwoPasscodesToOneAddressAreAMinuteApart) {
  Recovery path = recovery();
  ASSERT_EQ(path.send_code(by_email()).code, Code::ok);
  world_.now_ms += 59'000;
  const Result early = path.send_code(by_email());
  EXPECT_EQ(early.code, Code::too_soon);
  EXPECT_EQ(early.delivery, Delivery::not_sent);
  EXPECT_EQ(early.retry_after_s, 1);
  EXPECT_EQ(path.step(), Step::code) << "the first passcode is still good";
  world_.now_ms += 1'000;
  EXPECT_EQ(path.cooldown_ms(), 0);
  EXPECT_EQ(path.send_code(by_email()).code, Code::ok);
}

TEST_F(RecoveryTest, AnotherAddressNeedNotWait) {
  Recovery path = recovery();
  ASSERT_EQ(path.send_code(by_email()).code, Code::ok);
  EXPECT_EQ(path.send_code(by_phone()).code, Code::ok);
  EXPECT_EQ(path.code_lifetime_ms(), 60'000) << "a passcode by SMS lives shorter";
}

TEST_F(RecoveryTest, ANumberIsAnotherWithAnotherCountryCodeOrAnotherDigit) {
  Recipient first;
  first.phone = "3012345678";
  first.country_code = "+49";
  Recovery path = recovery();
  ASSERT_EQ(path.send_code(first).code, Code::ok);
  EXPECT_EQ(path.send_code(first).code, Code::too_soon);
  Recipient other_country = first;
  other_country.country_code = "+43";
  EXPECT_EQ(path.send_code(other_country).code, Code::ok);
  Recipient other_digit = other_country;
  other_digit.phone = "3012345679";
  EXPECT_EQ(path.send_code(other_digit).code, Code::ok);
}

TEST_F(RecoveryTest, ACountryCodeIsAPlusSignAndOneToFourDigits) {
  Recipient recipient;
  recipient.phone = "18812345678";
  for (const char* good : {"+1", "+86", "+9999"}) {
    recipient.country_code = good;
    EXPECT_EQ(outcome(device_.client().send_code(recipient)), success()) << good;
  }
  for (const char* bad : {"+", "86", "+10000", "+8a", "++86", "+ 86"}) {
    recipient.country_code = bad;
    EXPECT_EQ(device_.client().send_code(recipient).code, Code::bad_argument) << bad;
  }
  EXPECT_EQ(service_.requests.size(), 3u);
}

TEST_F(RecoveryTest, WhatCannotBeSentLeavesTheFirstRecipientAsItWas) {
  Recovery path = recovery();
  ASSERT_EQ(path.send_code(by_email()).code, Code::ok);
  Recipient bad;
  bad.email = "\xff";
  EXPECT_EQ(path.send_code(bad).code, Code::bad_argument);
  EXPECT_EQ(path.step(), Step::code);
  EXPECT_GT(path.cooldown_ms(), 0);
  EXPECT_EQ(path.send_code(by_email()).code, Code::too_soon);
}

TEST_F(RecoveryTest, OfAClientThatIsNotOpenSaysSo) {
  Client client;
  {
    Recovery path(client, token_, sizeof token_);
    EXPECT_EQ(path.send_code(by_email()).code, Code::bad_argument);
    EXPECT_EQ(path.cooldown_ms(), 0);
  }  // ... and has no call to take with it
  EXPECT_TRUE(service_.requests.empty());
}

TEST_F(RecoveryTest, TheServiceMayAskForALongerWait) {
  service_.fields = "Retry-After: 90\r\n";
  Recovery path = recovery(Disclosure::reveal_account);
  ASSERT_EQ(path.send_code(by_email()).code, Code::ok);
  EXPECT_EQ(path.cooldown_ms(), 90'000);
}

// From the times a stranger could tell that the account exists.
TEST_F(RecoveryTest, WhatIsHiddenTakesAsLongAsASuccess) {
  Recovery path = recovery();
  ASSERT_EQ(path.send_code(by_email()).code, Code::ok);
  for (const std::string fields : {"", "Retry-After: 90\r\n"})
    for (const int api_code : {0, 2080, 2004}) {  // success, too soon, no such account
      SCOPED_TRACE(fields + std::to_string(api_code));
      world_.now_ms += 61'000;
      service_.fields = fields;
      service_.bodies.erase(kSendPath);
      if (api_code != 0) service_.bodies[kSendPath] = refusal(api_code);
      EXPECT_EQ(path.send_code(by_email()).code, Code::ok);
      EXPECT_EQ(path.step(), Step::code);
      EXPECT_EQ(path.cooldown_ms(), 60'000);
      EXPECT_EQ(path.code_lifetime_ms(), 300'000);
    }
}

// Or one person's password would be set with another's token.
TEST_F(RecoveryTest, AnotherRecipientGivesUpTheFirstOnesTokenEvenIfNothingWasSent) {
  Recovery path = recovery();
  verify(path);
  world_.hosts = {Host::refuses};
  world_.now_ms += 45'001;
  EXPECT_EQ(path.send_code(by_phone()).code, Code::connect_failed);
  EXPECT_EQ(path.step(), Step::identify);
  EXPECT_EQ(path.cooldown_ms(), 0);
  EXPECT_EQ(path.code_lifetime_ms(), 0);
  world_.hosts = {Host::answers};
  EXPECT_EQ(path.enter_password("Passw0rd!", Encryption::none).code, Code::bad_argument);
}

TEST_F(RecoveryTest, ATokenWithoutALifetimeIsNotOver) {
  service_.bodies[kVerify] = R"({"statusCode":200,"data":{"passwordResetToken":"the-token"}})";
  Recovery path = recovery();
  verify(path);
  EXPECT_EQ(path.token_lifetime_ms(), -1);
}

TEST_F(RecoveryTest, APasscodeOfUnknownFateMayBeEntered) {
  service_.mute = true;
  Recovery path = recovery();
  const Result result = path.send_code(by_email());
  EXPECT_EQ(result.code, Code::timed_out);
  EXPECT_EQ(result.delivery, Delivery::unknown);
  EXPECT_EQ(path.step(), Step::code);
  EXPECT_EQ(path.cooldown_ms(), 60'000) << "or there would be two";
}

TEST_F(RecoveryTest, TheRecipientBeforeTheLastIsForgotten) {
  Recovery path = recovery();
  {
    std::string first = "a@b.cc";
    ASSERT_EQ(path.send_code({first, {}, {}}).code, Code::ok);
    service_.bodies[kSendPath] = refusal(2003);
    EXPECT_EQ(path.send_code({"bad@x", {}, {}}).code, Code::bad_recipient);
  }
  service_.bodies.clear();
  EXPECT_EQ(path.send_code({"z@y.xx", {}, {}}).code, Code::ok) << "never used, so not too soon";
}

TEST_F(RecoveryTest, NothingSentMeansNoCooldown) {
  world_.hosts = {Host::refuses};
  Recovery path = recovery();
  EXPECT_EQ(path.send_code(by_email()).code, Code::connect_failed);
  EXPECT_EQ(path.step(), Step::identify);
  EXPECT_EQ(path.cooldown_ms(), 0);
}

TEST_F(RecoveryTest, StepsOutOfOrderAreRefused) {
  Recovery path = recovery();
  const Result code = path.enter_code("123456");
  EXPECT_EQ(code.code, Code::bad_argument);
  EXPECT_STREQ(code.detail, "no passcode is being waited for");
  const Result password = path.enter_password("Passw0rd!", Encryption::none);
  EXPECT_EQ(password.code, Code::bad_argument);
  EXPECT_STREQ(password.detail, "no passcode was verified");
  EXPECT_TRUE(service_.requests.empty());
}

TEST_F(RecoveryTest, AnotherPasswordMayBeTriedWithTheSameToken) {
  NEEDS(SPAREKEY_RSA);
  Recovery path = recovery();
  verify(path);
  EXPECT_GT(path.token_lifetime_ms(), 0);
  for (const int api_code : {2029, 2059}) {
    service_.bodies[kResetPassword] = refusal(api_code);
    EXPECT_EQ(path.enter_password("weak", Encryption::none).advice, Advice::other_password);
    EXPECT_EQ(path.step(), Step::password);
  }
  service_.bodies.clear();
  EXPECT_EQ(path.enter_password("Passw0rd!", Encryption::rsa).code, Code::ok);
  EXPECT_EQ(path.step(), Step::done);
  EXPECT_EQ(path.token_lifetime_ms(), 0) << "used up, and forgotten";
}

TEST_F(RecoveryTest, ASpoiltTokenLeadsBackToTheBeginning) {
  for (const int api_code : {0, 2016}) {
    service_.bodies.clear();
    Recovery path = recovery();
    verify(path);
    service_.bodies[kResetPassword] = refusal(api_code);
    EXPECT_EQ(path.enter_password("Passw0rd!", Encryption::none).advice, Advice::start_over);
    EXPECT_EQ(path.step(), Step::identify);
  }
}

TEST_F(RecoveryTest, AResetOfUnknownFateLeadsBackToo) {
  Recovery path = recovery();
  verify(path);
  service_.mute = true;
  const Result result = path.enter_password("Passw0rd!", Encryption::none);
  EXPECT_EQ(result.delivery, Delivery::unknown);
  EXPECT_EQ(result.advice, Advice::start_over);
  EXPECT_EQ(path.step(), Step::identify);
}

TEST_F(RecoveryTest, ATokenThatDoesNotFitIsNoToken) {
  Recovery path = recovery();
  ASSERT_EQ(path.send_code(by_email()).code, Code::ok);
  service_.bodies[kVerify] = R"({"statusCode":200,"data":{"passwordResetToken":")" +
                             std::string(sizeof token_ + 1, 't') + R"("}})";
  EXPECT_EQ(outcome(path.enter_code("123456")),
            expected(Code::buffer_too_small, Delivery::answered, Advice::contact_support));
  EXPECT_EQ(path.step(), Step::code);
}

TEST_F(RecoveryTest, ALostAnswerToThePasscodeLeadsBackToTheBeginning) {
  Recovery path = recovery();
  ASSERT_EQ(path.send_code(by_email()).code, Code::ok);
  service_.mute = true;
  const Result result = path.enter_code("123456");
  EXPECT_EQ(result.delivery, Delivery::unknown);
  EXPECT_EQ(result.advice, Advice::start_over);
  EXPECT_EQ(path.step(), Step::identify);
}

TEST_F(RecoveryTest, APasscodeStaysGoodWhereNoOtherCanHaveGoneOut) {
  Recovery path = recovery();
  ASSERT_EQ(path.send_code(by_email()).code, Code::ok);
  world_.now_ms += 61'000;
  world_.hosts = {Host::refuses};
  EXPECT_EQ(path.send_code(by_email()).delivery, Delivery::not_sent);
  EXPECT_EQ(path.step(), Step::code);
  EXPECT_GT(path.code_lifetime_ms(), 230'000);
  world_.hosts = {Host::answers};
  EXPECT_EQ(path.enter_code("123456").code, Code::ok);
}

TEST_F(RecoveryTest, TooSoonDoesNotLengthenThePasscodesLife) {
  Recovery path = recovery(Disclosure::reveal_account);
  ASSERT_EQ(path.send_code(by_email()).code, Code::ok);
  world_.now_ms += 61'000;
  service_.bodies[kSendPath] = refusal(2080);
  EXPECT_EQ(path.send_code(by_email()).code, Code::too_soon);
  EXPECT_EQ(path.step(), Step::code);
  EXPECT_LE(path.code_lifetime_ms(), 239'000);
  EXPECT_EQ(path.cooldown_ms(), 60'000);

  world_.now_ms += 239'000;
  ASSERT_EQ(path.code_lifetime_ms(), 0);
  EXPECT_EQ(path.send_code(by_email()).code, Code::too_soon);
  EXPECT_EQ(path.code_lifetime_ms(), 300'000) << "somebody else asked for one";
}

TEST_F(RecoveryTest, ATokenThatIsGivenUpIsWiped) {
  const auto holds_token = [this] {
    return std::string(token_, sizeof token_).find("the-token") != std::string::npos;
  };
  {
    Recovery path = recovery();
    verify(path);
    EXPECT_TRUE(holds_token());
    path.start_over();
    EXPECT_FALSE(holds_token());
    world_.now_ms += 61'000;
    verify(path);
    EXPECT_TRUE(holds_token());
    world_.now_ms += 61'000;
    ASSERT_EQ(path.send_code(by_email()).code, Code::ok);
    EXPECT_FALSE(holds_token()) << "a new passcode brings a token of its own";
    ASSERT_EQ(path.enter_code("123456").code, Code::ok);
    EXPECT_TRUE(holds_token());
  }
  EXPECT_FALSE(holds_token());
}

TEST_F(RecoveryTest, OutlivesACloseOfItsClient) {
  Recovery path = recovery();
  ASSERT_TRUE(path.begin_send_code(by_email()).ok());
  device_.open();
  EXPECT_EQ(path.send_code(by_email()).code, Code::ok);
  EXPECT_EQ(path.step(), Step::code);
}

// What a kiosk does: it begins, steps the client, and is told what the person may know.
TEST_F(RecoveryTest, StepwiseToTheEnd) {
  NEEDS(SPAREKEY_RSA);
  Recovery path = recovery();
  std::vector<Result> told;
  const Completion completion = {[](void* context, const Result& result) {
                                   static_cast<std::vector<Result>*>(context)->push_back(result);
                                 },
                                 &told};
  ASSERT_TRUE(path.begin_send_code(by_email(), completion).ok());
  EXPECT_EQ(path.step(), Step::identify);
  EXPECT_TRUE(device_.client().finish().ok());
  ASSERT_EQ(path.step(), Step::code);
  ASSERT_TRUE(path.begin_enter_code("123456", completion).ok());
  EXPECT_TRUE(device_.client().finish().ok());
  ASSERT_EQ(path.step(), Step::password);
  ASSERT_TRUE(
      path.begin_enter_password("Passw0rd!", Encryption::rsa, Sm2Format::plain, completion).ok());
  EXPECT_TRUE(device_.client().finish().ok());
  EXPECT_EQ(path.step(), Step::done);
  ASSERT_EQ(told.size(), 3u);
  EXPECT_TRUE(told[0].message.empty());  // hidden, as in result()
  EXPECT_TRUE(path.result().ok());
}

TEST_F(RecoveryTest, WhatIsHiddenIsHiddenFromTheCompletionToo) {
  service_.bodies[kSendPath] = refusal(2004);
  Recovery path = recovery();
  Code told = Code::refused;
  ASSERT_TRUE(path.begin_send_code(by_email(), {[](void* context, const Result& result) {
                                                  *static_cast<Code*>(context) = result.code;
                                                },
                                                &told})
                  .ok());
  (void)device_.client().finish();
  EXPECT_EQ(told, Code::ok);
  EXPECT_EQ(path.result().code, Code::ok);
}

TEST_F(RecoveryTest, OneCallAtATime) {
  Recovery path = recovery();
  ASSERT_TRUE(path.begin_send_code(by_email()).ok());
  EXPECT_EQ(path.begin_send_code(by_email()).code, Code::bad_argument);
  EXPECT_EQ(path.begin_enter_code("123456").code, Code::bad_argument);
  EXPECT_TRUE(device_.client().finish().ok());
  EXPECT_EQ(service_.requests.size(), 1u);
}

// A key pressed twice: whoever waits for the first call is still told.
TEST_F(RecoveryTest, ACallThatCannotBeginTakesNobodysCompletion) {
  Recovery path = recovery();
  int told = 0;
  const Completion counts = {[](void* context, const Result&) { ++*static_cast<int*>(context); },
                             &told};
  ASSERT_TRUE(path.begin_send_code(by_email(), counts).ok());
  EXPECT_FALSE(path.begin_send_code(by_email()).ok());
  EXPECT_TRUE(device_.client().finish().ok());
  EXPECT_EQ(told, 1);
  ASSERT_TRUE(path.begin_enter_code("123456", counts).ok());
  EXPECT_FALSE(path.begin_enter_code("123456").ok());
  EXPECT_TRUE(device_.client().finish().ok());
  EXPECT_EQ(told, 2);
  const auto enter_password = [&path](Completion completion) {
    return path.begin_enter_password("p", Encryption::none, Sm2Format::plain, completion).ok();
  };
  ASSERT_TRUE(enter_password(counts));
  EXPECT_FALSE(enter_password({}));
  EXPECT_TRUE(device_.client().finish().ok());
  EXPECT_EQ(told, 3);
}

TEST_F(RecoveryTest, CancelledBeforeTheRequestLeavesEverythingAsItWas) {
  Recovery path = recovery();
  ASSERT_TRUE(path.begin_send_code(by_email()).ok());
  device_.client().cancel();
  (void)device_.client().finish();
  EXPECT_EQ(path.result().code, Code::cancelled);
  EXPECT_EQ(path.step(), Step::identify);
  EXPECT_EQ(path.cooldown_ms(), 0);
  EXPECT_TRUE(path.begin_send_code(by_email()).ok());
  (void)device_.client().finish();
  EXPECT_EQ(path.step(), Step::code);
}

// Steps the call under way until its request has gone out, and cancels it there.
void cancel_once_sent(Client& client) {
  Wait wait;
  while (!client.progress().request_sent) ASSERT_FALSE(client.step(&wait));
  client.cancel();
  (void)client.finish();
}

// The passcode may be used up, and the token too: no advice says so of a call that was cancelled.
TEST_F(RecoveryTest, CancelledBehindTheRequestStartsOver) {
  Client& client = device_.client();
  for (const Step last : {Step::code, Step::password}) {
    Recovery path = recovery();
    ASSERT_TRUE(path.send_code(by_email()).ok());
    if (last == Step::password) {
      ASSERT_TRUE(path.enter_code("123456").ok());
    }
    service_.mute = true;
    const Result begun = last == Step::code
                             ? path.begin_enter_code("123456")
                             : path.begin_enter_password("p", Encryption::none, Sm2Format::plain);
    ASSERT_TRUE(begun.ok());
    cancel_once_sent(client);
    EXPECT_EQ(outcome(path.result()), expected(Code::cancelled, Delivery::unknown, Advice::none));
    EXPECT_EQ(path.step(), Step::identify);
    service_.mute = false;
  }
}

// An answer that nobody can read says as little of what became of the passcode.
TEST_F(RecoveryTest, UnreadableAnswerToThePasscodeStartsOver) {
  Recovery path = recovery();
  ASSERT_TRUE(path.send_code(by_email()).ok());
  service_.bodies[kVerify] = "<html>";
  EXPECT_EQ(outcome(path.enter_code("123456")),
            expected(Code::not_json, Delivery::unknown, Advice::contact_support));
  EXPECT_EQ(path.step(), Step::identify);
}

TEST_F(RecoveryTest, ThatGoesAwayTakesItsCallWithIt) {
  {
    Recovery path = recovery();
    ASSERT_TRUE(path.begin_send_code(by_email()).ok());
    Wait wait;
    ASSERT_FALSE(device_.client().step(&wait));
  }
  EXPECT_EQ(world_.connections_open + world_.lookups_open, 0);
  Wait wait;
  EXPECT_TRUE(device_.client().step(&wait));
  EXPECT_EQ(outcome(send_code()), success());
}

TEST_F(RecoveryTest, ThatGoesAwayLeavesACallOfOthersAlone) {
  ASSERT_TRUE(device_.client().begin_send_code(by_email()).ok());
  { const Recovery path = recovery(); }
  EXPECT_EQ(outcome(device_.client().finish()), success());

  int told = 0;
  const Completion counts = {[](void* context, const Result&) { ++*static_cast<int*>(context); },
                             &told};
  ASSERT_TRUE(device_.client().begin_send_code(by_email(), counts).ok());
  { const Recovery path = recovery(); }
  EXPECT_EQ(outcome(device_.client().finish()), success());
  EXPECT_EQ(told, 1);
  {
    // Nobody is to be told of this one, whatever stands beside it.
    Recovery path = recovery();
    ASSERT_TRUE(device_.client().begin_send_code(by_email(), {nullptr, &path}).ok());
  }
  EXPECT_EQ(outcome(device_.client().finish()), success());
}

}  // namespace
}  // namespace sparekey::test
