// SPDX-License-Identifier: Apache-2.0
// The values of each enumeration, a row for each: its name in C++, and in C. values.cpp sees to it
// that none is missing and that both have the same number, so a cast is enough.
#ifndef SPAREKEY_C_VALUES_HPP
#define SPAREKEY_C_VALUES_HPP

#include <string.h>

#include "sparekey/sparekey.h"
#include "sparekey/sparekey.hpp"

// clang-format off
#define SPAREKEY_C_KINDS(ROW) \
  ROW(none, NONE) ROW(usage, USAGE) ROW(service, SERVICE) ROW(network, NETWORK) ROW(tls, TLS) \
  ROW(protocol, PROTOCOL) ROW(local, LOCAL)

#define SPAREKEY_C_CODES(ROW) \
  ROW(ok, OK) \
  ROW(bad_argument, BAD_ARGUMENT) \
  ROW(unreadable_file, UNREADABLE_FILE) \
  ROW(passcode_rejected, PASSCODE_REJECTED) \
  ROW(passcode_expired, PASSCODE_EXPIRED) \
  ROW(too_soon, TOO_SOON) \
  ROW(too_many_requests, TOO_MANY_REQUESTS) \
  ROW(account_not_found, ACCOUNT_NOT_FOUND) \
  ROW(bad_recipient, BAD_RECIPIENT) \
  ROW(account_locked, ACCOUNT_LOCKED) \
  ROW(captcha_required, CAPTCHA_REQUIRED) \
  ROW(app_rejected, APP_REJECTED) \
  ROW(not_permitted, NOT_PERMITTED) \
  ROW(refused, REFUSED) \
  ROW(password_too_weak, PASSWORD_TOO_WEAK) \
  ROW(password_reused, PASSWORD_REUSED) \
  ROW(token_rejected, TOKEN_REJECTED) \
  ROW(password_undecryptable, PASSWORD_UNDECRYPTABLE) \
  ROW(delivery_failed, DELIVERY_FAILED) \
  ROW(service_fault, SERVICE_FAULT) \
  ROW(name_not_resolved, NAME_NOT_RESOLVED) \
  ROW(connect_failed, CONNECT_FAILED) \
  ROW(timed_out, TIMED_OUT) \
  ROW(connection_lost, CONNECTION_LOST) \
  ROW(proxy_refused, PROXY_REFUSED) \
  ROW(certificate_untrusted, CERTIFICATE_UNTRUSTED) \
  ROW(certificate_expired, CERTIFICATE_EXPIRED) \
  ROW(certificate_not_yet_valid, CERTIFICATE_NOT_YET_VALID) \
  ROW(clock_not_set, CLOCK_NOT_SET) \
  ROW(certificate_name_mismatch, CERTIFICATE_NAME_MISMATCH) \
  ROW(certificate_revoked, CERTIFICATE_REVOKED) \
  ROW(certificate_weak, CERTIFICATE_WEAK) \
  ROW(certificate_rejected, CERTIFICATE_REJECTED) \
  ROW(pin_mismatch, PIN_MISMATCH) \
  ROW(handshake_failed, HANDSHAKE_FAILED) \
  ROW(bad_http, BAD_HTTP) \
  ROW(http_status, HTTP_STATUS) \
  ROW(redirected, REDIRECTED) \
  ROW(answer_too_large, ANSWER_TOO_LARGE) \
  ROW(truncated, TRUNCATED) \
  ROW(not_json, NOT_JSON) \
  ROW(malformed_json, MALFORMED_JSON) \
  ROW(unexpected_shape, UNEXPECTED_SHAPE) \
  ROW(cancelled, CANCELLED) \
  ROW(bad_key, BAD_KEY) \
  ROW(password_too_long, PASSWORD_TOO_LONG) \
  ROW(buffer_too_small, BUFFER_TOO_SMALL) \
  ROW(out_of_memory, OUT_OF_MEMORY) \
  ROW(entropy_failed, ENTROPY_FAILED) \
  ROW(encryption_failed, ENCRYPTION_FAILED)

#define SPAREKEY_C_DELIVERIES(ROW) \
  ROW(not_sent, NOT_SENT) ROW(unknown, UNKNOWN) ROW(answered, ANSWERED)

#define SPAREKEY_C_ADVICE(ROW) \
  ROW(none, NONE) \
  ROW(check_input, CHECK_INPUT) \
  ROW(new_code, NEW_CODE) \
  ROW(wait, WAIT) \
  ROW(contact_support, CONTACT_SUPPORT) \
  ROW(other_password, OTHER_PASSWORD) \
  ROW(start_over, START_OVER) \
  ROW(retry, RETRY) \
  ROW(check_clock, CHECK_CLOCK) \
  ROW(check_trust, CHECK_TRUST)

