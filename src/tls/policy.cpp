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

constexpr uint32_t kHashes = MBEDTLS_X509_ID_FLAG(MBEDTLS_MD_SHA256) |
                             MBEDTLS_X509_ID_FLAG(MBEDTLS_MD_SHA384) |
                             MBEDTLS_X509_ID_FLAG(MBEDTLS_MD_SHA512);
constexpr uint32_t kMinRsaBits = 2048;

// Not covered: the compiler runs it.
template <typename... Id>
constexpr uint32_t flags(Id... id) {
  return (MBEDTLS_X509_ID_FLAG(id) | ...);
}

// IANA's numbers, as 3.6 and later want them.
[[maybe_unused]] constexpr uint16_t kGroups[] = {0x001D,  // X25519, P-256, P-384, P-521
                                                 0x0017, 0x0018, 0x0019, 0};
[[maybe_unused]] constexpr uint16_t kSignatureAlgorithms[] = {
    0x0403, 0x0503, 0x0603,  // ECDSA: P-256 with SHA-256, P-384 with SHA-384, P-521 with SHA-512
    0x0804, 0x0805, 0x0806,  // RSA-PSS with SHA-256, -384, -512
    0x0401, 0x0501, 0x0601,  // RSA PKCS#1 v1.5, the same
    0};

#ifdef MBEDTLS_SSL_PROTO_TLS1_3
void set_tls_1_3(mbedtls_ssl_config* config) {
  // When it offers 1.3, this one fails against RSA servers that know 1.2 only.
  if (library_version() == 0x03060600)  // Not covered: the 3.6 that is built here is another.
    mbedtls_ssl_conf_max_tls_version(config, MBEDTLS_SSL_VERSION_TLS1_2);  // Not covered: as above.
  // A resumed session gets fresh keys as well.
  mbedtls_ssl_conf_tls13_key_exchange_modes(config,
                                            MBEDTLS_SSL_TLS1_3_KEY_EXCHANGE_MODE_EPHEMERAL |
                                                MBEDTLS_SSL_TLS1_3_KEY_EXCHANGE_MODE_PSK_EPHEMERAL);
#if defined(MBEDTLS_SSL_SESSION_TICKETS) && \
    defined(MBEDTLS_SSL_TLS1_3_SIGNAL_NEW_SESSION_TICKETS_ENABLED)
  mbedtls_ssl_conf_tls13_enable_signal_new_session_tickets(
      config, MBEDTLS_SSL_TLS1_3_SIGNAL_NEW_SESSION_TICKETS_ENABLED);
#endif
}
#else
[[maybe_unused]] void set_tls_1_3(mbedtls_ssl_config*) {}  // Not covered: 2.28 never asks.
#endif

}  // namespace

// One block for each generation.
#if MBEDTLS_VERSION_NUMBER < 0x03000000
namespace {

// It fails on a curve that it was built without.
constexpr mbedtls_ecp_group_id kCurves[] = {
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

// It offers SHA-1 for the key exchange by default.
constexpr int kSignatureHashes[] = {MBEDTLS_MD_SHA256, MBEDTLS_MD_SHA384, MBEDTLS_MD_SHA512,
                                    MBEDTLS_MD_NONE};

void set_generation(mbedtls_ssl_config* config, Random* random) {
  mbedtls_ssl_conf_rng(config, Random::for_mbedtls, random);
  mbedtls_ssl_conf_min_version(config, MBEDTLS_SSL_MAJOR_VERSION_3, MBEDTLS_SSL_MINOR_VERSION_3);
  mbedtls_ssl_conf_curves(config, kCurves);
  mbedtls_ssl_conf_sig_hashes(config, kSignatureHashes);
}

}  // namespace

// A signature is ECDSA, the key in a certificate ECKEY.
const mbedtls_x509_crt_profile kCertificates = {
    kHashes, flags(MBEDTLS_PK_RSA, MBEDTLS_PK_RSASSA_PSS, MBEDTLS_PK_ECDSA, MBEDTLS_PK_ECKEY),
    flags(MBEDTLS_ECP_DP_SECP256R1, MBEDTLS_ECP_DP_SECP384R1, MBEDTLS_ECP_DP_SECP521R1),
    kMinRsaBits};

uint32_t more_objections_to_key(const mbedtls_x509_crt& certificate) {
  // Elsewhere it rounds up to bytes, and takes 2041 bits for 2048.
  if (mbedtls_pk_get_type(&certificate.pk) == MBEDTLS_PK_RSA &&
      mbedtls_mpi_bitlen(&mbedtls_pk_rsa(certificate.pk)->N) < kMinRsaBits)
    return MBEDTLS_X509_BADCERT_BAD_KEY;
  return 0;
}
#elif MBEDTLS_VERSION_NUMBER < 0x04000000
static void set_generation(mbedtls_ssl_config* config, Random* random) {
  mbedtls_ssl_conf_rng(config, Random::for_mbedtls, random);
  mbedtls_ssl_conf_min_tls_version(config, MBEDTLS_SSL_VERSION_TLS1_2);
  mbedtls_ssl_conf_groups(config, kGroups);
  mbedtls_ssl_conf_sig_algs(config, kSignatureAlgorithms);
  set_tls_1_3(config);
}

// A signature is ECDSA, the key in a certificate ECKEY.
const mbedtls_x509_crt_profile kCertificates = {
    kHashes, flags(MBEDTLS_PK_RSA, MBEDTLS_PK_RSASSA_PSS, MBEDTLS_PK_ECDSA, MBEDTLS_PK_ECKEY),
    flags(MBEDTLS_ECP_DP_SECP256R1, MBEDTLS_ECP_DP_SECP384R1, MBEDTLS_ECP_DP_SECP521R1),
    kMinRsaBits};

uint32_t more_objections_to_key(const mbedtls_x509_crt&) { return 0; }
#else
static void set_generation(mbedtls_ssl_config* config, Random*) {
  mbedtls_ssl_conf_min_tls_version(config, MBEDTLS_SSL_VERSION_TLS1_2);
  mbedtls_ssl_conf_groups(config, kGroups);
  mbedtls_ssl_conf_sig_algs(config, kSignatureAlgorithms);
  set_tls_1_3(config);
}

// It keeps the names of key types and curves to itself. It knows RSA and elliptic curves, and its
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
#endif

void apply_policy(mbedtls_ssl_config* config, Random* random) {
  mbedtls_ssl_conf_authmode(config, MBEDTLS_SSL_VERIFY_REQUIRED);
  mbedtls_ssl_conf_ciphersuites(config, kCipherSuites);
  mbedtls_ssl_conf_cert_profile(config, &kCertificates);
  set_generation(config, random);
#ifdef MBEDTLS_SSL_RENEGOTIATION
  mbedtls_ssl_conf_renegotiation(config, MBEDTLS_SSL_RENEGOTIATION_DISABLED);
#endif
}

}  // namespace sparekey::tls
