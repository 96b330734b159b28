// SPDX-License-Identifier: Apache-2.0
// CRLs are judged here and not by mbedTLS, which asks time() for their dates, and ignores them
// altogether if trust anchors are searched. Reached through pointers, so that a program without
// CRLs links neither this nor mbedTLS's parser.
#ifndef SPAREKEY_TLS_REVOCATION_HPP
#define SPAREKEY_TLS_REVOCATION_HPP

#include "base/failure.hpp"
#include "tls/dates.hpp"

namespace sparekey::tls {

struct Revocation {
  // Reads all of `crls`, to see whether that can be done. unreadable_file: one cannot be read, or
  // there is none; out_of_memory; bad_argument: mbedTLS was built without X509_CRL_PARSE_C.
  Failure (*read)(Bytes crls);

  // Adds MBEDTLS_X509_BADCERT_REVOKED or _BADCRL_… to `*flags`. Not 0: mbedTLS's error.
  int (*judge)(Bytes crls, const mbedtls_x509_crt& certificate, mbedtls_x509_crt* issuer,
               Dates* dates, uint32_t* flags);
};

}  // namespace sparekey::tls

#endif
