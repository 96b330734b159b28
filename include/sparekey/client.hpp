// SPDX-License-Identifier: Apache-2.0
/// \file
/// The account-recovery calls of an Authing / GenAuth V3 service.
///
/// Every call comes in two forms: stepwise, for event loops, and blocking, which is a loop over the
/// steps. None runs longer than Config::timeout_ms, throws, or allocates; mbedTLS does allocate,
/// from malloc or from the pool it was given. One thread at a time may use a Client.
#ifndef SPAREKEY_CLIENT_HPP
#define SPAREKEY_CLIENT_HPP

#include "sparekey/api.h"
#include "sparekey/calls.hpp"
#include "sparekey/clock_policy.hpp"
#include "sparekey/crl.hpp"
#include "sparekey/error.hpp"
#include "sparekey/options.hpp"
#include "sparekey/pin.hpp"
#include "sparekey/port.hpp"
#include "sparekey/types.hpp"
#include "sparekey/wait.hpp"

namespace sparekey {

/// The version of this library, "0.2.0".
SPAREKEY_API Text version();

/// The version of the mbedTLS that is linked: major, minor and patch, a byte each, as in 0x021C03
/// for 2.28.3.
SPAREKEY_API uint32_t mbedtls_version();

/// What a call is doing, in the order in which it happens. A call that fetches keys first sends,
/// waits and receives twice.
enum class Phase : uint8_t { idle, resolving, connecting, securing, sending, waiting, receiving };
SPAREKEY_API Text name(Phase phase);

/// Prefix of the service's request headers: `x-authing-` or `x-genauth-`.
enum class Brand : uint8_t { authing, genauth };

/// Language of Result::message.
enum class Language : uint8_t { zh_cn, en_us, zh_tw, ja_jp };

/// How to reach one service. All texts and arrays stay the caller's and must outlive the Client.
struct Config {
  /// `https://HOST[:PORT]` or `HOST[:PORT]`; HOST is a name, an IPv4 address or an IPv6 address in
  /// brackets. The certificate must name it.
  Text host;
  Text app_id;                    ///< `x-authing-app-id`, required
  Text userpool_id;               ///< `x-authing-userpool-id`, left out if empty
  Text access_token;              ///< `authorization: Bearer …`, left out if empty
  Text client_name = "sparekey";  ///< `x-authing-request-from`
  Brand brand = Brand::authing;
  Language language = Language::zh_cn;

  /// `HOST:PORT` to connect to, or to have the proxy connect to, instead of `host`; the certificate
  /// must still name `host`.
  Text connect_to;

  /// `http://HOST:PORT` or `HOST:PORT` of an HTTP proxy, which is asked for a tunnel by CONNECT
  /// (RFC 9110 section 9.3.6); empty: none. Only the proxy's name is looked up here; that of `host`
  /// or `connect_to` is left to the proxy. Nothing else changes: TLS runs inside the tunnel. If the
  /// proxy's answer is not valid, that is `bad_http` or `answer_too_large`, with `not_sent`.
  Text proxy;
  /// `user:password` for the proxy, in UTF-8 without control characters, no colon in the user
  /// (RFC 7617). It goes out with CONNECT, in the clear, and is wiped from the client's memory once
  /// sent. Empty: none.
  Text proxy_credentials;

  /// Trust anchors: certificates in PEM, one after the other. If mbedTLS has
  /// X509_TRUSTED_CERTIFICATE_CALLBACK, the text is searched at each handshake and must stay;
  /// otherwise open() parses all of it (475 KB of heap for a distribution's bundle).
  Text ca_pem;

  /// Trust anchors in DER, one certificate each, for instance today's root and its successor:
  /// beside `ca_pem` or instead of it. Anchors that mbedTLS cannot read are passed over; at least
  /// one must be readable.
  const Bytes* ca_ders = nullptr;
  size_t ca_der_count = 0;

  /// Revocation lists, see crls_from(). Each certificate below the trust anchor is checked against
  /// the lists that carry its issuer's name; if there is none, it is accepted. Only lists signed by
  /// the issuer's key count (SHA-256 or better, its keyUsage permitting). Whatever one of them
  /// lists is `certificate_revoked`. If none is signed like that, or none is within thisUpdate and
  /// nextUpdate by `clock_policy`, the call ends in `certificate_rejected`. Lists that are partial
  /// or indirect, or have any other critical extension, cannot be used. One list at a time is
  /// parsed, in mbedTLS's memory: about its size and a hundred bytes for each entry.
  Crls crls;

  /// What dates are judged by.
  ClockPolicy clock_policy = ClockPolicy::strict;

  /// Keys, one of which must be in the verified chain; none: any chain will do. Pins are checked in
  /// addition to the anchors, never instead.
  const Pin* pins = nullptr;
  size_t pin_count = 0;

  /// The deadline of one call in milliseconds, at most a day: names, connecting, TLS, request,
  /// answer. A call may overrun it by the verification of one certificate chain.
  int64_t timeout_ms = 30'000;

