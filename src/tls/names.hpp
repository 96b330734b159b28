// SPDX-License-Identifier: Apache-2.0
// Names of servers are judged here and not by mbedTLS: 2.28 falls back to the CN and knows no
// iPAddress.
#ifndef SPAREKEY_TLS_NAMES_HPP
#define SPAREKEY_TLS_NAMES_HPP

#include <mbedtls/x509_crt.h>

#include "tls/identity.hpp"

namespace sparekey::tls {

// GeneralName's context-specific tags (RFC 5280 section 4.2.1.6).
constexpr int kDnsName = MBEDTLS_ASN1_CONTEXT_SPECIFIC | 2;
constexpr int kIpAddress = MBEDTLS_ASN1_CONTEXT_SPECIFIC | 7;

// One GeneralName, as mbedTLS keeps those of a subjectAltName: its tag, and the name or the octets
// of the address.
using Name = mbedtls_x509_buf;

// What an entry for `identity` would be. It points to the bytes of `identity`.
Name name_of(const Identity& identity);

inline Text value_of(const Name& name) {
  return Text(reinterpret_cast<const char*>(name.p), name.len);
}

// RFC 9525 section 6.3: without regard to case; `*` stands only as the whole leftmost label, and
// for exactly one.
bool dns_name_matches(Text pattern, Text name);

// Whether an entry of the certificate's subjectAltName presents `wanted`: a dNSName for a name, an
// iPAddress for an address, nothing else.
bool presents(const mbedtls_x509_crt& certificate, const Name& wanted);

}  // namespace sparekey::tls

#endif
