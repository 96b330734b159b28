// SPDX-License-Identifier: Apache-2.0
// An RSA public key with mbedTLS 2.28 and 3.6, which encrypt with it as it was parsed.
#ifndef SPAREKEY_CRYPTO_RSA_PK_HPP
#define SPAREKEY_CRYPTO_RSA_PK_HPP

#include <mbedtls/pk.h>
#include <mbedtls/rsa.h>

#include "base/mbedtls_error.hpp"
#include "crypto/rsa_padding.hpp"
#include "sparekey/error.hpp"

namespace sparekey::crypto {

class RsaPublicKey {
 public:
  RsaPublicKey() { mbedtls_pk_init(&pk_); }
  ~RsaPublicKey() { mbedtls_pk_free(&pk_); }
  RsaPublicKey(const RsaPublicKey&) = delete;
  RsaPublicKey& operator=(const RsaPublicKey&) = delete;

  // A SubjectPublicKeyInfo. Code::ok, bad_key or out_of_memory.
  Code parse(Bytes der) {
    // mbedTLS's parsers only read the DER, though through a pointer to mutable bytes.
    auto* at = const_cast<unsigned char*>(der.data);
    const unsigned char* end = at + der.size;
    const int error = mbedtls_pk_parse_subpubkey(&at, end, &pk_);
    if (error != 0) return is_out_of_memory(error) ? Code::out_of_memory : Code::bad_key;
    return mbedtls_pk_get_type(&pk_) == MBEDTLS_PK_RSA ? Code::ok : Code::bad_key;
  }

  // An odd modulus, and an exponent that is odd, at least 3, below the modulus, and no longer than
  // `max_exponent` bytes, at most 4.
  bool is_sound(size_t max_exponent) const {
    const mbedtls_rsa_context* rsa = mbedtls_pk_rsa(pk_);
    // Not covered: each mbedTLS so far checks this when it parses.
    if (mbedtls_rsa_check_pubkey(rsa) != 0) return false;
    uint8_t exponent[4];
    return mbedtls_rsa_export_raw(rsa, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, exponent,
                                  max_exponent) == 0;
  }

  size_t bits() const {
    const mbedtls_rsa_context* rsa = mbedtls_pk_rsa(pk_);
#if MBEDTLS_VERSION_NUMBER < 0x03000000
    return mbedtls_mpi_bitlen(&rsa->N);  // 2.28 rounds up to bytes elsewhere
#else
    return mbedtls_rsa_get_bitlen(rsa);
#endif
  }

  // RSAES-PKCS1-v1_5 into `size` bytes, those of the modulus. 0, or mbedTLS's error.
  int encrypt(Text plain, Padding* padding, uint8_t* out, size_t size) {
    size_t written = 0;
    const int error =
        mbedtls_pk_encrypt(&pk_, reinterpret_cast<const unsigned char*>(plain.data()), plain.size(),
                           out, &written, size, Padding::for_mbedtls, padding);
    // Not covered: mbedTLS writes as many bytes as the modulus has, or fails.
    return error == 0 && written != size ? MBEDTLS_ERR_RSA_PUBLIC_FAILED : error;
  }

 private:
  mbedtls_pk_context pk_;
};

}  // namespace sparekey::crypto

#endif
