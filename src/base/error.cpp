// SPDX-License-Identifier: Apache-2.0
#include "sparekey/error.hpp"

#include "base/detail.hpp"

namespace sparekey {
namespace {

// Three tables in the order of Code, so that a program that prints nothing links no words; the
// assertions below keep their lengths, a test what stands in them.
struct Row {
  Kind kind;
  Advice advice;
};
constexpr Row kRows[] = {
    {Kind::none, Advice::none},                 // ok
    {Kind::usage, Advice::check_input},         // bad_argument
    {Kind::usage, Advice::check_input},         // unreadable_file
    {Kind::service, Advice::new_code},          // passcode_rejected
    {Kind::service, Advice::new_code},          // passcode_expired
    {Kind::service, Advice::wait},              // too_soon
    {Kind::service, Advice::wait},              // too_many_requests
    {Kind::service, Advice::check_input},       // account_not_found
    {Kind::service, Advice::check_input},       // bad_recipient
    {Kind::service, Advice::contact_support},   // account_locked
    {Kind::service, Advice::contact_support},   // captcha_required
    {Kind::service, Advice::contact_support},   // app_rejected
    {Kind::service, Advice::contact_support},   // not_permitted
    {Kind::service, Advice::contact_support},   // refused
    {Kind::service, Advice::other_password},    // password_too_weak
    {Kind::service, Advice::other_password},    // password_reused
    {Kind::service, Advice::start_over},        // token_rejected
    {Kind::service, Advice::start_over},        // password_undecryptable
    {Kind::service, Advice::retry},             // delivery_failed
    {Kind::service, Advice::retry},             // service_fault
    {Kind::network, Advice::retry},             // name_not_resolved
    {Kind::network, Advice::retry},             // connect_failed
    {Kind::network, Advice::retry},             // timed_out
    {Kind::network, Advice::retry},             // connection_lost
    {Kind::network, Advice::check_input},       // proxy_refused
    {Kind::tls, Advice::check_trust},           // certificate_untrusted
    {Kind::tls, Advice::check_clock},           // certificate_expired
    {Kind::tls, Advice::check_clock},           // certificate_not_yet_valid
    {Kind::tls, Advice::check_clock},           // clock_not_set
    {Kind::tls, Advice::check_trust},           // certificate_name_mismatch
    {Kind::tls, Advice::check_trust},           // certificate_revoked
    {Kind::tls, Advice::check_trust},           // certificate_weak
    {Kind::tls, Advice::check_trust},           // certificate_rejected
    {Kind::tls, Advice::check_trust},           // pin_mismatch
    {Kind::tls, Advice::check_trust},           // handshake_failed
    {Kind::protocol, Advice::contact_support},  // bad_http
    {Kind::protocol, Advice::contact_support},  // http_status
    {Kind::protocol, Advice::contact_support},  // redirected
    {Kind::protocol, Advice::contact_support},  // answer_too_large
    {Kind::protocol, Advice::retry},            // truncated
    {Kind::protocol, Advice::contact_support},  // not_json
    {Kind::protocol, Advice::contact_support},  // malformed_json
    {Kind::protocol, Advice::contact_support},  // unexpected_shape
    {Kind::local, Advice::none},                // cancelled
    {Kind::local, Advice::contact_support},     // bad_key
    {Kind::local, Advice::check_input},         // password_too_long
    {Kind::local, Advice::check_input},         // buffer_too_small
    {Kind::local, Advice::retry},               // out_of_memory
    {Kind::local, Advice::retry},               // entropy_failed
    {Kind::local, Advice::retry},               // encryption_failed
};

constexpr const char* kNames[] = {
    "ok",
    "bad_argument",
    "unreadable_file",
    "passcode_rejected",
    "passcode_expired",
    "too_soon",
    "too_many_requests",
    "account_not_found",
    "bad_recipient",
    "account_locked",
    "captcha_required",
    "app_rejected",
    "not_permitted",
    "refused",
    "password_too_weak",
    "password_reused",
    "token_rejected",
    "password_undecryptable",
    "delivery_failed",
    "service_fault",
    "name_not_resolved",
    "connect_failed",
    "timed_out",
    "connection_lost",
    "proxy_refused",
    "certificate_untrusted",
    "certificate_expired",
    "certificate_not_yet_valid",
    "clock_not_set",
    "certificate_name_mismatch",
    "certificate_revoked",
    "certificate_weak",
    "certificate_rejected",
    "pin_mismatch",
    "handshake_failed",
    "bad_http",
    "http_status",
    "redirected",
    "answer_too_large",
    "truncated",
    "not_json",
    "malformed_json",
    "unexpected_shape",
    "cancelled",
    "bad_key",
    "password_too_long",
    "buffer_too_small",
    "out_of_memory",
    "entropy_failed",
    "encryption_failed",
};

constexpr const char* kWords[] = {
    "Done",
    "An argument cannot be used",
    "A file cannot be used",
    "The passcode is wrong or used up",
    "The passcode has expired",
    "A passcode was sent less than a minute ago",
    "The service asks to slow down",
    "There is no such account",
    "The e-mail or phone is malformed",
    "The account is locked",
    "The service wants a captcha",
    "The service does not know the application or its user pool",
    "The application or the user is not allowed to do this",
    "The service refused",
    "The password is too weak",
    "The password was used before",
    "The service no longer takes the password-reset token",
    "The service could not decrypt the password",
    "The service could not deliver the message",
    "The service has a fault or is busy",
    "The host's name could not be resolved",
    "No connection to the host could be made",
    "The time for the call was over",
    "The connection was lost",
    "The proxy did not open a tunnel",
    "No trusted authority signed the server's certificate",
    "The server's certificate has expired",
    "The server's certificate is not valid yet",
    "This device's clock is not set, so no certificate can be judged",
    "The server's certificate does not name the host",
    "The server's certificate is revoked",
    "The server's certificate has a weak key or signature",
    "The server's certificate cannot be accepted",
    "None of the pinned keys is in the server's certificate chain",
    "The TLS handshake failed",
    "The answer is not proper HTTP",
    "An HTTP error came, but not from the service",
    "The answer points elsewhere; redirects are not followed",
    "The answer is too large",
    "The answer ended before it was complete",
    "The answer is not JSON",
    "The answer's JSON is malformed",
    "The answer lacks what the call needs",
    "Cancelled",
    "The service publishes no key that can be used",
    "The password is too long to be encrypted",
    "The request does not fit its buffer",
    "This device is out of memory",
    "This device has no random numbers to give",
    "Encryption failed on this device",
};

constexpr size_t kCodes = static_cast<size_t>(Code::encryption_failed) + 1;
static_assert(sizeof kRows / sizeof kRows[0] == kCodes, "a row for each Code");
static_assert(sizeof kNames / sizeof kNames[0] == kCodes, "a name for each Code");
static_assert(sizeof kWords / sizeof kWords[0] == kCodes, "words for each Code");

const Row& row(Code code) { return kRows[static_cast<size_t>(code)]; }

}  // namespace

Kind kind_of(Code code) { return row(code).kind; }
Text name(Code code) { return kNames[static_cast<size_t>(code)]; }
Text explain(Code code) { return kWords[static_cast<size_t>(code)]; }

Text name(Kind kind) {
  static constexpr const char* kNames[] = {"none", "usage",    "service", "network",
                                           "tls",  "protocol", "local"};
  return kNames[static_cast<size_t>(kind)];
}

Text name(Delivery delivery) {
  static constexpr const char* kNames[] = {"not_sent", "unknown", "answered"};
  return kNames[static_cast<size_t>(delivery)];
}

Text name(Advice advice) {
  static constexpr const char* kNames[] = {
      "none",           "check_input", "new_code", "wait",        "contact_support",
      "other_password", "start_over",  "retry",    "check_clock", "check_trust"};
  return kNames[static_cast<size_t>(advice)];
}

Advice advice_for(Code code, Delivery delivery) {
  const Advice advice = row(code).advice;
  return advice == Advice::retry && delivery == Delivery::unknown ? Advice::start_over : advice;
}

Result failure(Code code, const char* detail) {
  Result result;
  result.code = code;
  result.advice = advice_for(code, result.delivery);
  result.detail = detail;
  return result;
}

}  // namespace sparekey
