// SPDX-License-Identifier: Apache-2.0
// Every refusal the service knows, for every call it can answer: code and advice, the
// service's words kept, and one connection for all of them.
#include <gtest/gtest.h>

#include <functional>

#include "support/case_name.hpp"
#include "support/needs.hpp"
#include "support/rig.hpp"

namespace sparekey::test {
namespace {

constexpr unsigned kToSystem = 1, kToSend = 2, kToCheck = 4, kToVerify = 8, kToReset = 16;
constexpr unsigned kAny = kToSystem | kToSend | kToCheck | kToVerify | kToReset;
constexpr unsigned kCode = kToCheck | kToVerify;
constexpr unsigned kNotReset = kAny & ~kToReset;

struct Row {
  int status_code;
  const char* api_code;  // as JSON; empty: absent
  unsigned calls;
  Code code;
  Advice advice;
};

const Row kRows[] = {
    {400, "500", kCode, Code::passcode_rejected, Advice::new_code},
    {400, "2001", kCode, Code::passcode_rejected, Advice::new_code},
    {400, "2300", kCode, Code::passcode_expired, Advice::new_code},
    {500, "500", kToSystem | kToSend | kToReset, Code::service_fault, Advice::retry},
    {400, "2004", kAny, Code::account_not_found, Advice::check_input},
    {400, "2005", kAny, Code::account_locked, Advice::contact_support},
    {400, "2057", kAny, Code::account_locked, Advice::contact_support},
    {400, "2000", kAny, Code::captcha_required, Advice::contact_support},
    {400, "2029", kAny, Code::password_too_weak, Advice::other_password},
    {400, "2061", kAny, Code::password_too_weak, Advice::other_password},
    {400, "2071", kAny, Code::password_too_weak, Advice::other_password},
    {400, "2059", kAny, Code::password_reused, Advice::other_password},
    {400, "2016", kAny, Code::password_undecryptable, Advice::start_over},
    {400, "2080", kAny, Code::too_soon, Advice::wait},
    {400, "4004", kAny, Code::too_soon, Advice::wait},
    {400, "1002", kAny, Code::too_many_requests, Advice::wait},
    {400, "2100", kAny, Code::too_many_requests, Advice::wait},
    {429, "", kAny, Code::too_many_requests, Advice::wait},
    {400, "2003", kAny, Code::bad_recipient, Advice::check_input},
    {400, "2028", kAny, Code::bad_recipient, Advice::check_input},
    {400, "2204", kAny, Code::bad_recipient, Advice::check_input},
    {500, "3013", kAny, Code::delivery_failed, Advice::retry},
    {500, "3103", kAny, Code::delivery_failed, Advice::retry},
    {500, "2025", kAny, Code::delivery_failed, Advice::retry},
    {601, "", kAny, Code::delivery_failed, Advice::retry},
    {602, "", kAny, Code::delivery_failed, Advice::retry},
    {400, "2011", kAny, Code::app_rejected, Advice::contact_support},
    {400, "2224", kAny, Code::app_rejected, Advice::contact_support},
    {403, "1001", kAny, Code::not_permitted, Advice::contact_support},
    {403, "1576", kAny, Code::not_permitted, Advice::contact_support},
    {403, "2120008", kAny, Code::not_permitted, Advice::contact_support},
    {403, "2130010", kAny, Code::not_permitted, Advice::contact_support},
    {400, "1000", kAny, Code::service_fault, Advice::retry},
    {500, "", kAny, Code::service_fault, Advice::retry},
    {502, "", kAny, Code::service_fault, Advice::retry},
    {503, "", kAny, Code::service_fault, Advice::retry},
    {504, "", kAny, Code::service_fault, Advice::retry},
    // What nobody documents is a refusal, and for `reset` a reason to start again.
    {400, "", kNotReset, Code::refused, Advice::contact_support},
    {401, "0", kNotReset, Code::refused, Advice::contact_support},
    {402, "null", kNotReset, Code::refused, Advice::contact_support},
    {403, "", kNotReset, Code::refused, Advice::contact_support},
    {404, "", kNotReset, Code::refused, Advice::contact_support},
    {409, "", kNotReset, Code::refused, Advice::contact_support},
    {413, "", kNotReset, Code::refused, Advice::contact_support},
    {422, "", kNotReset, Code::refused, Advice::contact_support},
    {499, "999999999999", kNotReset, Code::refused, Advice::contact_support},
    {501, "-1", kNotReset, Code::refused, Advice::contact_support},
    {603, "", kNotReset, Code::refused, Advice::contact_support},
    {400, "", kToReset, Code::token_rejected, Advice::start_over},
    {401, "0", kToReset, Code::token_rejected, Advice::start_over},
    {400, "2001", kToReset, Code::token_rejected, Advice::start_over},
    {400, "2300", kToReset, Code::token_rejected, Advice::start_over},
    {400, "500", kToReset, Code::token_rejected, Advice::start_over},
    {422, "12345", kToReset, Code::token_rejected, Advice::start_over},
    {603, "", kToReset, Code::token_rejected, Advice::start_over},
    // Older servers write the number as text.
    {400, "\"2004\"", kAny, Code::account_not_found, Advice::check_input},
    {400, "\"2300\"", kCode, Code::passcode_expired, Advice::new_code},
};

struct RefusedCall {
  const char* name;
  unsigned bit;
  std::function<Result(Client&)> make;
};

void PrintTo(const RefusedCall& call, std::ostream* out) { *out << call.name; }

const RefusedCall kRefusedCalls[] = {
    {"System", kToSystem,
     [](Client& client) {
       SystemAnswer answer;
       return client.system(&answer);
     }},
    {"SendByEmail", kToSend, [](Client& client) { return client.send_code(by_email()); }},
    {"SendBySms", kToSend, [](Client& client) { return client.send_code(by_phone()); }},
    {"CheckCode", kToCheck,
     [](Client& client) {
       CheckCodeAnswer answer;
       return client.check_code(by_email(), "123456", &answer);
     }},
    {"Verify", kToVerify,
     [](Client& client) {
       VerifyAnswer answer;
       return client.verify(by_phone(), "123456", &answer);
     }},
    {"Reset", kToReset,
     [](Client& client) {
       ResetRequest request;
       request.password_reset_token = "t";
       request.password = "p";
       return client.reset(request);
     }},
};

class RefusalTest : public testing::TestWithParam<RefusedCall> {};

TEST_P(RefusalTest, HasItsCodeAndAdviceAndKeepsTheConnection) {
  Rig rig({});
  for (const Row& row : kRows) {
    if ((row.calls & GetParam().bit) == 0) continue;
    const std::string body = refusal(row.status_code, row.api_code);
    SCOPED_TRACE(body);
    rig.service.expect({ok(body)});
    const Result result = GetParam().make(rig.client());
    EXPECT_EQ(outcome(result), expected(row.code, Delivery::answered, row.advice));
    EXPECT_EQ(result.http_status, 200);
    EXPECT_EQ(result.status_code, row.status_code);
    EXPECT_EQ(str(result.message), "no");
    EXPECT_EQ(str(result.request_id), "r-2");
  }
  EXPECT_EQ(rig.connections_after_another_call(), 1u);
}

// The older servers' published list has the business number in `code`, and nothing beside it.
TEST_P(RefusalTest, IsToldByACodeThatStandsAlone) {
  Rig rig({});
  for (const Row& row : kRows) {
    if ((row.calls & GetParam().bit) == 0) continue;
    const std::string api_code = row.api_code;
    const int code = api_code.empty() ? row.status_code : atoi(row.api_code);
    const bool alike = api_code.find_first_not_of("0123456789") == std::string::npos &&
                       api_code.size() < 9 && (code != 500 || row.status_code == 500);
    // 500 is a wrong passcode, or a fault if no passcode was shown.
    if (!alike || (code == 500 && (GetParam().bit & kCode) != 0)) continue;
    const std::string body =
        "{\"code\":" + std::to_string(code) + R"(,"message":"no","uniqueId":"r-2"})";
    SCOPED_TRACE(body);
    rig.service.expect({ok(body)});
    const Result result = GetParam().make(rig.client());
    EXPECT_EQ(outcome(result), expected(row.code, Delivery::answered, row.advice));
    EXPECT_EQ(result.status_code, code);
    EXPECT_FALSE(result.has_api_code);
    EXPECT_EQ(str(result.message), "no");
    EXPECT_EQ(str(result.request_id), "r-2");
  }
  EXPECT_EQ(rig.connections_after_another_call(), 1u);
}

TEST_P(RefusalTest, ACodeOf500AloneIsAboutAPasscodeOnlyWhereOneWasShown) {
  Rig rig({ok(R"({"code":500})")});
  const bool shown = (GetParam().bit & kCode) != 0;
  EXPECT_EQ(GetParam().make(rig.client()).code,
            shown ? Code::passcode_rejected : Code::service_fault);
}

// Throttling and faults are also told by HTTP alone, the envelope saying less.
TEST_P(RefusalTest, HttpStatusCountsWhereTheEnvelopeSaysNothing) {
  const struct {
    int http_status;
    Code code;
  } kStatuses[] = {{429, Code::too_many_requests},
                   {500, Code::service_fault},
                   {502, Code::service_fault},
                   {503, Code::service_fault},
                   {504, Code::service_fault}};
  Rig rig({});
  for (const auto& row : kStatuses) {
    for (const std::string& body : {refusal(200), refusal(row.http_status)}) {
      SCOPED_TRACE(body);
      rig.service.expect({http(row.http_status, body)});
      const Result result = GetParam().make(rig.client());
      EXPECT_EQ(result.code, row.code);
      EXPECT_EQ(result.delivery, Delivery::answered);
      EXPECT_EQ(result.http_status, row.http_status);
    }
  }
  EXPECT_EQ(rig.connections_after_another_call(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Calls, RefusalTest, testing::ValuesIn(kRefusedCalls),
                         case_name<RefusedCall>);

// Keys fetched for a reset are refused: the password has not gone out, so nothing was sent.
TEST(Refusal, OfTheKeysLeavesTheResetUnsent) {
  NEEDS(SPAREKEY_RSA);
  Rig rig({ok(refusal(403, "1001"))});
  ResetRequest request;
  request.password_reset_token = "t";
  request.password = "p";
  request.encryption = Encryption::rsa;
  EXPECT_EQ(outcome(rig.client().reset(request)),
            expected(Code::not_permitted, Delivery::not_sent, Advice::contact_support));
  EXPECT_EQ(rig.service.requests().size(), 1u);
  EXPECT_EQ(rig.connections_after_another_call(), 1u);
}

}  // namespace
}  // namespace sparekey::test
