// SPDX-License-Identifier: Apache-2.0
#include "tls/stream.hpp"

#include <mbedtls/version.h>

#include "base/mbedtls_error.hpp"
#include "tls/policy.hpp"
#if defined(MBEDTLS_PSA_CRYPTO_C) && \
    (defined(MBEDTLS_SSL_PROTO_TLS1_3) || defined(MBEDTLS_USE_PSA_CRYPTO))
#include <psa/crypto.h>
#define SPAREKEY_TLS_NEEDS_PSA 1
#endif

namespace sparekey::tls {
namespace {

bool is_handshake_over(mbedtls_ssl_context& ssl) {
#if MBEDTLS_VERSION_NUMBER < 0x03000000
  return ssl.state == MBEDTLS_SSL_HANDSHAKE_OVER;
#else
  return mbedtls_ssl_is_handshake_over(&ssl) != 0;
#endif
}

// mbedTLS's branches keep their layout; between 2.28 and 3.6 every structure differs.
bool headers_match_library() {
  return mbedtls_version_get_number() >> 16 == MBEDTLS_VERSION_NUMBER >> 16;
}

bool is_certificate_error(int error) {
  // MBEDTLS_ERR_SSL_BAD_HS_CERTIFICATE in 2.28, MBEDTLS_ERR_SSL_BAD_CERTIFICATE in 3.6: for
  // instance a certificate that is for clients only.
  constexpr int kBadCertificate = 0x7A00;
  const int high = -error & 0x7F80;
  return high == kBadCertificate || high == -MBEDTLS_ERR_X509_CERT_VERIFY_FAILED ||
         (high >= -MBEDTLS_ERR_X509_FEATURE_UNAVAILABLE && high <= -MBEDTLS_ERR_X509_FATAL_ERROR);
}

}  // namespace

Code Stream::begin(const Port& port, Random& random, Anchors& anchors) {
  if (!headers_match_library()) return Code::bad_argument;
#ifdef SPAREKEY_TLS_NEEDS_PSA
  const psa_status_t status = psa_crypto_init();
  if (status == PSA_ERROR_INSUFFICIENT_ENTROPY) return Code::entropy_failed;
  if (status != PSA_SUCCESS) return Code::out_of_memory;
#endif
  port_ = &port;
  random_ = &random;
  anchors_ = &anchors;
  mbedtls_ssl_config_init(&config_);
  begun_ = true;
  if (mbedtls_ssl_config_defaults(&config_, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                  MBEDTLS_SSL_PRESET_DEFAULT) != 0)
    return Code::out_of_memory;
  apply_policy(&config_);
  mbedtls_ssl_conf_rng(&config_, Random::for_mbedtls, random_);
  mbedtls_ssl_conf_verify(&config_, Judge::on_certificate, &judge_);
  anchors.install(&config_);
  return Code::ok;
}

void Stream::end() {
  close();
  if (begun_) mbedtls_ssl_config_free(&config_);
  begun_ = false;
}

Code Stream::open(Handle connection, const Identity& identity, const Pins& pins) {
  connection_ = connection;
  secured_ = false;
  transport_lost_ = false;
  half_written_ = false;
  code_ = Code::ok;
  native_ = 0;
  random_->failed = false;
  judge_.begin(identity, pins, *anchors_, port_->wall_clock_s(port_->context), SPAREKEY_BUILD_TIME);
  mbedtls_ssl_init(&ssl_);
  open_ = true;
  int error = mbedtls_ssl_setup(&ssl_, &config_);
  if (error == 0) {
    // Sets SNI; an address is no server name (RFC 6066 section 3). 3.6 wants to be told of its
    // absence. The name itself is checked by the judge.
    char name[254] = {};
    if (!identity.is_address()) memcpy(name, identity.dns_name.data(), identity.dns_name.size());
    error = mbedtls_ssl_set_hostname(&ssl_, identity.is_address() ? nullptr : name);
  }
  if (error != 0) {
    native_ = error;
    return Code::out_of_memory;
  }
  mbedtls_ssl_set_bio(&ssl_, this, send, receive, nullptr);
  return Code::ok;
}

void Stream::close() {
  if (!open_) return;
  // Half a record would have to be sent to its end first: part of a request that was given up.
  if (secured_ && !transport_lost_ && !half_written_) {
    receives_left_ = kReceivesPerStep;
    (void)mbedtls_ssl_close_notify(&ssl_);
  }
  mbedtls_ssl_free(&ssl_);
  open_ = false;
  secured_ = false;
}

int Stream::send(void* self, const unsigned char* bytes, size_t size) {
  auto* stream = static_cast<Stream*>(self);
  const int sent = stream->port_->send(stream->port_->context, stream->connection_, bytes, size);
  if (sent == kPortAgain) return MBEDTLS_ERR_SSL_WANT_WRITE;
  if (sent <= 0) {
    stream->transport_lost_ = true;
    return MBEDTLS_ERR_SSL_CONN_EOF;
  }
  stream->bytes_sent_ += static_cast<uint64_t>(sent);
  return sent;
}

int Stream::receive(void* self, unsigned char* bytes, size_t size) {
  auto* stream = static_cast<Stream*>(self);
  // mbedTLS passes over warning alerts without coming back, for as long as they arrive.
  if (stream->receives_left_ == 0) return MBEDTLS_ERR_SSL_WANT_READ;
  --stream->receives_left_;
  const int got = stream->port_->receive(stream->port_->context, stream->connection_, bytes, size);
  if (got == kPortAgain) return MBEDTLS_ERR_SSL_WANT_READ;
  if (got <= 0) {
    stream->transport_lost_ = true;
    return MBEDTLS_ERR_SSL_CONN_EOF;
  }
  stream->bytes_received_ += static_cast<uint64_t>(got);
  return got;
}

Progress Stream::fail(int result) {
  native_ = result;
  const Code verdict = judge_.verdict();
  if (random_->failed)
    code_ = Code::entropy_failed;
  else if (is_out_of_memory(result))
    code_ = Code::out_of_memory;
  else if (!secured_ && verdict != Code::ok)
    code_ = verdict;
  else if (!secured_ && is_certificate_error(result))
    code_ = Code::certificate_rejected;
  else if (!secured_ && !transport_lost_)
    code_ = Code::handshake_failed;
  else
    code_ = Code::connection_lost;
  return Progress::failed;
}

Progress Stream::progress_of(int result) {
  switch (result) {
    case MBEDTLS_ERR_SSL_WANT_READ:
      return Progress::want_readable;
    case MBEDTLS_ERR_SSL_WANT_WRITE:
      return Progress::want_writable;
#ifdef MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET
    case MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET:  // TLS 1.3: no error at all
      return Progress::again;
#endif
    case MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY:
      if (secured_) return Progress::closed;
      return fail(result);
    default:
      return fail(result);
  }
}

Progress Stream::handshake() {
  receives_left_ = kReceivesPerStep;
  if (is_handshake_over(ssl_)) {
    // mbedTLS has failed on any objection already; this is the second lock.
    if (judge_.verdict() != Code::ok || mbedtls_ssl_get_verify_result(&ssl_) != 0)
      return fail(MBEDTLS_ERR_X509_CERT_VERIFY_FAILED);
    secured_ = true;
    return Progress::done;
  }
  const int result = mbedtls_ssl_handshake_step(&ssl_);
  return result == 0 ? Progress::again : progress_of(result);
}

Progress Stream::write(const void* bytes, size_t size, size_t* count) {
  receives_left_ = kReceivesPerStep;
  const int result = mbedtls_ssl_write(&ssl_, static_cast<const unsigned char*>(bytes), size);
  half_written_ = result == MBEDTLS_ERR_SSL_WANT_WRITE;
  if (result <= 0) return result == 0 ? Progress::again : progress_of(result);
  *count = static_cast<size_t>(result);
  return Progress::done;
}

Progress Stream::read(void* bytes, size_t size, size_t* count) {
  receives_left_ = kReceivesPerStep;
  const int result = mbedtls_ssl_read(&ssl_, static_cast<unsigned char*>(bytes), size);
  if (result > 0) {
    *count = static_cast<size_t>(result);
    return Progress::done;
  }
  // 0 is what is left of a TCP end that mbedTLS saw before a record began.
  return result == 0 ? fail(MBEDTLS_ERR_SSL_CONN_EOF) : progress_of(result);
}

}  // namespace sparekey::tls