  /// A kept connection that was idle for longer is replaced before it is used.
  int64_t idle_limit_ms = 45'000;

  /// Told of each phase as it begins. May be null; must not call the Client, except progress().
  void (*on_phase)(void* context, Phase phase) = nullptr;
  void* on_phase_context = nullptr;
};

/// Sizes, from which memory_needed() computes what a Client needs.
struct Limits {
  /// One buffer, for the request with its head and then for the answer's body.
  uint32_t exchange_bytes = 6144;
  /// JSON tokens in one answer: a member takes two, an array or object one.
  uint16_t json_tokens = 128;
  /// How many bytes of an answer may be something other than its body: status lines, fields, chunk
  /// sizes, trailers. It costs no memory.
  uint32_t overhead_bytes = 16384;
  /// Room for receiving more than one TLS record at once, in addition to that of the JSON tokens,
  /// which serves until an answer is read. A first call to the service takes about 18 calls of
  /// Port::receive without any, 3 if the server's certificates fit.
  uint32_t read_ahead_bytes = 0;
};

/// What the engine itself takes; checked when the library is compiled. mbedTLS's own structures
/// are smaller if it was built for sparekey.
#if SPAREKEY_OUR_MBEDTLS
constexpr size_t kBareEngineBytes =
    sizeof(void*) == 8 ? 2608 + (SPAREKEY_TLS13 ? 368 : 0) : 1760 + (SPAREKEY_TLS13 ? 352 : 0);
#else
constexpr size_t kBareEngineBytes = sizeof(void*) == 8 ? 4608 : 3648;
#endif
/// Of them, the service's key.
constexpr size_t kPasswordKeyBytes = SPAREKEY_SM2 ? 848 : SPAREKEY_RSA ? 656 : 16;
constexpr size_t kEngineBytes = kBareEngineBytes + kPasswordKeyBytes;
constexpr size_t kJsonTokenBytes = 20;
constexpr size_t kMemoryAlignment = 16;

constexpr size_t memory_needed(const Limits& limits) {
  return kEngineBytes + limits.json_tokens * kJsonTokenBytes + limits.exchange_bytes +
         limits.read_ahead_bytes;
}

/// Counted since open().
struct Statistics {
  uint32_t connections = 0;  ///< TCP connections made
  uint32_t handshakes = 0;   ///< TLS handshakes completed
  uint32_t resumptions = 0;  ///< of them, those that resumed an earlier session
  uint64_t bytes_sent = 0;   ///< on the wire, with TLS, without CONNECT
  uint64_t bytes_received = 0;
};

/// How far the call under way is, for a display.
struct CallProgress {
  Phase phase = Phase::idle;
  int64_t elapsed_ms = 0;   ///< since it began
  uint64_t bytes_sent = 0;  ///< on the wire, with TLS, without CONNECT
  uint64_t bytes_received = 0;
  /// The call's own request, not one for a key, is sent whole: it is not sent again, and the
  /// secrets that were handed over for it may be wiped.
  bool request_sent = false;
};

/// Called from step() when a call is over, once for each call that was begun. `result` is that of
/// Client::result(). It may begin the next call or close the Client, but not open it again; the
/// Client and its memory must outlive that step.
struct Completion {
  void (*function)(void* context, const Result& result) = nullptr;
  void* context = nullptr;
};

class Engine;  // the machine underneath, in the caller's memory
class Recovery;
struct PasswordCipher;
namespace api {
struct Arguments;
struct Call;
}  // namespace api

/// One service, one connection, one call at a time.
///
/// The connection is made by the first call and kept for the next. Any network, TLS or protocol
/// error, a timeout or a cancel closes it; a refusal by the service does not. A kept connection
/// that died, or was idle for Config::idle_limit_ms, is replaced before anything is sent; the new
/// one resumes its TLS session if the server agrees. A session is kept in RAM until close(),
/// offered once, and only while the dates of the chain that was verified still hold.
///
/// Each call ends in a Result. On success its code is `ok`; `message`, `request_id` and
/// `status_code` are filled in whenever an envelope was read. A call without open() is
/// `bad_argument`. Besides the codes named at each call, any call can end in any Code of the kinds
/// network, tls and protocol, in `too_many_requests`, `service_fault`, `app_rejected`,
/// `not_permitted`, `refused`, `buffer_too_small` (the request does not fit Limits),
/// `out_of_memory`, `entropy_failed` and `cancelled` (cancel(), or Port::wait said so).
///
/// Arguments, and what `out` points to, must stay in place until the call is over. Texts in answers
/// live in the client's memory, which its next call overwrites: an argument that still lies there
/// is `bad_argument`.
class SPAREKEY_API Client {
 public:
  Client() = default;
  ~Client() { close(); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Checks the configuration and reads the trust anchors; sends nothing. `memory` is the caller's:
  /// memory_needed(limits) bytes, aligned to kMemoryAlignment, in use until close().
  ///
  /// `bad_argument`: detail says what is wrong with the configuration, or that mbedTLS's headers
  /// and library differ; `unreadable_file`: no certificate in ca_pem and ca_ders, broken PEM, or no
  /// CRL in crls, or one that cannot be used; `buffer_too_small`: `memory`, or a certificate in
  /// ca_pem larger than exchange_bytes; `out_of_memory`: parsing the anchors or the CRLs.
  Result open(const Config& config, const Port& port, void* memory, size_t memory_size,
              const Limits& limits = Limits());

  /// Closes the connection and wipes the memory; a call under way ends without its completion being
  /// called. May be called at any time, also twice.
  void close();

  /// While the person still types: resolves, connects, shakes hands, and with `rsa` or `sm2`
  /// fetches the service's keys, so that the next call takes one round trip. Nothing changes at the
  /// service, so delivery is always `not_sent`. `bad_key` as for reset().
  Result prepare(Encryption encryption = Encryption::none);

  /// `GET /api/v3/system`: versions and public keys.
  Result system(SystemAnswer* out);

  /// `POST /api/v3/send-email` or `/send-sms`: sends a passcode for resetting the password.
  /// `bad_argument`: no recipient, not UTF-8, or a malformed country code; `too_soon`,
  /// `account_not_found`, `bad_recipient`, `account_locked`, `captcha_required`, `delivery_failed`.
  Result send_code(const Recipient& recipient);

  /// `POST /api/v3/pre-check-code`: is the passcode right? Does not use it up. A wrong one is
  /// `passcode_rejected`, with `out` filled in; also `passcode_expired` and those of send_code.
  Result check_code(const Recipient& recipient, Text pass_code, CheckCodeAnswer* out);

  /// `POST /api/v3/verify-reset-password-request`: exchanges the passcode, which it uses up, for a
  /// password-reset token. `passcode_rejected`, `passcode_expired` and those of send_code.
  Result verify(const Recipient& recipient, Text pass_code, VerifyAnswer* out);

  /// `POST /api/v3/reset-password`. With `rsa` or `sm2` the service's key is fetched first, once
  /// per connection; only one key is kept, so taking turns between the two fetches each time.
  /// `bad_key`: the service publishes no usable one; `password_too_long`: for that key; in both
  /// cases, and after `encryption_failed`, no password is sent. `password_too_weak`,
  /// `password_reused`, `password_undecryptable`, `account_locked`, `captcha_required`;
  /// `token_rejected` for any refusal without another explanation.
  Result reset(const ResetRequest& request);

  /// The same calls, stepwise. `ok` means that the call has begun: step it, and `completion` will
  /// be called at its end. Anything else (`bad_argument`, `buffer_too_small`, or another call is
  /// under way) means that nothing has begun. Nothing is sent yet; the deadline counts from here.
  Result begin_prepare(Encryption encryption, Completion completion = Completion());
  Result begin_system(SystemAnswer* out, Completion completion = Completion());
  Result begin_send_code(const Recipient& recipient, Completion completion = Completion());
  Result begin_check_code(const Recipient& recipient, Text pass_code, CheckCodeAnswer* out,
                          Completion completion = Completion());
  Result begin_verify(const Recipient& recipient, Text pass_code, VerifyAnswer* out,
                      Completion completion = Completion());
  Result begin_reset(const ResetRequest& request, Completion completion = Completion());

  /// Takes the call as far as it will go without waiting. True: no call is under way any more, see
  /// result(). False: `*wait` says when to step again. During a TLS handshake it returns between
  /// two steps, with `until_ms` in the past, so that the caller can draw; the longest of them
  /// verifies the server's certificate chain.
  bool step(Wait* wait);

  /// Steps the call under way to its end with Port::wait, and returns its result.
  Result finish();

  /// What the last call came to; nothing yet while one is under way. Its texts live until the next.
  const Result& result() const;

  /// Ends the call under way at its next step, as `cancelled`; no further byte of a request goes
  /// out. While the Client is open it may be called from anywhere, another thread or a signal
  /// handler included; wake your loop as well, by a descriptor of your own that it polls. For
  /// blocking calls use the port's own way, such as posix_port's `cancel_handle`.
  void cancel();

  CallProgress progress() const;

  /// Port::monotonic_ms, to turn Wait::until_ms into a timeout; 0 before open().
  int64_t now_ms() const;

  Statistics statistics() const;

 private:
  friend class Recovery;
  SPAREKEY_LOCAL bool reports_to(const void* context) const;
  SPAREKEY_LOCAL void abandon();  // ends the call under way without a completion
  SPAREKEY_LOCAL Result begin(const api::Call* call, const api::Arguments& arguments,
                              const PasswordCipher* cipher, Completion completion);
  SPAREKEY_LOCAL Result finish(const Result& begun);

  Engine* engine_ = nullptr;
};

}  // namespace sparekey

#endif
