// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_TLS_PINS_HPP
#define SPAREKEY_TLS_PINS_HPP

#include <mbedtls/x509_crt.h>

#include "sparekey/pin.hpp"

namespace sparekey::tls {

struct Pins {
  const Pin* pins = nullptr;
  size_t count = 0;

  // Whether the certificate's SubjectPublicKeyInfo is pinned.
  bool match(const mbedtls_x509_crt& certificate) const;
};

}  // namespace sparekey::tls

#endif
