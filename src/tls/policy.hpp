// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_TLS_POLICY_HPP
#define SPAREKEY_TLS_POLICY_HPP

#include <mbedtls/ssl.h>

#include "base/random.hpp"

namespace sparekey::tls {

// Of keys and signatures below the anchor.
extern const mbedtls_x509_crt_profile kCertificates;

// Everything a handshake may negotiate, and that the peer must be verified: TLS 1.2 or later,
// ephemeral keys, AEAD, SHA-256 or better, RSA of 2048 bits or P-256 or better. Up to mbedTLS 3.6
// the config takes its random numbers from `random`, which must outlive it; mbedTLS 4 knows PSA's
// only.
void apply_policy(mbedtls_ssl_config* config, Random* random);

// BADCERT_BAD_KEY, or 0, for a curve or a size that kCertificates cannot keep out.
uint32_t more_objections_to_key(const mbedtls_x509_crt& certificate);

}  // namespace sparekey::tls

#endif
