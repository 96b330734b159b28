// SPDX-License-Identifier: Apache-2.0
// Password encryption with RSAES-PKCS1-v1_5 (RFC 8017 section 7.2) by mbedTLS.
#ifndef SPAREKEY_CRYPTO_RSA_HPP
#define SPAREKEY_CRYPTO_RSA_HPP

#include "base/random.hpp"
#include "sparekey/error.hpp"

namespace sparekey::crypto {

// A SubjectPublicKeyInfo of 4096 bits takes 550 bytes with the usual exponent.
constexpr size_t kMaxRsaDer = 640;

// A public key as DER, checked. Empty (size 0) unless rsa_decode_key has succeeded.
struct RsaKey {
  uint8_t der[kMaxRsaDer];
  uint16_t der_size;
  uint16_t modulus_size;  // in bytes: the ciphertext's size

  // PKCS#1 v1.5 takes 11 bytes of padding.
  size_t max_password() const { return modulus_size - 11u; }
};

// Reads a SubjectPublicKeyInfo, in the armour `PUBLIC KEY` or as bare base64: RSA of 1024 to 4096
// bits, odd exponent from 3 to 32 bits, nothing behind it. Code::ok, bad_key or out_of_memory.
Code rsa_decode_key(Text published, RsaKey* out);

// Encrypts `password` (1 to max_password() bytes) into modulus_size bytes at `out`. Code::ok,
// password_too_long, entropy_failed, out_of_memory or encryption_failed; `*out_native` is mbedTLS's
// number.
Code rsa_encrypt(const RsaKey& key, Text password, Random& random, uint8_t* out, int* out_native);

}  // namespace sparekey::crypto

#endif