#define SPAREKEY_C_PHASES(ROW) \
  ROW(idle, IDLE) ROW(resolving, RESOLVING) ROW(connecting, CONNECTING) ROW(securing, SECURING) \
  ROW(sending, SENDING) ROW(waiting, WAITING) ROW(receiving, RECEIVING)

#define SPAREKEY_C_BRANDS(ROW) ROW(authing, AUTHING) ROW(genauth, GENAUTH)

#define SPAREKEY_C_LANGUAGES(ROW) \
  ROW(zh_cn, ZH_CN) ROW(en_us, EN_US) ROW(zh_tw, ZH_TW) ROW(ja_jp, JA_JP)

#define SPAREKEY_C_CLOCK_POLICIES(ROW) \
  ROW(strict, STRICT) ROW(not_before_build, NOT_BEFORE_BUILD) ROW(ignore_dates, IGNORE_DATES)

#define SPAREKEY_C_ENCRYPTIONS(ROW) ROW(none, NONE) ROW(rsa, RSA) ROW(sm2, SM2)

#define SPAREKEY_C_SM2_FORMATS(ROW) \
  ROW(plain, PLAIN) ROW(with_04, WITH_04) ROW(prefix, PREFIX) ROW(c1c2c3, C1C2C3)

#define SPAREKEY_C_STEPS(ROW) \
  ROW(identify, IDENTIFY) ROW(code, CODE) ROW(password, PASSWORD) ROW(done, DONE)

#define SPAREKEY_C_DISCLOSURES(ROW) \
  ROW(hide_account, HIDE_ACCOUNT) ROW(reveal_account, REVEAL_ACCOUNT)

#define SPAREKEY_C_CHAIN_KEYS(ROW) ROW(ec, EC) ROW(rsa_2048, RSA_2048) ROW(rsa_4096, RSA_4096)
// clang-format on

namespace sparekey::c {

// Not covered: the compiler runs it.
template <size_t count>
constexpr unsigned count_of(const bool (&)[count]) {
  return count;
}

// How many values an enumeration of C's has; they begin at 0.
template <typename Enum>
constexpr unsigned kCount = 0;
#define SPAREKEY_C_ONE(name, NAME) true,
#define SPAREKEY_C_COUNT(Enum, ROWS) \
  template <>                        \
  inline constexpr unsigned kCount<Enum> = count_of({ROWS(SPAREKEY_C_ONE)})
SPAREKEY_C_COUNT(sparekey_kind, SPAREKEY_C_KINDS);
SPAREKEY_C_COUNT(sparekey_code, SPAREKEY_C_CODES);
SPAREKEY_C_COUNT(sparekey_delivery, SPAREKEY_C_DELIVERIES);
SPAREKEY_C_COUNT(sparekey_advice, SPAREKEY_C_ADVICE);
SPAREKEY_C_COUNT(sparekey_phase, SPAREKEY_C_PHASES);
SPAREKEY_C_COUNT(sparekey_brand, SPAREKEY_C_BRANDS);
SPAREKEY_C_COUNT(sparekey_language, SPAREKEY_C_LANGUAGES);
SPAREKEY_C_COUNT(sparekey_clock_policy, SPAREKEY_C_CLOCK_POLICIES);
SPAREKEY_C_COUNT(sparekey_encryption, SPAREKEY_C_ENCRYPTIONS);
SPAREKEY_C_COUNT(sparekey_sm2_format, SPAREKEY_C_SM2_FORMATS);
SPAREKEY_C_COUNT(sparekey_recovery_step, SPAREKEY_C_STEPS);
SPAREKEY_C_COUNT(sparekey_disclosure, SPAREKEY_C_DISCLOSURES);
SPAREKEY_C_COUNT(sparekey_chain_key, SPAREKEY_C_CHAIN_KEYS);
#undef SPAREKEY_C_COUNT
#undef SPAREKEY_C_ONE

// In C any number can be passed. C++ knows no enumeration that holds another: it is looked at as
// the integer that it is.
template <typename Enum>
bool is_one(const Enum& value) {
  static_assert(kCount<Enum> != 0, "an enumeration without rows");
  __underlying_type(Enum) number;
  memcpy(&number, &value, sizeof number);
  return number < kCount<Enum>;
}

}  // namespace sparekey::c

#endif
