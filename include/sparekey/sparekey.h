// SPDX-License-Identifier: Apache-2.0
/// \file
/// All of sparekey for C, from C99 to C23: the account-recovery calls of an Authing / GenAuth V3
/// service, each blocking and stepwise. It is sparekey.hpp under other names. What is said here is
/// all that a program needs; the C++ headers that are named say more. The library allocates
/// nothing, and needs no C++ run time: link with the C driver.
///
/// Texts are UTF-8 and end in NUL, those handed over and those handed back. Handed over, NULL is an
/// empty text. Handed back, no text is NULL, and one that the service sent with a NUL in it ends
/// there.
///
/// Objects are the caller's storage. Let it be all zero before its first use, as static storage is
/// and `= {0}` makes it, and do not copy it afterwards. An object that is NULL or not open, or a
/// number that is no value of its enumeration, is `bad_argument`, or does nothing.
///
/// Whatever is handed over, texts and arrays included, stays the caller's and must not change until
/// the call is over, or for as long as is said.
#ifndef SPAREKEY_SPAREKEY_H
#define SPAREKEY_SPAREKEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sparekey/api.h"
#include "sparekey/options.hpp"

/// In front of what must not be ignored.
#if (defined __cplusplus && __cplusplus >= 201703L) || \
    (defined __STDC_VERSION__ && __STDC_VERSION__ > 201710L)
#define SPAREKEY_CHECKED [[nodiscard]] SPAREKEY_API
#elif defined __GNUC__
#define SPAREKEY_CHECKED __attribute__((warn_unused_result)) SPAREKEY_API
#else
#define SPAREKEY_CHECKED SPAREKEY_API
#endif

#ifdef __GNUC__
#define SPAREKEY_ALIGNED_8 __attribute__((aligned(8)))
#else
#define SPAREKEY_ALIGNED_8 _Alignas(8)
#endif

