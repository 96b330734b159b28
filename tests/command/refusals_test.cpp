// SPDX-License-Identifier: Apache-2.0
// Every refusal the service knows, for every call that can meet it: its code, advice and
// status.
#include "command.hpp"

namespace command_test {
namespace {

struct Refusal {
  int status_code;
  int api_code;  // 0: none
  std::string code;
  std::string advice;
};

// What any call may get as its answer.
const std::vector<Refusal> kAny = {
    {499, 2004, "account_not_found", "check_input"},
    {403, 2005, "account_locked", "contact_support"},
    {403, 2057, "account_locked", "contact_support"},
    {499, 2000, "captcha_required", "contact_support"},
    {499, 1002, "too_many_requests", "wait"},
    {499, 2100, "too_many_requests", "wait"},
    {429, 0, "too_many_requests", "wait"},
    {400, 2003, "bad_recipient", "check_input"},
    {400, 2028, "bad_recipient", "check_input"},
    {400, 2204, "bad_recipient", "check_input"},
    {499, 3013, "delivery_failed", "retry"},
    {499, 3103, "delivery_failed", "retry"},
    {499, 2025, "delivery_failed", "retry"},
    {601, 0, "delivery_failed", "retry"},
    {602, 0, "delivery_failed", "retry"},
    {404, 2011, "app_rejected", "contact_support"},
    {404, 2224, "app_rejected", "contact_support"},
    {403, 1001, "not_permitted", "contact_support"},
    {403, 1576, "not_permitted", "contact_support"},
    {403, 2120008, "not_permitted", "contact_support"},
    {403, 2130010, "not_permitted", "contact_support"},
    {499, 1000, "service_fault", "retry"},
    {500, 0, "service_fault", "retry"},
    {502, 0, "service_fault", "retry"},
    {503, 0, "service_fault", "retry"},
};

const std::vector<Refusal> kSending = {
    {499, 2080, "too_soon", "wait"},
    {499, 4004, "too_soon", "wait"},
    {499, 0, "refused", "contact_support"},
    {499, 99999, "refused", "contact_support"},
};

const std::vector<Refusal> kAboutCodes = {
    {499, 500, "passcode_rejected", "new_code"},
    {499, 2001, "passcode_rejected", "new_code"},
    {499, 2300, "passcode_expired", "new_code"},
    {499, 0, "refused", "contact_support"},
};

const std::vector<Refusal> kAboutPasswords = {
    {499, 2029, "password_too_weak", "other_password"},
    {499, 2061, "password_too_weak", "other_password"},
    {499, 2071, "password_too_weak", "other_password"},
    {499, 2059, "password_reused", "other_password"},
    {499, 2016, "password_undecryptable", "start_over"},
    {400, 0, "token_rejected", "start_over"},
    {499, 2001, "token_rejected", "start_over"},
    {499, 99999, "token_rejected", "start_over"},
};

struct Call {
  std::string name;
  std::string path;
  Arguments arguments;
  std::vector<Refusal> own;
};

void PrintTo(const Call& call, std::ostream* out) { *out << call.name; }

class Refusals : public testing::TestWithParam<Call> {};

TEST_P(Refusals, EachHasItsCodeAdviceAndStatus) {
  const Call& call = GetParam();
  std::vector<Refusal> refusals = kAny;
  refusals.insert(refusals.end(), call.own.begin(), call.own.end());
  json faults = json::array();
  for (const Refusal& refusal : refusals) {
    json fault = {{"path", call.path},
                  {"times", 1},
                  {"statusCode", refusal.status_code},
                  {"message", "no \"because\"\n\x1b[31m\x7f"}};
    if (refusal.api_code != 0) fault["apiCode"] = refusal.api_code;
    // Once in JSON, once in words.
    faults.push_back(fault);
    faults.push_back(fault);
  }
  const EmulatorProcess emulator(config({{"faults", faults}}));
  const TempDir dir;
  dir.write("token", "some-token");
  dir.write("password", kNewPassword);
  Arguments arguments = sparekey(emulator, call.arguments);
  for (std::string& argument : arguments)
    if (argument == "TOKEN" || argument == "PASSWORD")
      argument = dir.file(argument == "TOKEN" ? "token" : "password");
  Arguments with_json = arguments;
  with_json.push_back("--json");

  for (const Refusal& refusal : refusals) {
    SCOPED_TRACE(std::to_string(refusal.status_code) + ' ' + std::to_string(refusal.api_code));
    const json error =
        expect_failure(support::run(with_json), 3, refusal.code, "answered", refusal.advice);
    EXPECT_EQ(error["kind"], "service");
    EXPECT_EQ(error["httpStatus"], 200);
    EXPECT_EQ(error["statusCode"], refusal.status_code);
    EXPECT_EQ(error["message"], "no \"because\"\n\x1b[31m\x7f");
    EXPECT_NE(error.value("requestId", ""), "");
    EXPECT_EQ(error.contains("apiCode"), refusal.api_code != 0);
    if (refusal.api_code != 0) {
      EXPECT_EQ(error["apiCode"], refusal.api_code);
    }
    EXPECT_FALSE(error.contains("retryAfterSeconds"));

    const Finished words = support::run(arguments);
    EXPECT_EQ(words.status, 3);
    EXPECT_EQ(words.out, "");
    // The service cannot steer a person's terminal.
    EXPECT_TRUE(contains(words.error, "no \"because\"\\x0a\\x1b[31m\\x7f")) << words.error;
    EXPECT_FALSE(contains(words.error, "\x1b"));
    EXPECT_TRUE(contains(words.error, "requestId ")) << words.error;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Calls, Refusals,
    testing::Values(
        Call{"SendEmail", "/api/v3/send-email", {"send-code", "--email", kEmail}, kSending},
        Call{"SendSms", "/api/v3/send-sms", {"send-code", "--phone", "18812345678"}, kSending},
        Call{"CheckCode",
             "/api/v3/pre-check-code",
             {"check-code", "--email", kEmail, "--code", "123456"},
             kAboutCodes},
        Call{"Verify",
             "/api/v3/verify-reset-password-request",
             {"verify", "--phone", "18812345678", "--code", "123456"},
             kAboutCodes},
        Call{"Reset",
             "/api/v3/reset-password",
             {"reset", "--token-file", "TOKEN", "--password-file", "PASSWORD"},
             kAboutPasswords}),
    [](const auto& of) { return of.param.name; });

TEST(Refusals, ResetThatSaysSuccessFalse) {
  const EmulatorProcess emulator(
      config({{"faults", {{{"path", "/api/v3/reset-password"}, {"data", {{"success", false}}}}}}}));
  const TempDir dir;
  const Finished finished =
      support::run(sparekey(emulator, {"reset", "--json", "--token-file", dir.write("token", "t"),
                                       "--password-file", dir.write("password", kNewPassword)}));
  expect_failure(finished, 3, "token_rejected", "answered", "start_over");
}

TEST(Refusals, HttpThrottlingTellsHowLong) {
  const EmulatorProcess emulator(config({{"requestsPerMinute", 1}}));
  const Arguments send = sparekey(emulator, {"send-code", "--email", kEmail, "--json"});
  EXPECT_EQ(support::run(send).status, 0);
  const json error = expect_failure(support::run(send), 3, "too_many_requests", "answered", "wait");
  EXPECT_EQ(error["httpStatus"], 429);
  EXPECT_GT(error["retryAfterSeconds"], 0);
  EXPECT_LE(error["retryAfterSeconds"], 60);
  const Finished words = support::run(sparekey(emulator, {"send-code", "--email", kEmail}));
  EXPECT_TRUE(contains(words.error, "\nWait ")) << words.error;
  EXPECT_TRUE(contains(words.error, " seconds, then try again.\n")) << words.error;
}

TEST(Refusals, AWaitIsInTheLargestUnitThatIsThereTwice) {
  const std::vector<std::pair<std::string, std::string>> waits = {
      {"1", "1 second"}, {"2", "2 seconds"}, {"119", "119 seconds"}, {"120", "2 minutes"}};
  for (const auto& [seconds, in_words] : waits) {
    const EmulatorProcess emulator(config({{"faults",
                                            {{{"path", "/api/v3/send-email"},
                                              {"statusCode", 429},
                                              {"httpStatus", 429},
                                              {"headers", {{"Retry-After", seconds}}}}}}}));
    const Finished words = support::run(sparekey(emulator, {"send-code", "--email", kEmail}));
    EXPECT_TRUE(contains(words.error, "Wait " + in_words + ", then try again.\n")) << words.error;
  }
}

TEST(Refusals, ByTheServiceItself) {
  const EmulatorProcess emulator;
  const Arguments send = {"send-code", "--json", "--email"};
  const auto failure = [&](const Arguments& first, const std::string& email) {
    Arguments arguments = first;
    arguments.insert(arguments.end(), send.begin(), send.end());
    arguments.push_back(email);
    return support::run(arguments);
  };
  const Arguments good = sparekey(emulator, {});
  expect_failure(failure(good, "nobody@example.com"), 3, "account_not_found", "answered",
                 "check_input");
  const Arguments unknown_app =
      sparekey({"--host", emulator.host(), "--ca-file", emulator.ca_file(), "--app-id", "other"});
  expect_failure(failure(unknown_app, kEmail), 3, "app_rejected", "answered", "contact_support");
  EXPECT_EQ(failure(good, kEmail).status, 0);
  expect_failure(failure(good, kEmail), 3, "too_soon", "answered", "wait");
}

}  // namespace
}  // namespace command_test
