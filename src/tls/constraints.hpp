// SPDX-License-Identifier: Apache-2.0
// Two extensions that limit CAs. Which names one may speak for: mbedTLS refuses the extension if it
// is critical, and passes over it otherwise. And who is one.
#ifndef SPAREKEY_TLS_CONSTRAINTS_HPP
#define SPAREKEY_TLS_CONSTRAINTS_HPP

#include <mbedtls/x509_crt.h>

#include "tls/names.hpp"

namespace sparekey::tls {

// Whether the nameConstraints of `authority` (RFC 5280 section 4.2.1.10) allow every dNSName and
// iPAddress of `leaf`, and `identity`, the server's, too: a leaf's `*.test` does not lie under an
// excluded `bad.test`, but the host bad.test does. False also if they cannot be read, or bear a
// minimum or a maximum.
bool may_speak_for(const mbedtls_x509_crt& authority, const mbedtls_x509_crt& leaf,
                   const Name& identity);

// Whether basicConstraints (RFC 5280 section 4.2.1.9) hold a pathLenConstraint but no cA, or
// something behind their SEQUENCE. Before 3.6.7 and 4.1.1 mbedTLS takes either for cA, and so a
// leaf for a CA (CVE-2026-49300).
bool misstates_ca(const mbedtls_x509_crt& certificate);

}  // namespace sparekey::tls

#endif
