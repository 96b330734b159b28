// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a call came to. Errors are values in three parts: what happened (Code), whether it can have
/// reached the service (Delivery), what to do next (Advice).
#ifndef SPAREKEY_ERROR_HPP
#define SPAREKEY_ERROR_HPP

#include "sparekey/api.h"
#include "sparekey/types.hpp"

namespace sparekey {

/// Who speaks in a Code.
enum class Kind : uint8_t {
  none,      ///< no error
  usage,     ///< the caller's arguments or files
  service,   ///< the service answered, and refused
  network,   ///< names, connections, time
  tls,       ///< certificates, pins, the handshake
  protocol,  ///< what came back is not a valid answer
  local,     ///< this device
};

enum class Code : uint8_t {
  ok,

  // usage: nothing was sent.
  bad_argument,     ///< An argument is not valid; Result::detail says which and why.
  unreadable_file,  ///< A file is missing, a folder or empty, or has no certificate or CRL in it.

  // service: an envelope was read, and it refuses.
  passcode_rejected,       ///< Wrong passcode, or one already used (apiCode 500 or 2001).
  passcode_expired,        ///< (2300)
  too_soon,                ///< A passcode went to this address less than a minute ago (2080, 4004).
  too_many_requests,       ///< Throttled (1002, 2100, statusCode or HTTP 429).
  account_not_found,       ///< No such account (2004).
  bad_recipient,           ///< The service finds the e-mail or phone malformed (2003, 2028, 2204).
  account_locked,          ///< (2005, 2057)
  captcha_required,        ///< (2000)
  app_rejected,            ///< Application or user pool unknown (2011, 2224).
  not_permitted,           ///< Application or user not allowed (1001, 1576, 2120008, 2130010).
  refused,                 ///< Any other refusal; see Result::status_code and Result::api_code.
  password_too_weak,       ///< (2029, 2061, 2071)
  password_reused,         ///< (2059)
  token_rejected,          ///< Reset only: any refusal that is not about one of the other things.
  password_undecryptable,  ///< The service could not decrypt the password (2016).
  delivery_failed,         ///< Its mail or SMS provider failed (3013, 3103, 2025, 601, 602).
  service_fault,           ///< Busy (1000), or statusCode or HTTP 500, 502, 503, 504.

  // network
  name_not_resolved,  ///< The name has no address, or the resolver failed.
  connect_failed,     ///< No address of the host accepted the connection.
  timed_out,          ///< The call's deadline came first.
  connection_lost,    ///< TCP ended, or TLS without close_notify.
  proxy_refused,      ///< The proxy did not answer CONNECT with 2xx; see Result::http_status.

  // tls: of several troubles with certificates, the first in this order is reported (clock_not_set
  // counts as one of the dates).
  certificate_untrusted,      ///< No trust anchor signed the chain.
  certificate_expired,        ///< Judged by Port::wall_clock_s.
  certificate_not_yet_valid,  ///< The same.
  clock_not_set,              ///< The device's clock says a time before this library was built.
  certificate_name_mismatch,  ///< No subjectAltName names the host (RFC 9525; the CN never counts).
  certificate_revoked,        ///< One of Config::crls lists a certificate of the chain.
  certificate_weak,           ///< Key or signature below RSA-2048, P-256, SHA-256.
  certificate_rejected,  ///< Any other objection: a CA that is not for TLS servers, a name it may
                         ///< not vouch for, a CRL that cannot be believed (see Config::crls).
  pin_mismatch,          ///< The chain is good, but none of the pinned keys is in it.
  handshake_failed,      ///< No common version or cipher suite, a fatal alert, or no TLS at all.

  // protocol
  bad_http,          ///< Not RFC 9112, ambiguous, or followed by more bytes.
  http_status,       ///< An HTTP error without the service's envelope; see Result::http_status.
  redirected,        ///< Any 3xx but 304: never followed.
  answer_too_large,  ///< Beyond Limits.
  truncated,         ///< TLS was closed in order before the answer was complete.
  not_json,          ///< The body is empty or does not begin like JSON.
  malformed_json,    ///< RFC 8259 does not allow it.
  unexpected_shape,  ///< JSON, but not what the call needs.

  // local
  cancelled,
  bad_key,            ///< The service publishes no such key, or not a usable one.
  password_too_long,  ///< More than the key can encrypt (RSA: its length in bytes less 11).
  buffer_too_small,   ///< Limits leave no room for the request.
  out_of_memory,      ///< mbedTLS got no memory, from its pool or from the system.
  entropy_failed,
  encryption_failed,
};

/// Whether the service can have acted on the call's own request. Keys fetched before it do not
/// count: they change nothing.
enum class Delivery : uint8_t {
  not_sent,  ///< No byte of it can have arrived: trying again is safe.
  unknown,   ///< The service may have acted; no readable answer says so.
  answered,  ///< The service's envelope was read.
};

enum class Advice : uint8_t {
  none,
  check_input,
  new_code,  ///< Send a fresh passcode.
  wait,      ///< Try again later; see Result::retry_after_s.
  contact_support,
  other_password,
  start_over,  ///< From sending a passcode.
  retry,       ///< The same call again. Never given if Delivery is unknown.
  check_clock,
  check_trust,
};

/// What a call came to. `message` and `request_id` lie in the client's memory and live until its
/// next call; `detail` is a constant.
struct [[nodiscard]] Result {
  Code code = Code::ok;
  Delivery delivery = Delivery::not_sent;
  Advice advice = Advice::none;
  /// The certificates' dates were judged by the library's build time, because the device's clock
  /// was not set when they came (ClockPolicy::not_before_build). On success and failure.
  bool clock_was_unset = false;
  /// English, for a log: what exactly is wrong. May be null; empty without SPAREKEY_DETAILS.
  const char* detail = nullptr;
  int native = 0;  ///< mbedTLS's error number, or 0.

  int http_status = 0;  ///< Of the service, or of the proxy (proxy_refused). 0: no answer.
  int status_code = 0;  ///< The envelope's statusCode; 0: none.
  bool has_api_code = false;
  int64_t api_code = 0;  ///< The envelope's apiCode, if has_api_code.
  Text message;          ///< The service's words, in the language asked for.
  Text request_id;       ///< What the service's operators ask for.
  /// Retry-After in seconds (RFC 9110 section 10.2.3). A date counts from the answer's own Date
  /// field, because this device's clock may not be set; a date in the past gives 0. -1: none, two,
  /// more than a year, malformed, or a date without Date.
  int64_t retry_after_s = -1;

  bool ok() const { return code == Code::ok; }
};

SPAREKEY_API Kind kind_of(Code code);

/// The enumerator's name, for instance "passcode_rejected".
SPAREKEY_API Text name(Code code);
SPAREKEY_API Text name(Kind kind);
SPAREKEY_API Text name(Delivery delivery);
SPAREKEY_API Text name(Advice advice);

/// One English sentence without a final full stop.
SPAREKEY_API Text explain(Code code);

/// What to do about `code`: the usual advice for it, but
/// - `http_status` depends on the status: 429 `wait`; 502, 503 and 504 `retry`;
/// - `out_of_memory` is `retry` if mbedTLS uses the system's memory, `contact_support` if it uses a
///   pool (`pool.hpp`): that was sized too small, or never handed over;
/// - `retry` becomes `start_over` once the service may have acted.
SPAREKEY_API Advice advice_for(Code code, Delivery delivery, int http_status = 0);

}  // namespace sparekey

#endif
