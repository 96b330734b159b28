// SPDX-License-Identifier: Apache-2.0
// What differs between the generations of mbedTLS and their builds, each difference a function with
// a name. What may be negotiated differs too: that stands in policy.cpp.
#ifndef SPAREKEY_TLS_GENERATION_HPP
#define SPAREKEY_TLS_GENERATION_HPP

#include <mbedtls/platform.h>
#include <mbedtls/ssl.h>
#include <mbedtls/version.h>
#include <mbedtls/x509_crl.h>
#include <string.h>

#include "tls/requirements.hpp"

#ifndef MBEDTLS_PRIVATE  // how 3.x spells members that 2.28 shows to everybody
#define MBEDTLS_PRIVATE(member) member
#endif

namespace sparekey::tls {

// Without MBEDTLS_VERSION_C, as OpenWrt builds it, the library does not say; the headers do.
inline uint32_t library_version() {
#ifdef MBEDTLS_VERSION_C
  return mbedtls_version_get_number();
#else
  return MBEDTLS_VERSION_NUMBER;
#endif
}

// What 4 names otherwise, or has alone: whether the library that is linked is new enough, the
// crypto half with a version of its own; whether (0: it does) a CRL bears that key's signature over
// `digest`; how long computations are split.
#if MBEDTLS_VERSION_NUMBER < 0x04000000
inline bool is_new_enough() { return true; }

inline int verify_signature(const mbedtls_x509_crl& crl, mbedtls_pk_context* key,
                            const unsigned char* digest, size_t digest_size) {
  const mbedtls_x509_buf& signature = crl.MBEDTLS_PRIVATE(sig);
  return mbedtls_pk_verify_ext(crl.MBEDTLS_PRIVATE(sig_pk), crl.MBEDTLS_PRIVATE(sig_opts), key,
                               crl.MBEDTLS_PRIVATE(sig_md), digest, digest_size, signature.p,
                               signature.len);
}
#define SPAREKEY_SET_MAX_OPS mbedtls_ecp_set_max_ops
#else
// Headers are held to requirements.hpp when they are compiled; a library may be older than they.
inline bool is_new_enough() {
  if (library_version() < kOldestMbedtls4) return false;
#ifdef TF_PSA_CRYPTO_VERSION
  const uint32_t crypto = tf_psa_crypto_version_get_number();
  return crypto >= kOldestCrypto && crypto >> 16 == TF_PSA_CRYPTO_VERSION_NUMBER >> 16;
#else
  return true;
#endif
}

inline int verify_signature(const mbedtls_x509_crl& crl, mbedtls_pk_context* key,
                            const unsigned char* digest, size_t digest_size) {
  const mbedtls_x509_buf& signature = crl.MBEDTLS_PRIVATE(sig);
  return mbedtls_pk_verify_ext(crl.MBEDTLS_PRIVATE(sig_pk), key, crl.MBEDTLS_PRIVATE(sig_md),
                               digest, digest_size, signature.p, signature.len);
}
#define SPAREKEY_SET_MAX_OPS psa_interruptible_set_max_ops
#endif

#ifndef SPAREKEY_MBEDTLS_CONFIG_SYMBOL
// How far the library writes when it initializes a structure of that type: how large it is there.
// No mbedTLS that we know reaches `kMost`.
template <typename Structure>
inline size_t size_in_library(void (*init)(Structure*)) {
  constexpr size_t kMost = 2048;
  alignas(16) unsigned char bytes[kMost];
  memset(bytes, 0xFF, sizeof bytes);
  init(reinterpret_cast<Structure*>(bytes));
  // From the end: a later patch version may begin with a member that is not zero.
  size_t size = kMost;
  while (size > 0 && bytes[size - 1] == 0xFF) --size;
  return size;
}
#endif

// mbedTLS's branches keep their layout. Between 2.28 and 3.6, and with other options, structures
// differ; libmbedtls itself is asked, for it need not be of one build with the libmbedcrypto that
// knows a version.
inline bool headers_match_library() {
#ifdef SPAREKEY_MBEDTLS_CONFIG_SYMBOL
  return SPAREKEY_MBEDTLS_CONFIG_SYMBOL == 0;  // the linker has to find it
#else
  return library_version() >> 16 == MBEDTLS_VERSION_NUMBER >> 16 && is_new_enough() &&
         size_in_library(mbedtls_ssl_config_init) == sizeof(mbedtls_ssl_config) &&
         size_in_library(mbedtls_ssl_init) == sizeof(mbedtls_ssl_context);
#endif
}

inline bool is_handshake_over(mbedtls_ssl_context& ssl) {
#if MBEDTLS_VERSION_NUMBER < 0x03000000
  return ssl.state == MBEDTLS_SSL_HANDSHAKE_OVER;
#else
  return mbedtls_ssl_is_handshake_over(&ssl) != 0;
#endif
}

inline bool is_reading_certificate(const mbedtls_ssl_context& ssl) {
  return ssl.MBEDTLS_PRIVATE(state) == MBEDTLS_SSL_SERVER_CERTIFICATE;
}

// TLS 1.3 brings its sessions later, as tickets.
inline bool is_tls_1_2(const mbedtls_ssl_context& ssl) {
#if MBEDTLS_VERSION_NUMBER < 0x03000000
  (void)ssl;
  return true;
#else
  return mbedtls_ssl_get_version_number(&ssl) == MBEDTLS_SSL_VERSION_TLS1_2;
#endif
}

// TLS 1.3 announces a ticket like this; it is no error at all.
inline bool announces_ticket(int result) {
#ifdef MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET
  return result == MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET;
#else
  (void)result;
  return false;
#endif
}

// A long computation on an elliptic curve was interrupted and goes on with the next step.
inline bool is_computing(int result) {
#ifdef MBEDTLS_ECP_RESTARTABLE
  return result == MBEDTLS_ERR_SSL_CRYPTO_IN_PROGRESS;
#else
  (void)result;
  return false;
#endif
}

// Splits such computations, in the whole process.
inline void split_long_computations() {
#ifdef MBEDTLS_ECP_RESTARTABLE
  // About a third of a multiplication on P-256, by the costs that mbedtls_ecp_set_max_ops lists.
  constexpr unsigned kEcpOpsPerStep = 1000;
  SPAREKEY_SET_MAX_OPS(kEcpOpsPerStep);
#endif
}

inline size_t ticket_size(const mbedtls_ssl_session& session) {
#ifdef MBEDTLS_SSL_SESSION_TICKETS
  return session.MBEDTLS_PRIVATE(ticket_len);
#else
  (void)session;
  return 0;
#endif
}

// basicConstraints: whether they say CA, and how many CAs may stand between this one and a leaf;
// -1: any number.
inline bool is_ca(const mbedtls_x509_crt& certificate) {
  return certificate.MBEDTLS_PRIVATE(ca_istrue) != 0;
}
inline int path_length(const mbedtls_x509_crt& certificate) {
  return certificate.MBEDTLS_PRIVATE(max_pathlen) - 1;  // mbedTLS adds one; 0: none is given
}

// The copy of the peer's certificate that a session carries: nobody asks for it again, and it is by
// far the largest part.
inline void drop_peer_certificate(mbedtls_ssl_session* session) {
#ifdef MBEDTLS_SSL_KEEP_PEER_CERTIFICATE
  mbedtls_x509_crt*& certificate = session->MBEDTLS_PRIVATE(peer_cert);
  if (certificate != nullptr) mbedtls_x509_crt_free(certificate);
  mbedtls_free(certificate);
  certificate = nullptr;
#else
  (void)session;
#endif
}

}  // namespace sparekey::tls

#endif