#ifdef __cplusplus
extern "C" {
#endif

// ---- What a call came to (error.hpp) -----------------------------------------------------------

/// Who speaks in a code.
enum sparekey_kind {
  SPAREKEY_KIND_NONE,      ///< no error
  SPAREKEY_KIND_USAGE,     ///< the caller's arguments
  SPAREKEY_KIND_SERVICE,   ///< the service answered, and refused
  SPAREKEY_KIND_NETWORK,   ///< names, connections, time
  SPAREKEY_KIND_TLS,       ///< certificates, pins, the handshake
  SPAREKEY_KIND_PROTOCOL,  ///< what came back is not a valid answer
  SPAREKEY_KIND_LOCAL      ///< this device
};

enum sparekey_code {
  SPAREKEY_CODE_OK,

  // usage: nothing was sent.
  SPAREKEY_CODE_BAD_ARGUMENT,     ///< sparekey_result.detail says which, and why.
  SPAREKEY_CODE_UNREADABLE_FILE,  ///< There is no certificate, or no CRL, in what was given.

  // service: an envelope was read, and it refuses.
  SPAREKEY_CODE_PASSCODE_REJECTED,  ///< Wrong passcode, or one already used.
  SPAREKEY_CODE_PASSCODE_EXPIRED,
  SPAREKEY_CODE_TOO_SOON,           ///< A passcode went there less than a minute ago.
  SPAREKEY_CODE_TOO_MANY_REQUESTS,  ///< Throttled.
  SPAREKEY_CODE_ACCOUNT_NOT_FOUND,
  SPAREKEY_CODE_BAD_RECIPIENT,  ///< The service finds the e-mail or phone malformed.
  SPAREKEY_CODE_ACCOUNT_LOCKED,
  SPAREKEY_CODE_CAPTCHA_REQUIRED,
  SPAREKEY_CODE_APP_REJECTED,   ///< Application or user pool unknown.
  SPAREKEY_CODE_NOT_PERMITTED,  ///< Application or user not allowed.
  SPAREKEY_CODE_REFUSED,        ///< Any other refusal: see status_code and api_code.
  SPAREKEY_CODE_PASSWORD_TOO_WEAK,
  SPAREKEY_CODE_PASSWORD_REUSED,
  SPAREKEY_CODE_TOKEN_REJECTED,          ///< Reset only: any refusal not about something else.
  SPAREKEY_CODE_PASSWORD_UNDECRYPTABLE,  ///< The service could not decrypt the password.
  SPAREKEY_CODE_DELIVERY_FAILED,         ///< Its mail or SMS provider failed.
  SPAREKEY_CODE_SERVICE_FAULT,           ///< Busy, or an internal error.

  // network
  SPAREKEY_CODE_NAME_NOT_RESOLVED,  ///< The name has no address, or the resolver failed.
  SPAREKEY_CODE_CONNECT_FAILED,     ///< No address of the host accepted the connection.
  SPAREKEY_CODE_TIMED_OUT,          ///< The call's deadline came first.
  SPAREKEY_CODE_CONNECTION_LOST,    ///< TCP ended, or TLS without close_notify.
  SPAREKEY_CODE_PROXY_REFUSED,      ///< The proxy opened no tunnel: see http_status.

  // tls: of several troubles with certificates, the first in this order.
  SPAREKEY_CODE_CERTIFICATE_UNTRUSTED,  ///< No trust anchor signed the chain.
  SPAREKEY_CODE_CERTIFICATE_EXPIRED,
  SPAREKEY_CODE_CERTIFICATE_NOT_YET_VALID,
  SPAREKEY_CODE_CLOCK_NOT_SET,              ///< The clock is behind the library's build.
  SPAREKEY_CODE_CERTIFICATE_NAME_MISMATCH,  ///< No subjectAltName names the host.
  SPAREKEY_CODE_CERTIFICATE_REVOKED,        ///< A CRL of sparekey_config.crls lists one.
  SPAREKEY_CODE_CERTIFICATE_WEAK,           ///< Below RSA-2048, P-256 or SHA-256.
  SPAREKEY_CODE_CERTIFICATE_REJECTED,       ///< Any other objection.
  SPAREKEY_CODE_PIN_MISMATCH,               ///< None of the pinned keys is in the chain.
  SPAREKEY_CODE_HANDSHAKE_FAILED,           ///< No common ground, an alert, or no TLS at all.

  // protocol
  SPAREKEY_CODE_BAD_HTTP,          ///< Not RFC 9112, ambiguous, or followed by more bytes.
  SPAREKEY_CODE_HTTP_STATUS,       ///< An HTTP error without an envelope: see http_status.
  SPAREKEY_CODE_REDIRECTED,        ///< A redirect is never followed.
  SPAREKEY_CODE_ANSWER_TOO_LARGE,  ///< Beyond sparekey_limits.
  SPAREKEY_CODE_TRUNCATED,         ///< TLS ended in order, the answer had not.
  SPAREKEY_CODE_NOT_JSON,
  SPAREKEY_CODE_MALFORMED_JSON,
  SPAREKEY_CODE_UNEXPECTED_SHAPE,  ///< JSON, but not what the call needs.

  // local
  SPAREKEY_CODE_CANCELLED,
  SPAREKEY_CODE_BAD_KEY,            ///< The service publishes no such key, or no usable one.
  SPAREKEY_CODE_PASSWORD_TOO_LONG,  ///< More than the key can encrypt.
  SPAREKEY_CODE_BUFFER_TOO_SMALL,   ///< Memory handed over, or the limits, are too small.
  SPAREKEY_CODE_OUT_OF_MEMORY,      ///< mbedTLS got none, from its pool or the system.
  SPAREKEY_CODE_ENTROPY_FAILED,
  SPAREKEY_CODE_ENCRYPTION_FAILED
};

/// Whether the service can have acted on the call's own request.
enum sparekey_delivery {
  SPAREKEY_DELIVERY_NOT_SENT,  ///< No byte of it can have arrived: trying again is safe.
  SPAREKEY_DELIVERY_UNKNOWN,   ///< It may have acted; no readable answer says so.
  SPAREKEY_DELIVERY_ANSWERED   ///< Its envelope was read.
};

/// What to do next.
enum sparekey_advice {
  SPAREKEY_ADVICE_NONE,
  SPAREKEY_ADVICE_CHECK_INPUT,
  SPAREKEY_ADVICE_NEW_CODE,  ///< Send a fresh passcode.
  SPAREKEY_ADVICE_WAIT,      ///< Try again later: see retry_after_s.
  SPAREKEY_ADVICE_CONTACT_SUPPORT,
  SPAREKEY_ADVICE_OTHER_PASSWORD,
  SPAREKEY_ADVICE_START_OVER,  ///< From sending a passcode.
  SPAREKEY_ADVICE_RETRY,       ///< The same call again. Never after `unknown` delivery.
  SPAREKEY_ADVICE_CHECK_CLOCK,
  SPAREKEY_ADVICE_CHECK_TRUST
};

/// What a call came to. `message` and `request_id` lie in the client's memory and live until its
/// next call; `detail` is a constant.
struct sparekey_result {
  enum sparekey_code code;
  enum sparekey_delivery delivery;
  enum sparekey_advice advice;
  int native;              ///< mbedTLS's error number, or 0
  int http_status;         ///< of the service, or of the proxy (`proxy_refused`); 0: no answer
  int status_code;         ///< the envelope's statusCode; 0: none
  const char* detail;      ///< English, for a log; empty if built without SPAREKEY_DETAILS
  const char* message;     ///< the service's words, in the language asked for
  const char* request_id;  ///< what the service's operators ask for
  int64_t api_code;        ///< the envelope's apiCode, if has_api_code
  int64_t retry_after_s;   ///< Retry-After in seconds; -1: none that can be read
  bool has_api_code;
  /// The certificates' dates were judged by the library's build time, because the clock was not set
  /// (SPAREKEY_CLOCK_NOT_BEFORE_BUILD). On success and failure.
  bool clock_was_unset;
};

SPAREKEY_API enum sparekey_kind sparekey_kind_of(enum sparekey_code code);

/// The C++ enumerator's name, for instance "passcode_rejected"; empty if there is no such value.
SPAREKEY_API const char* sparekey_code_name(enum sparekey_code code);
SPAREKEY_API const char* sparekey_kind_name(enum sparekey_kind kind);
SPAREKEY_API const char* sparekey_delivery_name(enum sparekey_delivery delivery);
SPAREKEY_API const char* sparekey_advice_name(enum sparekey_advice advice);

/// One English sentence without a final full stop.
SPAREKEY_API const char* sparekey_explain(enum sparekey_code code);

/// What to do about `code`, as it stands in a result (advice_for in error.hpp).
SPAREKEY_API enum sparekey_advice sparekey_advice_for(enum sparekey_code code,
                                                      enum sparekey_delivery delivery,
                                                      int http_status);

// ---- Versions ----------------------------------------------------------------------------------

/// The version of this library, "0.2.0".
SPAREKEY_API const char* sparekey_version(void);

/// The version of the mbedTLS that is linked, a byte each: 0x021C03 for 2.28.3.
SPAREKEY_API uint32_t sparekey_mbedtls_version(void);

// ---- The device underneath (port.hpp, posix.hpp) -----------------------------------------------

/// What the functions of a port return. Counts are positive.
enum sparekey_port_status {
  SPAREKEY_PORT_OK = 0,
  SPAREKEY_PORT_AGAIN = -1,        ///< Not yet: the call would have to wait.
  SPAREKEY_PORT_CLOSED = -2,       ///< The peer closed the connection properly (a TCP FIN).
  SPAREKEY_PORT_FAILED = -3,       ///< Anything else went wrong.
  SPAREKEY_PORT_NOT_FOUND = -4,    ///< The name does not exist, or has no address.
  SPAREKEY_PORT_INTERRUPTED = -5,  ///< From `wait` only: the program wants the call to end.
  SPAREKEY_PORT_NOT_IMPLEMENTED = -6
};

/// No connection, no lookup. A real handle is never negative.
#define SPAREKEY_NO_HANDLE (-1)

struct sparekey_address {
  uint8_t family;     ///< 4 or 6
  uint8_t bytes[16];  ///< network order; family 4 uses the first 4
  uint32_t scope;     ///< the interface's index (sin6_scope_id) of a link-local IPv6 address
};

/// Whether to wait until `handle` is readable, writable, or either.
struct sparekey_interest {
  int handle;
  bool readable;
  bool writable;
};

/// The platform's functions, each called with `context`. None may be NULL, only `wait` may block.
/// The contract of each, in exact words, is Port in port.hpp; the arguments are the same. Any
/// number of clients in one thread may share a port, which must outlive them.
struct sparekey_port {
  void* context;
  /// Begins to look up `name`: OK with `*out_lookup`, or FAILED.
  int (*resolve_start)(void* context, const char* name, int* out_lookup);
  /// Writes addresses, best first, and returns how many; asked again for more until it says OK, or
  /// gives the same again. AGAIN: none yet, or more may come. NOT_FOUND; FAILED.
  int (*resolve_result)(void* context, int lookup, struct sparekey_address* out, int capacity);
  /// What a lookup waits for: writes interests, returns their number, may lower `*wake_ms`.
  int (*resolve_wants)(void* context, int lookup, struct sparekey_interest* out, int capacity,
                       int64_t* wake_ms);
  /// Gives the lookup up. Called exactly once for each that began.
  void (*resolve_end)(void* context, int lookup);
  /// Begins a TCP connection: OK or AGAIN, both with `*out_connection`; or FAILED.
  int (*connect_start)(void* context, const struct sparekey_address* address, uint16_t tcp_port,
                       int* out_connection);
  /// OK, AGAIN or FAILED. `close` follows in any case.
  int (*connect_result)(void* context, int connection);
  /// The number of bytes taken, 1 to `size`; AGAIN; CLOSED; FAILED.
  int (*send)(void* context, int connection, const void* bytes, size_t size);
  /// The number of bytes stored, 1 to `size`; AGAIN; CLOSED; FAILED.
  int (*receive)(void* context, int connection, void* bytes, size_t size);
  /// Ends the connection and frees the handle. Called exactly once for each that was begun.
  void (*close)(void* context, int connection);
  /// Waits until an interest is ready or monotonic_ms() reaches `until_ms`: OK in both cases.
  /// INTERRUPTED ends the call as `cancelled`. A program that only steps its calls may return
  /// NOT_IMPLEMENTED.
  int (*wait)(void* context, const struct sparekey_interest* interests, int count,
              int64_t until_ms);
  /// Milliseconds since any moment. Never runs backwards, and counts sleep.
  int64_t (*monotonic_ms)(void* context);
  /// Seconds since 1970-01-01T00:00:00Z, or -1 if the device does not know.
  int64_t (*wall_clock_s)(void* context);
  /// Fills `out` with bytes fit for keys: OK, or FAILED.
  int (*random)(void* context, void* out, size_t size);
};

/// The port for Linux, in a library that was built with it. Its `wait` also watches
/// `cancel_handle`, unless that is SPAREKEY_NO_HANDLE: as soon as the descriptor is readable, the
/// call under way ends as `cancelled`. A signal handler may write to its other end.
SPAREKEY_API struct sparekey_port sparekey_posix_port(int cancel_handle);

/// The same without a resolver, for a service at a numeric address: a program that uses only this
/// links none.
SPAREKEY_API struct sparekey_port sparekey_posix_port_without_names(int cancel_handle);

/// The path of the system's CA bundle; empty if it is in none of the usual places.
SPAREKEY_API const char* sparekey_posix_ca_bundle(void);

// ---- What certificates are judged by (pin.hpp, crl.hpp, clock_policy.hpp) ----------------------

/// Octets, for instance a certificate in DER.
struct sparekey_bytes {
  SPAREKEY_ALIGNED_8 const uint8_t* data;
  size_t size;
};

/// SHA-256 of a certificate's SubjectPublicKeyInfo (RFC 7469 section 2.4).
struct sparekey_pin {
  uint8_t sha256[32];
};

/// Reads "sha256/BASE64". False, and `*out` is not touched, if it is anything else.
SPAREKEY_CHECKED bool sparekey_parse_pin(const char* text, struct sparekey_pin* out);

/// Revocation lists. What checks them is linked only into programs that call one of these.
struct sparekey_crls {
  struct sparekey_bytes der;
  const void* revocation;
};

/// CRLs in PEM, decoded in place, or in DER. `bytes` must outlive the client.
SPAREKEY_API struct sparekey_crls sparekey_crls_from(uint8_t* bytes, size_t size);

/// CRLs in DER, one behind the other, which are only read and must outlive the client.
SPAREKEY_API struct sparekey_crls sparekey_crls_from_der(const uint8_t* der, size_t size);

/// What dates are judged by. A clock behind the library's build counts as not set.
enum sparekey_clock_policy {
  SPAREKEY_CLOCK_STRICT,            ///< The clock. If it is not set, nothing is believed.
  SPAREKEY_CLOCK_NOT_BEFORE_BUILD,  ///< The clock; if it is not set, the library's build time.
  SPAREKEY_CLOCK_IGNORE_DATES       ///< Nothing. Only together with a pin.
};

// ---- A service (client.hpp) --------------------------------------------------------------------

/// What a call is doing, in the order in which it happens.
enum sparekey_phase {
  SPAREKEY_PHASE_IDLE,
  SPAREKEY_PHASE_RESOLVING,
  SPAREKEY_PHASE_CONNECTING,
  SPAREKEY_PHASE_SECURING,
  SPAREKEY_PHASE_SENDING,
  SPAREKEY_PHASE_WAITING,
  SPAREKEY_PHASE_RECEIVING
};
SPAREKEY_API const char* sparekey_phase_name(enum sparekey_phase phase);

/// Prefix of the service's request headers: `x-authing-` or `x-genauth-`.
enum sparekey_brand { SPAREKEY_BRAND_AUTHING, SPAREKEY_BRAND_GENAUTH };

/// Language of sparekey_result.message.
enum sparekey_language {
  SPAREKEY_LANGUAGE_ZH_CN,
  SPAREKEY_LANGUAGE_EN_US,
  SPAREKEY_LANGUAGE_ZH_TW,
  SPAREKEY_LANGUAGE_JA_JP
};

/// How to reach one service. All zero but `host`, `app_id` and an anchor will do. The struct itself
/// may go after sparekey_open(); what it points to must outlive the client.
struct sparekey_config {
  const char* host;    ///< `https://HOST[:PORT]` or `HOST[:PORT]`; the certificate must name it
  const char* app_id;  ///< `x-authing-app-id`, required
  const char* userpool_id;   ///< `x-authing-userpool-id`, left out if empty
  const char* access_token;  ///< `authorization: Bearer …`, left out if empty
  const char* client_name;   ///< `x-authing-request-from`; NULL: "sparekey"; left out if empty
  enum sparekey_brand brand;
  enum sparekey_language language;
  const char* connect_to;         ///< `HOST:PORT` to connect to instead of `host`
  const char* proxy;              ///< `http://HOST:PORT` of a proxy that is asked for a tunnel
  const char* proxy_credentials;  ///< `user:password` for the proxy; sent to it in the clear

  /// Trust anchors: certificates in PEM, of `ca_pem_size` bytes, one behind the other. They need no
  /// NUL at their end.
  const char* ca_pem;
  size_t ca_pem_size;
  /// Trust anchors in DER, one certificate each, beside `ca_pem` or instead of it.
  const struct sparekey_bytes* ca_ders;
  size_t ca_der_count;

  struct sparekey_crls crls;                ///< from sparekey_crls_from(); zero: none
  enum sparekey_clock_policy clock_policy;  ///< what dates are judged by
  const struct sparekey_pin* pins;          ///< keys, one of which must be in the verified chain
  size_t pin_count;                         ///< 0: any chain will do

  /// The deadline of one call in milliseconds, at most a day; 0: 30,000.
  int64_t timeout_ms;
  /// A kept connection that was idle for longer is replaced; 0: 45,000; negative: each is.
  int64_t idle_limit_ms;

  /// Told of each phase as it begins, if not NULL. It must not call the client, except
  /// sparekey_progress().
  void (*on_phase)(void* context, enum sparekey_phase phase);
  void* on_phase_context;
};

/// Sizes; 0 is the default of each.
struct sparekey_limits {
  uint32_t exchange_bytes;    ///< one buffer, for the request, then for the answer's body: 6144
  uint32_t overhead_bytes;    ///< of an answer, beside its body: 16384; costs no memory
  uint32_t read_ahead_bytes;  ///< more room to receive several TLS records at once: none
  uint16_t json_tokens;       ///< in one answer: 128
};

/// Bytes of memory that sparekey_open() wants, with the default limits and with others.
#define SPAREKEY_MEMORY_BYTES SPAREKEY_MEMORY_BYTES_FOR(6144, 128, 0)
#define SPAREKEY_MEMORY_BYTES_FOR(exchange_bytes, json_tokens, read_ahead_bytes) \
  (SPAREKEY_ENGINE_BYTES + sizeof(char[20]) * (json_tokens) + (exchange_bytes) + (read_ahead_bytes))
/// Of it, what the client itself takes; 15 of them let the memory lie anywhere.
#define SPAREKEY_PASSWORD_KEY_BYTES (SPAREKEY_SM2 ? 848 : SPAREKEY_RSA ? 656 : 16)
#if SPAREKEY_OUR_MBEDTLS
#define SPAREKEY_ENGINE_BYTES                                 \
  (15 * sizeof(char) + SPAREKEY_PASSWORD_KEY_BYTES +          \
   (sizeof(void*) == 8 ? (SPAREKEY_TLS13 ? 2608 + 368 : 2608) \
                       : (SPAREKEY_TLS13 ? 1760 + 352 : 1760)))
#else
#define SPAREKEY_ENGINE_BYTES \
  (15 * sizeof(char) + SPAREKEY_PASSWORD_KEY_BYTES + (sizeof(void*) == 8 ? 4608 : 3648))
#endif

/// One service, one connection, one call at a time, by one thread at a time.
#define SPAREKEY_CLIENT_BYTES (20 * sizeof(void*))
struct sparekey_client {
  SPAREKEY_ALIGNED_8 unsigned char bytes[SPAREKEY_CLIENT_BYTES];
};

/// Checks the configuration and reads the trust anchors; sends nothing. `memory` is in use until
/// sparekey_close(). `limits` may be NULL.
///
/// `bad_argument`: detail says what is wrong with the configuration; `unreadable_file`: no
/// certificate that can be read, broken PEM, or no usable CRL in `crls`; `buffer_too_small`:
/// `memory`, or a certificate in `ca_pem` larger than exchange_bytes; `out_of_memory`.
SPAREKEY_CHECKED struct sparekey_result sparekey_open(struct sparekey_client* client,
                                                      const struct sparekey_config* config,
                                                      const struct sparekey_port* port,
                                                      void* memory, size_t memory_size,
                                                      const struct sparekey_limits* limits);

/// Closes the connection and wipes the memory; a call under way ends without its completion being
/// called. May be called at any time, also twice. A client that goes out of scope must be closed.
SPAREKEY_API void sparekey_close(struct sparekey_client* client);

/// Who is sent a passcode: either an e-mail address or a phone.
struct sparekey_recipient {
  const char* email;
  const char* phone;         ///< without country code
  const char* country_code;  ///< "+86"; may be empty for mainland China
};

/// Answer of sparekey_system(). Texts live in the client's memory until its next call.
struct sparekey_system_answer {
  const char* rsa_public_key;   ///< PEM or bare base64 DER, as sent; empty if there is none
  const char* sm2_public_key;   ///< 130 hex characters, as sent; empty if there is none
  const char* version_json;     ///< the member `version`, as sent (valid JSON); empty if absent
  const char* public_ips_json;  ///< the member `publicIps`, likewise
  /// `version.server`. Empty if absent, written with escapes, or longer: see version_json.
  char server_version[64];
};

struct sparekey_check_code_answer {
  bool is_valid;
  const char* message;
};

struct sparekey_verify_answer {
  const char* password_reset_token;  ///< Copy it before the next call, and keep it secret.
  int64_t token_expires_in_s;        ///< -1: the service did not say
};

/// How a password travels inside TLS: the service's `passwordEncryptType`.
enum sparekey_encryption {
  SPAREKEY_ENCRYPTION_NONE,
  SPAREKEY_ENCRYPTION_RSA,  ///< RSAES-PKCS1-v1_5, base64
  SPAREKEY_ENCRYPTION_SM2   ///< GB/T 32918.4, lower-case hex
};

/// How an SM2 ciphertext is written. Choose another than PLAIN only if the server demands it
/// (Sm2Format in encryption.hpp says why).
enum sparekey_sm2_format {
  SPAREKEY_SM2_FORMAT_PLAIN,    ///< C1‖C3‖C2
  SPAREKEY_SM2_FORMAT_WITH_04,  ///< 04‖C1‖C3‖C2
  SPAREKEY_SM2_FORMAT_PREFIX,   ///< the text "sm2:", then C1‖C3‖C2
  SPAREKEY_SM2_FORMAT_C1C2C3    ///< C1‖C2‖C3
};

struct sparekey_reset_request {
  const char* password_reset_token;
  const char* password;  ///< not empty
  enum sparekey_encryption encryption;
  enum sparekey_sm2_format sm2_format;
};

// ---- The calls, blocking (Client in client.hpp) ------------------------------------------------
//
// On success the code is `ok`. Besides the codes named at each call, any can end in any code of the
// kinds network, tls and protocol, in `bad_argument` (the client is not open, a call is under way,
// an argument lies in the client's memory), `too_many_requests`, `service_fault`, `app_rejected`,
// `not_permitted`, `refused`, `buffer_too_small`, `out_of_memory`, `entropy_failed` and
// `cancelled`. An answer that nobody wants may be NULL.

/// While the person still types: connects, and with RSA or SM2 fetches the service's key.
/// `bad_key` as for sparekey_reset(). Changes nothing at the service.
SPAREKEY_API struct sparekey_result sparekey_prepare(struct sparekey_client* client,
                                                     enum sparekey_encryption encryption);

/// Versions and public keys.
SPAREKEY_CHECKED struct sparekey_result sparekey_system(struct sparekey_client* client,
                                                        struct sparekey_system_answer* out);

/// Sends a passcode for resetting the password. `too_soon`, `account_not_found`, `bad_recipient`,
/// `account_locked`, `captcha_required`, `delivery_failed`.
SPAREKEY_CHECKED struct sparekey_result sparekey_send_code(
    struct sparekey_client* client, const struct sparekey_recipient* recipient);

/// Is the passcode right? Does not use it up. A wrong one is `passcode_rejected`, with `*out`
/// filled in; also `passcode_expired` and the codes of sparekey_send_code().
SPAREKEY_CHECKED struct sparekey_result sparekey_check_code(
    struct sparekey_client* client, const struct sparekey_recipient* recipient,
    const char* pass_code, struct sparekey_check_code_answer* out);

/// Exchanges the passcode, which it uses up, for a password-reset token. `passcode_rejected`,
/// `passcode_expired` and the codes of sparekey_send_code().
SPAREKEY_CHECKED struct sparekey_result sparekey_verify(struct sparekey_client* client,
                                                        const struct sparekey_recipient* recipient,
                                                        const char* pass_code,
                                                        struct sparekey_verify_answer* out);

/// Sets the password. With RSA or SM2 the service's key is fetched first, once per connection.
/// `bad_key`, `password_too_long` and `encryption_failed`: no password was sent.
/// `password_too_weak`, `password_reused`, `password_undecryptable`, `account_locked`,
/// `captcha_required`; `token_rejected` for any refusal without another explanation.
SPAREKEY_CHECKED struct sparekey_result sparekey_reset(
    struct sparekey_client* client, const struct sparekey_reset_request* request);

// ---- The same, stepwise ------------------------------------------------------------------------

/// Called from sparekey_step() when a call is over, once for each that was begun. It may begin the
/// next call or close the client, but not open it again.
typedef void (*sparekey_completion)(void* context, const struct sparekey_result* result);

/// `ok`: begun; step the client until the call is over, when `completion`, unless NULL, is called
/// with `context`. Anything else: nothing has begun. Nothing is sent yet; the deadline counts from
/// here. Structs may go after these functions; the texts they point to, and `out`, must stay.
SPAREKEY_CHECKED struct sparekey_result sparekey_begin_prepare(struct sparekey_client* client,
                                                               enum sparekey_encryption encryption,
                                                               sparekey_completion completion,
                                                               void* context);
SPAREKEY_CHECKED struct sparekey_result sparekey_begin_system(struct sparekey_client* client,
                                                              struct sparekey_system_answer* out,
                                                              sparekey_completion completion,
                                                              void* context);
SPAREKEY_CHECKED struct sparekey_result sparekey_begin_send_code(
    struct sparekey_client* client, const struct sparekey_recipient* recipient,
    sparekey_completion completion, void* context);
SPAREKEY_CHECKED struct sparekey_result sparekey_begin_check_code(
    struct sparekey_client* client, const struct sparekey_recipient* recipient,
    const char* pass_code, struct sparekey_check_code_answer* out, sparekey_completion completion,
    void* context);
SPAREKEY_CHECKED struct sparekey_result sparekey_begin_verify(
    struct sparekey_client* client, const struct sparekey_recipient* recipient,
    const char* pass_code, struct sparekey_verify_answer* out, sparekey_completion completion,
    void* context);
SPAREKEY_CHECKED struct sparekey_result sparekey_begin_reset(
    struct sparekey_client* client, const struct sparekey_reset_request* request,
    sparekey_completion completion, void* context);

/// Step again as soon as an interest is ready or sparekey_now_ms() reaches `until_ms`. Each step
/// fills it anew: handles come and go. Stepping earlier does no harm.
#define SPAREKEY_WAIT_CAPACITY 4
struct sparekey_wait {
  struct sparekey_interest interests[SPAREKEY_WAIT_CAPACITY];
  int count;         ///< how many there are; 0: only the time matters
  int64_t until_ms;  ///< in the past: step again at once
};

/// Takes the call as far as it will go without waiting. True: no call is under way any more. False:
/// `*wait`, unless NULL, says when to step again.
SPAREKEY_API bool sparekey_step(struct sparekey_client* client, struct sparekey_wait* wait);

/// Steps the call under way to its end with the port's `wait`.
SPAREKEY_API struct sparekey_result sparekey_finish(struct sparekey_client* client);

/// What the last call came to; nothing yet while one is under way.
SPAREKEY_API struct sparekey_result sparekey_last_result(const struct sparekey_client* client);

/// Ends the call under way at its next step, as `cancelled`. While the client is open it may be
/// called from anywhere, another thread or a signal handler included; wake your loop as well.
SPAREKEY_API void sparekey_cancel(struct sparekey_client* client);

/// How far the call under way is.
struct sparekey_call_progress {
  enum sparekey_phase phase;
  int64_t elapsed_ms;   ///< since it began
  uint64_t bytes_sent;  ///< on the wire, with TLS
  uint64_t bytes_received;
  bool request_sent;  ///< whole: the secrets handed over for it may be wiped
};
SPAREKEY_API struct sparekey_call_progress sparekey_progress(const struct sparekey_client* client);

/// The port's monotonic_ms, to turn `until_ms` into a timeout; 0 if the client is not open.
SPAREKEY_API int64_t sparekey_now_ms(const struct sparekey_client* client);

/// Counted since sparekey_open().
struct sparekey_statistics {
  uint32_t connections;  ///< TCP connections made
  uint32_t handshakes;   ///< TLS handshakes completed
  uint32_t resumptions;  ///< of them, those that resumed an earlier session
  uint64_t bytes_sent;   ///< on the wire, with TLS
  uint64_t bytes_received;
};
SPAREKEY_API struct sparekey_statistics sparekey_client_statistics(
    const struct sparekey_client* client);

// ---- The person's path (recovery.hpp) ----------------------------------------------------------

/// What the person is asked for now.
enum sparekey_recovery_step {
  SPAREKEY_STEP_IDENTIFY,
  SPAREKEY_STEP_CODE,
  SPAREKEY_STEP_PASSWORD,
  SPAREKEY_STEP_DONE
};

/// Whether the person may learn from the outcome that an account exists.
enum sparekey_disclosure { SPAREKEY_HIDE_ACCOUNT, SPAREKEY_REVEAL_ACCOUNT };

/// Seconds, by the service's rules.
#define SPAREKEY_CODE_COOLDOWN_S 60
#define SPAREKEY_SMS_CODE_LIFETIME_S 60
#define SPAREKEY_EMAIL_CODE_LIFETIME_S 300

/// One recovery over an open client: who are you, the passcode, the new password, done. It knows
/// what may be done now, when a passcode may be sent again, and how long passcode and token live.
#define SPAREKEY_RECOVERY_BYTES (24 * sizeof(void*) + 168)
struct sparekey_recovery {
  SPAREKEY_ALIGNED_8 unsigned char bytes[SPAREKEY_RECOVERY_BYTES];
};

/// `client`, and `token`, the caller's memory for the password-reset token (2048 bytes are ample),
/// must stay until sparekey_recovery_close(). A recovery that is open is closed first.
SPAREKEY_CHECKED struct sparekey_result sparekey_recovery_open(struct sparekey_recovery* recovery,
                                                               struct sparekey_client* client,
                                                               char* token, size_t token_capacity,
                                                               enum sparekey_disclosure disclosure);

/// Wipes the token, and ends this recovery's call if one is under way. Before sparekey_close(),
/// or after. May be called twice.
SPAREKEY_API void sparekey_recovery_close(struct sparekey_recovery* recovery);

/// What the person is asked for; IDENTIFY if the recovery is not open.
SPAREKEY_API enum sparekey_recovery_step sparekey_recovery_current_step(
    const struct sparekey_recovery* recovery);

/// Sends a passcode and goes to CODE, also if it is not known whether one went out. `too_soon`
/// while sparekey_recovery_cooldown_ms() > 0 for the same recipient. With HIDE_ACCOUNT a refusal
/// that depends on the account is reported as success. The recipient's texts must stay until the
/// next one is given.
SPAREKEY_CHECKED struct sparekey_result sparekey_recovery_send_code(
    struct sparekey_recovery* recovery, const struct sparekey_recipient* recipient);

/// Exchanges the passcode and goes to PASSWORD. With HIDE_ACCOUNT, every refusal that depends on
/// the account is `passcode_rejected`. `buffer_too_small`: the token does not fit.
SPAREKEY_CHECKED struct sparekey_result sparekey_recovery_enter_code(
    struct sparekey_recovery* recovery, const char* pass_code);

/// Sets the password and goes to DONE. A weak, reused, too long or undecryptable password leaves
/// the step as it is; whatever spoils the token leads back to IDENTIFY, with advice START_OVER.
SPAREKEY_CHECKED struct sparekey_result sparekey_recovery_enter_password(
    struct sparekey_recovery* recovery, const char* password, enum sparekey_encryption encryption,
    enum sparekey_sm2_format sm2_format);

/// Stepwise: begin, then step the client; `completion` gets what sparekey_recovery_result() gives.
SPAREKEY_CHECKED struct sparekey_result sparekey_recovery_begin_send_code(
    struct sparekey_recovery* recovery, const struct sparekey_recipient* recipient,
    sparekey_completion completion, void* context);
SPAREKEY_CHECKED struct sparekey_result sparekey_recovery_begin_enter_code(
    struct sparekey_recovery* recovery, const char* pass_code, sparekey_completion completion,
    void* context);
SPAREKEY_CHECKED struct sparekey_result sparekey_recovery_begin_enter_password(
    struct sparekey_recovery* recovery, const char* password, enum sparekey_encryption encryption,
    enum sparekey_sm2_format sm2_format, sparekey_completion completion, void* context);

/// What the last call came to, as far as the person may know it.
SPAREKEY_API struct sparekey_result sparekey_recovery_result(
    const struct sparekey_recovery* recovery);

/// Back to IDENTIFY; the cooldown stays. Not while a call is under way.
SPAREKEY_API void sparekey_recovery_start_over(struct sparekey_recovery* recovery);

/// Milliseconds until a passcode may be sent again to the same recipient; 0: now.
SPAREKEY_API int64_t sparekey_recovery_cooldown_ms(const struct sparekey_recovery* recovery);

/// How many milliseconds the passcode, or the token, still lives; 0: it has expired, or there is
/// none; -1: the service did not say how long the token lives.
SPAREKEY_API int64_t sparekey_recovery_code_lifetime_ms(const struct sparekey_recovery* recovery);
SPAREKEY_API int64_t sparekey_recovery_token_lifetime_ms(const struct sparekey_recovery* recovery);

// ---- mbedTLS's memory (pool.hpp) ---------------------------------------------------------------

/// The largest key in a server's chain, its trust anchor included.
enum sparekey_chain_key {
  SPAREKEY_CHAIN_KEY_EC,
  SPAREKEY_CHAIN_KEY_RSA_2048,
  SPAREKEY_CHAIN_KEY_RSA_4096
};

/// Gives mbedTLS its memory: once in the process, before the first sparekey_open(), and for good.
/// False, and nothing changes, if there is a pool already, `memory` is NULL or `size` below 32.
/// With an mbedTLS that takes its memory from malloc it does nothing, and is true.
SPAREKEY_CHECKED bool sparekey_use_pool(void* memory, size_t size);

struct sparekey_pool_counts {
  size_t bytes;       ///< in use
  size_t peak_bytes;  ///< the most in use so far; gaps between blocks come on top
};
/// All zero if mbedTLS has no pool.
SPAREKEY_API struct sparekey_pool_counts sparekey_pool_statistics(void);

/// What sparekey_use_pool() should be given, constant expressions: for any chain of up to 2975
/// bytes; and by the largest key and the bytes of all certificates that the server sends. pool.hpp
/// says how it was measured; 8 if mbedTLS has no pool.
#define SPAREKEY_POOL_BYTES SPAREKEY_POOL_BYTES_FOR(SPAREKEY_CHAIN_KEY_RSA_4096, 0)
#ifdef SPAREKEY_HAS_POOL
#define SPAREKEY_POOL_BYTES_FOR(largest, chain_bytes)                                           \
  SPAREKEY_POOL_SUM_((SPAREKEY_POOL_CHAIN_(largest, (chain_bytes)) + SPAREKEY_POOL_MORE_BYTES - \
                      (16384 - SPAREKEY_IN_CONTENT_LEN)))
#define SPAREKEY_POOL_SUM_(bytes) \
  ((bytes + bytes * SPAREKEY_POOL_MARGIN_PERCENT / 100 + 7) / 8 * 8 * sizeof(char))
#define SPAREKEY_BY_KEY_(key, ec, rsa_2048, rsa_4096) \
  ((key) == SPAREKEY_CHAIN_KEY_EC ? ec : (key) == SPAREKEY_CHAIN_KEY_RSA_2048 ? rsa_2048 : rsa_4096)
#define SPAREKEY_BY_WIDTH_(bits_32, bits_64) (sizeof(void*) == 8 ? bits_64 : bits_32)
#define SPAREKEY_BARE_CHAIN_(key) SPAREKEY_BY_KEY_(key, 1530, 2720, 2975)
#if SPAREKEY_TLS13
#define SPAREKEY_POOL_CHAIN_(key, chain)                                \
  (SPAREKEY_POOL_FIRST_(key, chain) < SPAREKEY_POOL_SECOND_(key, chain) \
       ? SPAREKEY_POOL_SECOND_(key, chain)                              \
       : SPAREKEY_POOL_FIRST_(key, chain))
#define SPAREKEY_POOL_FIRST_(key, chain)                            \
  (SPAREKEY_BY_WIDTH_(SPAREKEY_BY_KEY_(key, 33920, 36352, 42176),   \
                      SPAREKEY_BY_KEY_(key, 35968, 38720, 44864)) + \
   SPAREKEY_POOL_FURTHER_(key, chain, SPAREKEY_BY_WIDTH_(175, 220)))
#define SPAREKEY_POOL_SECOND_(key, chain)                                 \
  (chain > SPAREKEY_BARE_CHAIN_(key)                                      \
       ? SPAREKEY_BY_WIDTH_(SPAREKEY_BY_KEY_(key, 19936, 18432, 17664),   \
                            SPAREKEY_BY_KEY_(key, 19456, 16320, 15232)) + \
             chain * SPAREKEY_BY_WIDTH_(395, 522) / 100                   \
       : 0)
#else
#if SPAREKEY_ECP_WINDOW > 2
#define SPAREKEY_POOL_EC_ SPAREKEY_BY_WIDTH_(28032, 30080)
#else
#define SPAREKEY_POOL_EC_ SPAREKEY_BY_WIDTH_(25856, 27328)
#endif
#define SPAREKEY_POOL_CHAIN_(key, chain)                                      \
  (SPAREKEY_BY_KEY_(key, SPAREKEY_POOL_EC_, SPAREKEY_BY_WIDTH_(29696, 32128), \
                    SPAREKEY_BY_WIDTH_(35392, 38016)) +                       \
   SPAREKEY_POOL_FURTHER_(key, chain, SPAREKEY_BY_WIDTH_(100, 140)))
#endif
#define SPAREKEY_POOL_FURTHER_(key, chain, hundredths) \
  (chain > SPAREKEY_BARE_CHAIN_(key) ? (chain - SPAREKEY_BARE_CHAIN_(key)) * hundredths / 100 : 0)
#else
#define SPAREKEY_POOL_BYTES_FOR(largest, chain_bytes) (8 * sizeof(char))
#endif

// ---- Before a call is made again (backoff.hpp) -------------------------------------------------

/// Milliseconds to wait: exponential back-off with full jitter. Repeat only what was `not_sent`, or
/// answered as TOO_MANY_REQUESTS, or sparekey_system(). `attempt`: 0 before the first repetition;
/// `cap_ms`: the fleet's devices divided by the requests a second that the service allows, times
/// 1000; `random`: 32 random bits, fresh for each; `retry_after_s`: that of the result, to which
/// the jitter is added unless it is negative. No argument is out of range.
SPAREKEY_API int64_t sparekey_backoff_ms(uint32_t attempt, uint32_t base_ms, uint32_t cap_ms,
                                         uint32_t random, int64_t retry_after_s);

// ---- What people type (typed_recipient.hpp) ----------------------------------------------------

/// A recipient, cleaned, and the bytes its texts point into: do not copy it.
struct sparekey_typed_recipient {
  struct sparekey_recipient recipient;
  char bytes[323];
};

/// False, with an empty recipient, if it cannot be one. What holds an @ is an e-mail address;
/// anything else a phone number: digits, grouped in any way, behind + or 00 and a country code, or
/// with neither, for mainland China.
SPAREKEY_CHECKED bool sparekey_read_recipient(struct sparekey_typed_recipient* out,
                                              const char* typed);
SPAREKEY_CHECKED bool sparekey_read_email(struct sparekey_typed_recipient* out, const char* typed);
/// `country_code` may stand beside the number instead of in front of it.
SPAREKEY_CHECKED bool sparekey_read_phone(struct sparekey_typed_recipient* out, const char* typed,
                                          const char* country_code);

/// Whether `typed` is + or 00 and one to four digits.
SPAREKEY_API bool sparekey_is_country_code(const char* typed);

#ifdef __cplusplus
}
#endif

#endif
