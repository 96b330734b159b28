// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CONFORMANCE_CRL_MAKER_HPP
#define SPAREKEY_CONFORMANCE_CRL_MAKER_HPP

#include "certificate_maker.hpp"

namespace sparekey::test {

// CertificateList (RFC 5280 section 5): issuer=, signer=, issuer-name=, revoked=leaf,hex:7F,
// others=, this=, next=, date=, version=, hash=, sig=, ext=, entry-ext=, in DER.
std::string make_crl(const std::string& name, Words words, CertificateMaker* maker, int64_t now_s);

}  // namespace sparekey::test

#endif
