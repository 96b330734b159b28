// SPDX-License-Identifier: Apache-2.0
#include "tls/policy.hpp"

#include <mbedtls/x509_crt.h>

#include "tls/generation.hpp"

namespace sparekey::tls {
namespace {

// mbedTLS keeps pointers to the lists in this file.
constexpr int kCipherSuites[] = {
#ifdef MBEDTLS_SSL_PROTO_TLS1_3
    MBEDTLS_TLS1_3_AES_128_GCM_SHA256,
    MBEDTLS_TLS1_3_CHACHA20_POLY1305_SHA256,
    MBEDTLS_TLS1_3_AES_256_GCM_SHA384,
#endif
    MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    MBEDTLS_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    MBEDTLS_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    MBEDTLS_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    MBEDTLS_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    0};

#if MBEDTLS_VERSION_NUMBER < 0x03000000
// 2.28 fails on a curve that it was built without.
constexpr mbedtls_ecp_group_id kGroups[] = {
#ifdef MBEDTLS_ECP_DP_CURVE25519_ENABLED
    MBEDTLS_ECP_DP_CURVE25519,
#endif
#ifdef MBEDTLS_ECP_DP_SECP256R1_ENABLED
    MBEDTLS_ECP_DP_SECP256R1,
#endif
#ifdef MBEDTLS_ECP_DP_SECP384R1_ENABLED
    MBEDTLS_ECP_DP_SECP384R1,
#endif
#ifdef MBEDTLS_ECP_DP_SECP521R1_ENABLED
    MBEDTLS_ECP_DP_SECP521R1,
#endif
    MBEDTLS_ECP_DP_NONE};

// 2.28 offers SHA-1 for the key exchange by default.
constexpr int kSignatureHashes[] = {MBEDTLS_MD_SHA256, MBEDTLS_MD_SHA384, MBEDTLS_MD_SHA512,
                                    MBEDTLS_MD_NONE};

void set_generation(mbedtls_ssl_config* config) {
  mbedtls_ssl_conf_min_version(config, MBEDTLS_SSL_MAJOR_VERSION_3, MBEDTLS_SSL_MINOR_VERSION_3);
  mbedtls_ssl_conf_curves(config, kGroups);
  mbedtls_ssl_conf_sig_hashes(config, kSignatureHashes);
}
#else
constexpr uint16_t kGroups[] = {
    MBEDTLS_SSL_IANA_TLS_GROUP_X25519, MBEDTLS_SSL_IANA_TLS_GROUP_SECP256R1,
    MBEDTLS_SSL_IANA_TLS_GROUP_SECP384R1, MBEDTLS_SSL_IANA_TLS_GROUP_SECP521R1,
    MBEDTLS_SSL_IANA_TLS_GROUP_NONE};

constexpr uint16_t kSignatureAlgorithms[] = {
    MBEDTLS_TLS1_3_SIG_ECDSA_SECP256R1_SHA256, MBEDTLS_TLS1_3_SIG_ECDSA_SECP384R1_SHA384,
    MBEDTLS_TLS1_3_SIG_ECDSA_SECP521R1_SHA512, MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA256,
    MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA384,    MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA512,
    MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA256,       MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA384,
    MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA512,       MBEDTLS_TLS1_3_SIG_NONE};

void set_generation(mbedtls_ssl_config* config) {
  mbedtls_ssl_conf_min_tls_version(config, MBEDTLS_SSL_VERSION_TLS1_2);
  mbedtls_ssl_conf_groups(config, kGroups);
  mbedtls_ssl_conf_sig_algs(config, kSignatureAlgorithms);
#ifdef MBEDTLS_SSL_PROTO_TLS1_3
  // When it offers 1.3, this one fails against RSA servers that know 1.2 only.
  if (library_version() == 0x03060600)
    mbedtls_ssl_conf_max_tls_version(config, MBEDTLS_SSL_VERSION_TLS1_2);
  // A resumed session gets fresh keys as well.
  mbedtls_ssl_conf_tls13_key_exchange_modes(config,
                                            MBEDTLS_SSL_TLS1_3_KEY_EXCHANGE_MODE_EPHEMERAL |
                                                MBEDTLS_SSL_TLS1_3_KEY_EXCHANGE_MODE_PSK_EPHEMERAL);
#if defined(MBEDTLS_SSL_SESSION_TICKETS) && \
    defined(MBEDTLS_SSL_TLS1_3_SIGNAL_NEW_SESSION_TICKETS_ENABLED)
  mbedtls_ssl_conf_tls13_enable_signal_new_session_tickets(
      config, MBEDTLS_SSL_TLS1_3_SIGNAL_NEW_SESSION_TICKETS_ENABLED);
#endif
#endif
}
#endif

constexpr uint32_t kHashes = MBEDTLS_X509_ID_FLAG(MBEDTLS_MD_SHA256) |
                             MBEDTLS_X509_ID_FLAG(MBEDTLS_MD_SHA384) |
                             MBEDTLS_X509_ID_FLAG(MBEDTLS_MD_SHA512);
constexpr uint32_t kMinRsaBits = 2048;

}  // namespace

#if MBEDTLS_VERSION_NUMBER < 0x04000000
const mbedtls_x509_crt_profile kCertificates = {
    kHashes,
    MBEDTLS_X509_ID_FLAG(MBEDTLS_PK_RSA) | MBEDTLS_X509_ID_FLAG(MBEDTLS_PK_RSASSA_PSS) |
        // A signature is ECDSA, the key in a certificate ECKEY.
        MBEDTLS_X509_ID_FLAG(MBEDTLS_PK_ECDSA) | MBEDTLS_X509_ID_FLAG(MBEDTLS_PK_ECKEY),
    MBEDTLS_X509_ID_FLAG(MBEDTLS_ECP_DP_SECP256R1) |
        MBEDTLS_X509_ID_FLAG(MBEDTLS_ECP_DP_SECP384R1) |
        MBEDTLS_X509_ID_FLAG(MBEDTLS_ECP_DP_SECP521R1),
    kMinRsaBits,
};

uint32_t more_objections_to_key(const mbedtls_x509_crt& certificate) {
#if MBEDTLS_VERSION_NUMBER < 0x03000000
  // Elsewhere 2.28 rounds up to bytes, and takes 2041 bits for 2048.
  if (mbedtls_pk_get_type(&certificate.pk) == MBEDTLS_PK_RSA &&
      mbedtls_mpi_bitlen(&mbedtls_pk_rsa(certificate.pk)->N) < kMinRsaBits)
    return MBEDTLS_X509_BADCERT_BAD_KEY;
#else
  (void)certificate;
#endif
  return 0;
}

static void set_random(mbedtls_ssl_config* config, Random* random) {
  mbedtls_ssl_conf_rng(config, Random::for_mbedtls, random);
}
#else
// 4 keeps the names of key types and curves to itself. It knows RSA and elliptic curves, and its
// own default lets Brainpool in.
const mbedtls_x509_crt_profile kCertificates = {kHashes, UINT32_MAX, UINT32_MAX, kMinRsaBits};

uint32_t more_objections_to_key(const mbedtls_x509_crt& certificate) {
  constexpr size_t kMinBits = 256;
  const psa_key_type_t type = mbedtls_pk_get_key_type(&certificate.pk);
  if (!PSA_KEY_TYPE_IS_ECC(type)) return 0;
  const bool good = PSA_KEY_TYPE_ECC_GET_FAMILY(type) == PSA_ECC_FAMILY_SECP_R1 &&
                    mbedtls_pk_get_bitlen(&certificate.pk) >= kMinBits;
  return good ? 0 : MBEDTLS_X509_BADCERT_BAD_KEY;
}

static void set_random(mbedtls_ssl_config*, Random*) {}
#endif

void apply_policy(mbedtls_ssl_config* config, Random* random) {
  mbedtls_ssl_conf_authmode(config, MBEDTLS_SSL_VERIFY_REQUIRED);
  mbedtls_ssl_conf_ciphersuites(config, kCipherSuites);
  mbedtls_ssl_conf_cert_profile(config, &kCertificates);
  set_random(config, random);
  set_generation(config);
#ifdef MBEDTLS_SSL_RENEGOTIATION
  mbedtls_ssl_conf_renegotiation(config, MBEDTLS_SSL_RENEGOTIATION_DISABLED);
#endif
}

}  // namespace sparekey::tls
