// SPDX-License-Identifier: Apache-2.0
#include "sparekey/error.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "sparekey/options.hpp"
#include "to_string.hpp"

namespace sparekey {
namespace {

struct Row {
  Code code;
  const char* name;
  Kind kind;
  const char* advice;
};

// The command's contract, row by row: a code, its kind, what to do if nothing was sent.
const Row kContract[] = {
    {Code::bad_argument, "bad_argument", Kind::usage, "check_input"},
    {Code::unreadable_file, "unreadable_file", Kind::usage, "check_input"},
    {Code::passcode_rejected, "passcode_rejected", Kind::service, "new_code"},
    {Code::passcode_expired, "passcode_expired", Kind::service, "new_code"},
    {Code::too_soon, "too_soon", Kind::service, "wait"},
    {Code::too_many_requests, "too_many_requests", Kind::service, "wait"},
    {Code::account_not_found, "account_not_found", Kind::service, "check_input"},
    {Code::bad_recipient, "bad_recipient", Kind::service, "check_input"},
    {Code::account_locked, "account_locked", Kind::service, "contact_support"},
    {Code::captcha_required, "captcha_required", Kind::service, "contact_support"},
    {Code::app_rejected, "app_rejected", Kind::service, "contact_support"},
    {Code::not_permitted, "not_permitted", Kind::service, "contact_support"},
    {Code::refused, "refused", Kind::service, "contact_support"},
    {Code::password_too_weak, "password_too_weak", Kind::service, "other_password"},
    {Code::password_reused, "password_reused", Kind::service, "other_password"},
    {Code::token_rejected, "token_rejected", Kind::service, "start_over"},
    {Code::password_undecryptable, "password_undecryptable", Kind::service, "start_over"},
    {Code::delivery_failed, "delivery_failed", Kind::service, "retry"},
    {Code::service_fault, "service_fault", Kind::service, "retry"},
    {Code::name_not_resolved, "name_not_resolved", Kind::network, "retry"},
    {Code::connect_failed, "connect_failed", Kind::network, "retry"},
    {Code::timed_out, "timed_out", Kind::network, "retry"},
    {Code::connection_lost, "connection_lost", Kind::network, "retry"},
    {Code::proxy_refused, "proxy_refused", Kind::network, "check_input"},
    {Code::certificate_expired, "certificate_expired", Kind::tls, "check_clock"},
    {Code::certificate_not_yet_valid, "certificate_not_yet_valid", Kind::tls, "check_clock"},
    {Code::clock_not_set, "clock_not_set", Kind::tls, "check_clock"},
    {Code::certificate_untrusted, "certificate_untrusted", Kind::tls, "check_trust"},
    {Code::certificate_name_mismatch, "certificate_name_mismatch", Kind::tls, "check_trust"},
    {Code::certificate_revoked, "certificate_revoked", Kind::tls, "check_trust"},
    {Code::certificate_weak, "certificate_weak", Kind::tls, "check_trust"},
    {Code::certificate_rejected, "certificate_rejected", Kind::tls, "check_trust"},
    {Code::pin_mismatch, "pin_mismatch", Kind::tls, "check_trust"},
    {Code::handshake_failed, "handshake_failed", Kind::tls, "check_trust"},
    {Code::bad_http, "bad_http", Kind::protocol, "contact_support"},
    {Code::http_status, "http_status", Kind::protocol, "contact_support"},
    {Code::redirected, "redirected", Kind::protocol, "contact_support"},
    {Code::answer_too_large, "answer_too_large", Kind::protocol, "contact_support"},
    {Code::truncated, "truncated", Kind::protocol, "retry"},
    {Code::not_json, "not_json", Kind::protocol, "contact_support"},
    {Code::malformed_json, "malformed_json", Kind::protocol, "contact_support"},
    {Code::unexpected_shape, "unexpected_shape", Kind::protocol, "contact_support"},
    {Code::cancelled, "cancelled", Kind::local, "none"},
    {Code::bad_key, "bad_key", Kind::local, "contact_support"},
    {Code::password_too_long, "password_too_long", Kind::local, "check_input"},
    {Code::buffer_too_small, "buffer_too_small", Kind::local, "check_input"},
#ifdef SPAREKEY_HAS_POOL
    {Code::out_of_memory, "out_of_memory", Kind::local, "contact_support"},
#else
    {Code::out_of_memory, "out_of_memory", Kind::local, "retry"},
#endif
    {Code::entropy_failed, "entropy_failed", Kind::local, "retry"},
    {Code::encryption_failed, "encryption_failed", Kind::local, "retry"},
};

TEST(Error, EachCodeKeepsItsContract) {
  std::set<Code> seen;
  for (const Row& row : kContract) {
    EXPECT_EQ(to_string(name(row.code)), row.name);
    EXPECT_EQ(kind_of(row.code), row.kind) << row.name;
    EXPECT_EQ(to_string(name(advice_for(row.code, Delivery::not_sent))), row.advice) << row.name;
    EXPECT_FALSE(explain(row.code).empty());
    seen.insert(row.code);
  }
  // Every code but `ok`.
  EXPECT_EQ(seen.size(), static_cast<size_t>(Code::encryption_failed));
}

TEST(Error, RetryingIsNeverAdvisedWhereItCouldActTwice) {
  for (const Row& row : kContract) {
    const std::string known = row.advice;
    EXPECT_EQ(to_string(name(advice_for(row.code, Delivery::unknown))),
              known == "retry" ? "start_over" : known);
    EXPECT_EQ(to_string(name(advice_for(row.code, Delivery::answered))), known);
  }
}

TEST(Error, AnHttpErrorIsAdvisedByItsStatus) {
  struct {
    int status;
    const char* advice;
  } constexpr kCases[] = {
      {400, "contact_support"}, {404, "contact_support"}, {429, "wait"},
      {500, "contact_support"}, {502, "retry"},           {503, "retry"},
      {504, "retry"},           {505, "contact_support"}, {600, "contact_support"}};
  for (const auto& c : kCases)
    EXPECT_EQ(to_string(name(advice_for(Code::http_status, Delivery::not_sent, c.status))),
              c.advice)
        << c.status;
  EXPECT_EQ(advice_for(Code::http_status, Delivery::unknown, 503), Advice::start_over);
  EXPECT_EQ(advice_for(Code::refused, Delivery::answered, 503), Advice::contact_support);
}

TEST(Error, KindsAndDeliveriesHaveTheirNames) {
  EXPECT_EQ(to_string(name(Kind::usage)), "usage");
  EXPECT_EQ(to_string(name(Kind::service)), "service");
  EXPECT_EQ(to_string(name(Kind::network)), "network");
  EXPECT_EQ(to_string(name(Kind::tls)), "tls");
  EXPECT_EQ(to_string(name(Kind::protocol)), "protocol");
  EXPECT_EQ(to_string(name(Kind::local)), "local");
  EXPECT_EQ(to_string(name(Delivery::not_sent)), "not_sent");
  EXPECT_EQ(to_string(name(Delivery::unknown)), "unknown");
  EXPECT_EQ(to_string(name(Delivery::answered)), "answered");
}

TEST(Error, WhatIsNoneOfThemHasNoName) {
  EXPECT_EQ(to_string(name(static_cast<Kind>(99))), "");
  EXPECT_EQ(to_string(name(static_cast<Delivery>(99))), "");
  EXPECT_EQ(to_string(name(static_cast<Advice>(99))), "");
}

}  // namespace
}  // namespace sparekey
