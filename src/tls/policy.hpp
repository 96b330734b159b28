// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_TLS_POLICY_HPP
#define SPAREKEY_TLS_POLICY_HPP

#include <mbedtls/ssl.h>

namespace sparekey::tls {

// Of keys and signatures below the anchor.
extern const mbedtls_x509_crt_profile kCertificates;

// Everything a handshake may negotiate, and that the peer must be verified: TLS 1.2 or later,
// ephemeral keys, AEAD, SHA-256 or better, RSA of 2048 bits or P-256 or better.
void apply_policy(mbedtls_ssl_config* config);

}  // namespace sparekey::tls

#endif
