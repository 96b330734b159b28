// SPDX-License-Identifier: Apache-2.0
#include "sparekey/error.hpp"

namespace sparekey {
namespace {

struct Row {
  const char* name;
  Kind kind;
  Advice advice;
  const char* words;
};

// In the order of Code; the assertion below keeps the length, a test the names.
constexpr Row kRows[] = {
    {"ok", Kind::none, Advice::none, "Done"},
    {"bad_argument", Kind::usage, Advice::check_input, "An argument cannot be used"},
    {"unreadable_file", Kind::usage, Advice::check_input, "A file cannot be used"},
    {"passcode_rejected", Kind::service, Advice::new_code, "The passcode is wrong or used up"},
    {"passcode_expired", Kind::service, Advice::new_code, "The passcode has expired"},
    {"too_soon", Kind::service, Advice::wait, "A passcode was sent less than a minute ago"},
    {"too_many_requests", Kind::service, Advice::wait, "The service asks to slow down"},
    {"account_not_found", Kind::service, Advice::check_input, "There is no such account"},
    {"bad_recipient", Kind::service, Advice::check_input, "The e-mail or phone is malformed"},
    {"account_locked", Kind::service, Advice::contact_support, "The account is locked"},
    {"captcha_required", Kind::service, Advice::contact_support, "The service wants a captcha"},
    {"app_rejected", Kind::service, Advice::contact_support,
     "The service does not know the application or its user pool"},
    {"not_permitted", Kind::service, Advice::contact_support,
     "The application or the user is not allowed to do this"},
    {"refused", Kind::service, Advice::contact_support, "The service refused"},
    {"password_too_weak", Kind::service, Advice::other_password, "The password is too weak"},
    {"password_reused", Kind::service, Advice::other_password, "The password was used before"},
    {"token_rejected", Kind::service, Advice::start_over,
     "The service no longer takes the password-reset token"},
    {"password_undecryptable", Kind::service, Advice::start_over,
     "The service could not decrypt the password"},
    {"delivery_failed", Kind::service, Advice::retry, "The service could not deliver the message"},
    {"service_fault", Kind::service, Advice::retry, "The service has a fault or is busy"},
    {"name_not_resolved", Kind::network, Advice::retry, "The host's name could not be resolved"},
    {"connect_failed", Kind::network, Advice::retry, "No connection to the host could be made"},
    {"timed_out", Kind::network, Advice::retry, "The time for the call was over"},
    {"connection_lost", Kind::network, Advice::retry, "The connection was lost"},
    {"proxy_refused", Kind::network, Advice::check_input, "The proxy did not open a tunnel"},
    {"certificate_untrusted", Kind::tls, Advice::check_trust,
     "No trusted authority signed the server's certificate"},
    {"certificate_expired", Kind::tls, Advice::check_clock, "The server's certificate has expired"},
    {"certificate_not_yet_valid", Kind::tls, Advice::check_clock,
     "The server's certificate is not valid yet"},
    {"clock_not_set", Kind::tls, Advice::check_clock,
     "This device's clock is not set, so no certificate can be judged"},
    {"certificate_name_mismatch", Kind::tls, Advice::check_trust,
     "The server's certificate does not name the host"},
    {"certificate_revoked", Kind::tls, Advice::check_trust, "The server's certificate is revoked"},
    {"certificate_weak", Kind::tls, Advice::check_trust,
     "The server's certificate has a weak key or signature"},
    {"certificate_rejected", Kind::tls, Advice::check_trust,
     "The server's certificate cannot be accepted"},
    {"pin_mismatch", Kind::tls, Advice::check_trust,
     "None of the pinned keys is in the server's certificate chain"},
    {"handshake_failed", Kind::tls, Advice::check_trust, "The TLS handshake failed"},
    {"bad_http", Kind::protocol, Advice::contact_support, "The answer is not proper HTTP"},
    {"http_status", Kind::protocol, Advice::contact_support,
     "An HTTP error came, but not from the service"},
    {"redirected", Kind::protocol, Advice::contact_support,
     "The answer points elsewhere; redirects are not followed"},
    {"answer_too_large", Kind::protocol, Advice::contact_support, "The answer is too large"},
    {"truncated", Kind::protocol, Advice::retry, "The answer ended before it was complete"},
    {"not_json", Kind::protocol, Advice::contact_support, "The answer is not JSON"},
    {"malformed_json", Kind::protocol, Advice::contact_support, "The answer's JSON is malformed"},
    {"unexpected_shape", Kind::protocol, Advice::contact_support,
     "The answer lacks what the call needs"},
    {"cancelled", Kind::local, Advice::none, "Cancelled"},
    {"bad_key", Kind::local, Advice::contact_support,
     "The service publishes no key that can be used"},
    {"password_too_long", Kind::local, Advice::check_input,
     "The password is too long to be encrypted"},
    {"buffer_too_small", Kind::local, Advice::check_input, "The request does not fit its buffer"},
    {"out_of_memory", Kind::local, Advice::retry, "This device is out of memory"},
    {"entropy_failed", Kind::local, Advice::retry, "This device has no random numbers to give"},
    {"encryption_failed", Kind::local, Advice::retry, "Encryption failed on this device"},
};
static_assert(sizeof kRows / sizeof kRows[0] == static_cast<size_t>(Code::encryption_failed) + 1,
              "a row for each Code");

const Row& row(Code code) { return kRows[static_cast<size_t>(code)]; }

}  // namespace

Kind kind_of(Code code) { return row(code).kind; }
Text name(Code code) { return row(code).name; }
Text explain(Code code) { return row(code).words; }

Text name(Kind kind) {
  constexpr const char* kNames[] = {"none", "usage",    "service", "network",
                                    "tls",  "protocol", "local"};
  return kNames[static_cast<size_t>(kind)];
}

Text name(Delivery delivery) {
  constexpr const char* kNames[] = {"not_sent", "unknown", "answered"};
  return kNames[static_cast<size_t>(delivery)];
}

Text name(Advice advice) {
  constexpr const char* kNames[] = {
      "none",           "check_input", "new_code", "wait",        "contact_support",
      "other_password", "start_over",  "retry",    "check_clock", "check_trust"};
  return kNames[static_cast<size_t>(advice)];
}

Advice advice_for(Code code, Delivery delivery) {
  const Advice advice = row(code).advice;
  return advice == Advice::retry && delivery == Delivery::unknown ? Advice::start_over : advice;
}

}  // namespace sparekey
