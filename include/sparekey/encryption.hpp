// SPDX-License-Identifier: Apache-2.0
/// \file
/// How a password travels inside TLS.
#ifndef SPAREKEY_ENCRYPTION_HPP
#define SPAREKEY_ENCRYPTION_HPP

#include <stdint.h>

namespace sparekey {

/// The service's `passwordEncryptType`.
enum class Encryption : uint8_t {
  none,
  rsa,  ///< RSAES-PKCS1-v1_5, base64
  sm2,  ///< GB/T 32918.4, lower-case hex
};

/// How an SM2 ciphertext is written. All but `plain` are habits of older servers; a server may
/// treat what it cannot decrypt as an *empty* password, so choose one only if the server demands
/// it.
enum class Sm2Format : uint8_t {
  plain,    ///< C1‖C3‖C2
  with_04,  ///< 04‖C1‖C3‖C2
  prefix,   ///< the text "sm2:", then C1‖C3‖C2
  c1c2c3,   ///< C1‖C2‖C3
};

}  // namespace sparekey

#endif
