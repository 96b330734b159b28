// SPDX-License-Identifier: Apache-2.0
// What sparekey asks of an mbedTLS that somebody else built, option by option.
#ifndef SPAREKEY_TLS_REQUIREMENTS_HPP
#define SPAREKEY_TLS_REQUIREMENTS_HPP

#include <mbedtls/ssl.h>
#include <mbedtls/version.h>
#if MBEDTLS_VERSION_NUMBER >= 0x04000000
extern "C" {  // 1.1 does not say so itself
#include <tf-psa-crypto/version.h>
}
#endif

#if MBEDTLS_VERSION_NUMBER < 0x021C0000 || MBEDTLS_VERSION_NUMBER >= 0x05000000
#error "sparekey knows mbedTLS 2.28, 3.x and 4.x"
#endif
#if !defined(MBEDTLS_SSL_CLI_C) || !defined(MBEDTLS_SSL_PROTO_TLS1_2)
#error "sparekey needs MBEDTLS_SSL_CLI_C and MBEDTLS_SSL_PROTO_TLS1_2: it is a TLS client"
#endif
#ifndef MBEDTLS_SSL_SERVER_NAME_INDICATION
#error "sparekey needs MBEDTLS_SSL_SERVER_NAME_INDICATION: servers choose their certificate by it"
#endif
#if !defined(MBEDTLS_KEY_EXCHANGE_ECDHE_RSA_ENABLED) || \
    !defined(MBEDTLS_KEY_EXCHANGE_ECDHE_ECDSA_ENABLED)
#error "sparekey needs MBEDTLS_KEY_EXCHANGE_ECDHE_RSA_ENABLED and _ECDHE_ECDSA_ENABLED"
#endif
#if MBEDTLS_VERSION_NUMBER >= 0x04000000
#if MBEDTLS_VERSION_NUMBER < 0x04010100
#error \
    "sparekey needs mbedTLS 4.1.1 or later: 4.0 and 4.1.0 fail against servers that have TLS 1.2 only"
#endif
#if TF_PSA_CRYPTO_VERSION_NUMBER < 0x01010100
#error "sparekey needs TF-PSA-Crypto 1.1.1 or later: before, it accepts what it must refuse"
#endif
// Of what is linked, for headers_match_library().
constexpr unsigned kOldestMbedtls4 = 0x04010100;
constexpr unsigned kOldestCrypto = 0x01010100;
#if defined(MBEDTLS_CONFIG_H) || defined(MBEDTLS_BIGNUM_H) || defined(MBEDTLS_ECP_H) || \
    defined(MBEDTLS_RSA_H)
#error "a header of mbedTLS 2.28 or 3.x was included beside those of mbedTLS 4"
#endif
#ifndef PSA_WANT_ECC_SECP_R1_256
#error "sparekey needs PSA_WANT_ECC_SECP_R1_256: every server exchanges keys over it"
#endif
#if !defined(PSA_WANT_KEY_TYPE_AES) || !defined(PSA_WANT_ALG_GCM)
#error "sparekey needs PSA_WANT_KEY_TYPE_AES and PSA_WANT_ALG_GCM: every server has AES-GCM"
#endif
#if !defined(PSA_WANT_KEY_TYPE_RSA_PUBLIC_KEY) || !defined(PSA_WANT_ALG_RSA_PKCS1V15_CRYPT) || \
    !defined(MBEDTLS_PK_PARSE_C)
#error \
    "sparekey needs PSA_WANT_KEY_TYPE_RSA_PUBLIC_KEY, _ALG_RSA_PKCS1V15_CRYPT and MBEDTLS_PK_PARSE_C: it encrypts passwords"
#endif
#ifndef PSA_WANT_KEY_TYPE_RSA_KEY_PAIR_BASIC
#error "sparekey needs PSA_WANT_KEY_TYPE_RSA_KEY_PAIR_BASIC: without it mbedTLS takes RSA for weak"
#endif
#else
#ifdef TF_PSA_CRYPTO_VERSION_NUMBER
#error "a header of mbedTLS 4 was included beside those of an older mbedTLS"
#endif
#ifndef MBEDTLS_ECP_DP_SECP256R1_ENABLED
#error "sparekey needs MBEDTLS_ECP_DP_SECP256R1_ENABLED: every server exchanges keys over it"
#endif
#ifndef MBEDTLS_GCM_C
#error "sparekey needs MBEDTLS_GCM_C: every server has AES-GCM"
#endif
#if !defined(MBEDTLS_RSA_C) || !defined(MBEDTLS_PKCS1_V15) || !defined(MBEDTLS_PK_PARSE_C)
#error \
    "sparekey needs MBEDTLS_RSA_C, MBEDTLS_PKCS1_V15 and MBEDTLS_PK_PARSE_C: it encrypts passwords"
#endif
#endif
#ifndef MBEDTLS_X509_CRT_PARSE_C
#error "sparekey needs MBEDTLS_X509_CRT_PARSE_C: it verifies certificates"
#endif
#ifndef MBEDTLS_X509_CRL_PARSE_C
#error "sparekey needs MBEDTLS_X509_CRL_PARSE_C: it reads revocation lists"
#endif
#if MBEDTLS_VERSION_NUMBER < 0x03000000 && \
    (!defined(MBEDTLS_X509_CHECK_KEY_USAGE) || !defined(MBEDTLS_X509_CHECK_EXTENDED_KEY_USAGE))
#error \
    "sparekey needs MBEDTLS_X509_CHECK_KEY_USAGE and _CHECK_EXTENDED_KEY_USAGE: any certificate would do"
#endif
#ifdef MBEDTLS_X509_ALLOW_UNSUPPORTED_CRITICAL_EXTENSION
#error \
    "sparekey forbids MBEDTLS_X509_ALLOW_UNSUPPORTED_CRITICAL_EXTENSION: constraints would be ignored"
#endif
#if defined(MBEDTLS_SSL_SESSION_TICKETS) && !defined(MBEDTLS_SSL_EXTENDED_MASTER_SECRET)
#error "sparekey needs MBEDTLS_SSL_EXTENDED_MASTER_SECRET where sessions are resumed (RFC 7627)"
#endif
#ifdef MBEDTLS_SSL_VARIABLE_BUFFER_LENGTH
#error \
    "sparekey forbids MBEDTLS_SSL_VARIABLE_BUFFER_LENGTH: it shrinks the input buffer below a record"
#endif

#ifdef SPAREKEY_MBEDTLS_CONFIG_SYMBOL
// Named after the configuration in the headers, defined by the library built with it.
extern "C" const char SPAREKEY_MBEDTLS_CONFIG_SYMBOL;
#endif

#endif
