// SPDX-License-Identifier: Apache-2.0
// A file of its own: what checks CRLs comes with it.
#include "sparekey/crl.hpp"

#include "sparekey/sparekey.h"

namespace {

sparekey_crls in_c(const sparekey::Crls& crls) {
  return {{crls.der.data, crls.der.size}, crls.revocation};
}

}  // namespace

extern "C" {

sparekey_crls sparekey_crls_from(uint8_t* bytes, size_t size) {
  return in_c(sparekey::crls_from(bytes, bytes == nullptr ? 0 : size));
}

sparekey_crls sparekey_crls_from_der(const uint8_t* der, size_t size) {
  return in_c(sparekey::crls_from_der({der, der == nullptr ? 0 : size}));
}

}  // extern "C"
