// SPDX-License-Identifier: Apache-2.0
#include "api/refusals.hpp"

#include <gtest/gtest.h>

namespace sparekey::api {
namespace {

const Call* const kCalls[] = {&kSystem.row,    &kPublicKeys.row, &kSendCode.row,
                              &kCheckCode.row, &kVerify.row,     &kReset.row};

struct Row {
  int64_t api_code;
  Code code;
};

TEST(Refusals, ApiCodesThatMeanTheSameForEveryCall) {
  const Row kRows[] = {
      {2004, Code::account_not_found},
      {2005, Code::account_locked},
      {2057, Code::account_locked},
      {2000, Code::captcha_required},
      {2029, Code::password_too_weak},
      {2061, Code::password_too_weak},
      {2071, Code::password_too_weak},
      {2059, Code::password_reused},
      {2016, Code::password_undecryptable},
      {2080, Code::too_soon},
      {4004, Code::too_soon},
      {1002, Code::too_many_requests},
      {2100, Code::too_many_requests},
      {2003, Code::bad_recipient},
      {2028, Code::bad_recipient},
      {2204, Code::bad_recipient},
      {3013, Code::delivery_failed},
      {3103, Code::delivery_failed},
      {2025, Code::delivery_failed},
      {2011, Code::app_rejected},
      {2224, Code::app_rejected},
      {1001, Code::not_permitted},
      {1576, Code::not_permitted},
      {2120008, Code::not_permitted},
      {2130010, Code::not_permitted},
      {1000, Code::service_fault},
  };
  for (const Row& row : kRows)
    for (const Call* call : kCalls) {
      EXPECT_EQ(refusal(*call, 200, 400, row.api_code), row.code) << row.api_code;
      // The most exact word counts, whatever the others are.
      EXPECT_EQ(refusal(*call, 500, 500, row.api_code), row.code) << row.api_code;
    }
}

TEST(Refusals, PasscodesAreRejectedOnlyWhereOneWasShown) {
  for (const Call* call : {&kCheckCode.row, &kVerify.row}) {
    EXPECT_EQ(refusal(*call, 200, 500, 500), Code::passcode_rejected);
    EXPECT_EQ(refusal(*call, 200, 400, 2001), Code::passcode_rejected);
    EXPECT_EQ(refusal(*call, 200, 400, 2300), Code::passcode_expired);
  }
  EXPECT_EQ(refusal(kSendCode.row, 200, 500, 500), Code::service_fault);
  EXPECT_EQ(refusal(kSendCode.row, 200, 400, 2001), Code::refused);
  EXPECT_EQ(refusal(kReset.row, 200, 400, 2300), Code::token_rejected);
}

TEST(Refusals, StatusDecidesWhereTheApiCodeDoesNot) {
  for (const Call* call : kCalls)
    for (const int64_t api_code : {int64_t{0}, int64_t{424242}, int64_t{-1}}) {
      EXPECT_EQ(refusal(*call, 200, 429, api_code), Code::too_many_requests);
      EXPECT_EQ(refusal(*call, 429, 400, api_code), Code::too_many_requests);
      for (const int fault : {500, 502, 503, 504}) {
        EXPECT_EQ(refusal(*call, 200, fault, api_code), Code::service_fault);
        EXPECT_EQ(refusal(*call, fault, 400, api_code), Code::service_fault);
      }
      EXPECT_EQ(refusal(*call, 200, 601, api_code), Code::delivery_failed);
      EXPECT_EQ(refusal(*call, 200, 602, api_code), Code::delivery_failed);
    }
}

TEST(Refusals, AnythingElseIsRefusedAndForResetTheToken) {
  for (const int status : {400, 401, 402, 403, 404, 409, 413, 422, 499, 501, 603, 0, 201})
    for (const Call* call : kCalls)
      EXPECT_EQ(refusal(*call, 200, status, 0),
                call == &kReset.row ? Code::token_rejected : Code::refused)
          << status;
}

}  // namespace
}  // namespace sparekey::api
