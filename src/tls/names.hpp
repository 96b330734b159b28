// SPDX-License-Identifier: Apache-2.0
// Names of servers are judged here and not by mbedTLS: 2.28 falls back to the CN and knows no
// iPAddress.
#ifndef SPAREKEY_TLS_NAMES_HPP
#define SPAREKEY_TLS_NAMES_HPP

#include <mbedtls/x509_crt.h>

#include "tls/identity.hpp"

namespace sparekey::tls {

// RFC 9525 section 6.3: without regard to case; `*` stands only as the whole leftmost label, and
// for exactly one.
bool dns_name_matches(Text pattern, Text name);

// Whether an entry of the certificate's subjectAltName presents `identity`: a dNSName for a name,
// an iPAddress for an address, nothing else.
bool names(const mbedtls_x509_crt& certificate, const Identity& identity);

// Distinguished names, in DER, that are equal but for ASCII case and the choice between UTF8String
// and PrintableString. That takes more for equal than is, where these bytes are no letters or tags:
// only a signature tells.
bool may_be_equal(const mbedtls_x509_buf& a, const mbedtls_x509_buf& b);

}  // namespace sparekey::tls

#endif
