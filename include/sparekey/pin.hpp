// SPDX-License-Identifier: Apache-2.0
/// \file
/// Keys to be found in the server's certificate chain.
#ifndef SPAREKEY_PIN_HPP
#define SPAREKEY_PIN_HPP

#include "sparekey/api.h"
#include "sparekey/types.hpp"

namespace sparekey {

/// SHA-256 of a certificate's SubjectPublicKeyInfo (RFC 7469 section 2.4).
struct Pin {
  uint8_t sha256[32];
};

/// Reads "sha256/BASE64" (44 characters of base64). False if it is anything else.
SPAREKEY_API bool parse_pin(Text text, Pin* out);

}  // namespace sparekey

#endif
