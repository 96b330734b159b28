// SPDX-License-Identifier: Apache-2.0
/// \file
/// Certificate revocation lists (RFC 5280 section 5). What checks them is linked only into programs
/// that call crls_from() or crls_from_der().
#ifndef SPAREKEY_CRL_HPP
#define SPAREKEY_CRL_HPP

#include "sparekey/api.h"
#include "sparekey/types.hpp"

namespace sparekey {

namespace tls {
struct Revocation;
}

/// Revocation lists for Config::crls; empty by default, and then nothing is looked up.
struct Crls {
  Bytes der;                                    ///< CRLs, one behind the other
  const tls::Revocation* revocation = nullptr;  ///< what checks them
};

/// CRLs in PEM, or in DER if the first byte is 0x30. PEM may hold any number of "X509 CRL" blocks,
/// with text between them but no other blocks; it is decoded in place, so `bytes` are overwritten,
/// and must outlive the Client. If anything cannot be read, Client::open says so.
SPAREKEY_API Crls crls_from(uint8_t* bytes, size_t size);

/// CRLs in DER, one behind the other, which are only read and must outlive the Client.
SPAREKEY_API Crls crls_from_der(Bytes der);

}  // namespace sparekey

#endif
