// SPDX-License-Identifier: Apache-2.0
// Which names a CA may speak for: mbedTLS refuses the extension if it is critical, and passes over
// it otherwise.
#ifndef SPAREKEY_TLS_CONSTRAINTS_HPP
#define SPAREKEY_TLS_CONSTRAINTS_HPP

#include <mbedtls/x509_crt.h>

#include "tls/identity.hpp"

namespace sparekey::tls {

// Whether the nameConstraints of `authority` (RFC 5280 section 4.2.1.10) allow every dNSName and
// iPAddress of `leaf`, and `identity` too: a leaf's `*.test` does not lie under an excluded
// `bad.test`, but the host bad.test does. False also if they cannot be read, or bear a minimum or
// a maximum.
bool may_speak_for(const mbedtls_x509_crt& authority, const mbedtls_x509_crt& leaf,
                   const Identity& identity);

}  // namespace sparekey::tls

#endif
