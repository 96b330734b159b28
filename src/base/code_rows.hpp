// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_BASE_CODE_ROWS_HPP
#define SPAREKEY_BASE_CODE_ROWS_HPP

#include "sparekey/error.hpp"

namespace sparekey {

// Everything a Code is: to add one, add its enumerator and a row here at the same place. `advice`
// is the usual one; advice_for() has the exceptions.
struct CodeRow {
  Code code;
  Kind kind;
  Advice advice;
  const char* name;
  const char* words;
};
#define ROW(code, kind, advice, words) \
  { Code::code, Kind::kind, Advice::advice, #code, words }
// clang-format off
constexpr CodeRow kCodeRows[] = {
    ROW(ok, none, none, "Done"),
    ROW(bad_argument, usage, check_input, "An argument is not valid"),
    ROW(unreadable_file, usage, check_input, "A file is missing, unreadable or not what it should be"),
    ROW(passcode_rejected, service, new_code, "The passcode is wrong or used up"),
    ROW(passcode_expired, service, new_code, "The passcode has expired"),
    ROW(too_soon, service, wait, "A passcode was sent less than a minute ago"),
    ROW(too_many_requests, service, wait, "The service asks us to slow down"),
    ROW(account_not_found, service, check_input, "There is no such account"),
    ROW(bad_recipient, service, check_input, "The service finds the e-mail address or phone number malformed"),
    ROW(account_locked, service, contact_support, "The account is locked"),
    ROW(captcha_required, service, contact_support, "The service demands a captcha"),
    ROW(app_rejected, service, contact_support, "The service does not know the application or its user pool"),
    ROW(not_permitted, service, contact_support, "The application or the user is not permitted to do this"),
    ROW(refused, service, contact_support, "The service refused"),
    ROW(password_too_weak, service, other_password, "The password is too weak"),
    ROW(password_reused, service, other_password, "The password was used before"),
    ROW(token_rejected, service, start_over, "The service no longer accepts the password-reset token"),
    ROW(password_undecryptable, service, start_over, "The service could not decrypt the password"),
    ROW(delivery_failed, service, retry, "The service could not deliver the message"),
    ROW(service_fault, service, retry, "The service is faulty or busy"),
    ROW(name_not_resolved, network, retry, "The host name could not be resolved"),
    ROW(connect_failed, network, retry, "Could not connect to the host"),
    ROW(timed_out, network, retry, "The call did not finish in time"),
    ROW(connection_lost, network, retry, "The connection was lost"),
    ROW(proxy_refused, network, check_input, "The proxy did not open a tunnel"),
    ROW(certificate_untrusted, tls, check_trust, "No trusted authority signed the server's certificate"),
    ROW(certificate_expired, tls, check_clock, "The server's certificate has expired"),
    ROW(certificate_not_yet_valid, tls, check_clock, "The server's certificate is not valid yet"),
    ROW(clock_not_set, tls, check_clock, "This device's clock is not set, so certificates cannot be judged"),
    ROW(certificate_name_mismatch, tls, check_trust, "The server's certificate does not name this host"),
    ROW(certificate_revoked, tls, check_trust, "A certificate of the server has been revoked"),
    ROW(certificate_weak, tls, check_trust, "A certificate of the server has a weak key or signature"),
    ROW(certificate_rejected, tls, check_trust, "The server's certificate is not acceptable"),
    ROW(pin_mismatch, tls, check_trust, "None of the pinned keys is in the server's certificate chain"),
    ROW(handshake_failed, tls, check_trust, "The TLS handshake failed"),
    ROW(bad_http, protocol, contact_support, "The answer is not valid HTTP"),
    ROW(http_status, protocol, contact_support, "An HTTP error came back without the service's own answer"),
    ROW(redirected, protocol, contact_support, "The answer points elsewhere; redirects are not followed"),
    ROW(answer_too_large, protocol, contact_support, "The answer is too large"),
    ROW(truncated, protocol, retry, "The answer broke off before it was complete"),
    ROW(not_json, protocol, contact_support, "The answer is not JSON"),
    ROW(malformed_json, protocol, contact_support, "The answer's JSON is malformed"),
    ROW(unexpected_shape, protocol, contact_support, "The answer lacks what the call needs"),
    ROW(cancelled, local, none, "Cancelled"),
    ROW(bad_key, local, contact_support, "The service publishes no usable key"),
    ROW(password_too_long, local, check_input, "The password is too long to encrypt"),
    ROW(buffer_too_small, local, check_input, "The request does not fit its buffer"),
    ROW(out_of_memory, local, retry, "This device is out of memory"),
    ROW(entropy_failed, local, retry, "This device could not supply random numbers"),
    ROW(encryption_failed, local, retry, "Encryption failed on this device"),
};
// clang-format on
#undef ROW

constexpr size_t kCodeCount = static_cast<size_t>(Code::encryption_failed) + 1;
static_assert(sizeof kCodeRows / sizeof kCodeRows[0] == kCodeCount, "a row for each Code");

// Not covered: the compiler runs it.
constexpr bool each_at_its_enumerator() {
  for (size_t i = 0; i < kCodeCount; ++i)
    if (static_cast<size_t>(kCodeRows[i].code) != i) return false;
  return true;
}
static_assert(each_at_its_enumerator(), "rows stand in the order of Code");

}  // namespace sparekey

#endif
