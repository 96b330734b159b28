// SPDX-License-Identifier: Apache-2.0
// An RSA public key with mbedTLS 4, which encrypts with what was imported into PSA.
#ifndef SPAREKEY_CRYPTO_RSA_PSA_HPP
#define SPAREKEY_CRYPTO_RSA_PSA_HPP

#include <mbedtls/asn1.h>
#include <mbedtls/pk.h>
#include <psa/crypto.h>

#include "base/mbedtls_error.hpp"
#include "base/psa.hpp"
#include "crypto/rsa_padding.hpp"
#include "sparekey/error.hpp"

namespace sparekey::crypto {

class RsaPublicKey {
 public:
  RsaPublicKey() { mbedtls_pk_init(&pk_); }
  ~RsaPublicKey() { mbedtls_pk_free(&pk_); }
  RsaPublicKey(const RsaPublicKey&) = delete;
  RsaPublicKey& operator=(const RsaPublicKey&) = delete;

  // A SubjectPublicKeyInfo. Code::ok, bad_key, out_of_memory or entropy_failed.
  Code parse(Bytes der) {
    if (const Failure failure = start_psa(); !failure.ok()) return failure.code;
    if (!read_numbers(der)) return Code::bad_key;
    const int error = mbedtls_pk_parse_public_key(&pk_, der.data, der.size);
    if (error != 0) return is_out_of_memory(error) ? Code::out_of_memory : Code::bad_key;
    return mbedtls_pk_get_key_type(&pk_) == PSA_KEY_TYPE_RSA_PUBLIC_KEY ? Code::ok : Code::bad_key;
  }

  // An odd modulus, and an exponent that is odd, at least 3, below the modulus, and no longer than
  // `max_exponent` bytes, at most 4.
  bool is_sound(size_t max_exponent) const {
    return is_odd(modulus_) && is_odd(exponent_) && exponent_.size <= max_exponent &&
           modulus_.size > max_exponent && (exponent_.size > 1 || exponent_.data[0] >= 3);
  }

  size_t bits() const { return mbedtls_pk_get_bitlen(&pk_); }

  // RSAES-PKCS1-v1_5 into `size` bytes, those of the modulus. 0, or mbedTLS's error.
  int encrypt(Text plain, Padding* padding, uint8_t* out, size_t size) {
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    int error = mbedtls_pk_get_psa_attributes(&pk_, PSA_KEY_USAGE_ENCRYPT, &attributes);
    if (error != 0) return error;
    psa_set_key_algorithm(&attributes, PSA_ALG_RSA_PKCS1V15_CRYPT);
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    error = mbedtls_pk_import_into_psa(&pk_, &attributes, &key);
    if (error != 0) return error;
    Random random;
    random.fill = fill;
    random.context = padding;
    const PsaRandom ours(random);
    size_t written = 0;
    error = psa_asymmetric_encrypt(key, PSA_ALG_RSA_PKCS1V15_CRYPT,
                                   reinterpret_cast<const uint8_t*>(plain.data()), plain.size(),
                                   nullptr, 0, out, size, &written);
    (void)psa_destroy_key(key);
    return error == PSA_SUCCESS && written != size ? PSA_ERROR_CORRUPTION_DETECTED : error;
  }

 private:
  static int fill(void* padding, void* out, size_t size) {
    return Padding::for_mbedtls(padding, static_cast<unsigned char*>(out), size);
  }

  static bool is_odd(Bytes number) {
    return number.size > 0 && (number.data[number.size - 1] & 1) != 0;
  }

  // What an INTEGER holds, without zeros in front.
  static bool read_integer(unsigned char** at, const unsigned char* end, Bytes* out) {
    size_t size = 0;
    if (mbedtls_asn1_get_tag(at, end, &size, MBEDTLS_ASN1_INTEGER) != 0) return false;
    *out = Bytes{*at, size};
    *at += size;
    while (out->size > 0 && out->data[0] == 0) *out = Bytes{out->data + 1, out->size - 1};
    return true;
  }

  // SubjectPublicKeyInfo ::= SEQUENCE { AlgorithmIdentifier, BIT STRING }, the latter with
  // RSAPublicKey ::= SEQUENCE { modulus, exponent }. mbedTLS would also take a bare RSAPublicKey,
  // and shows its numbers to nobody.
  bool read_numbers(Bytes der) {
    constexpr int kSequence = MBEDTLS_ASN1_CONSTRUCTED | MBEDTLS_ASN1_SEQUENCE;
    auto* at = const_cast<unsigned char*>(der.data);  // it only reads
    const unsigned char* end = at + der.size;
    size_t size = 0;
    if (mbedtls_asn1_get_tag(&at, end, &size, kSequence) != 0 ||
        mbedtls_asn1_get_tag(&at, end, &size, kSequence) != 0)
      return false;
    at += size;
    return mbedtls_asn1_get_bitstring_null(&at, end, &size) == 0 &&
           mbedtls_asn1_get_tag(&at, end, &size, kSequence) == 0 &&
           read_integer(&at, end, &modulus_) && read_integer(&at, end, &exponent_);
  }

  mbedtls_pk_context pk_;
  Bytes modulus_;
  Bytes exponent_;
};

}  // namespace sparekey::crypto

#endif
