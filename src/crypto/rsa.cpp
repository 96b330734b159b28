// SPDX-License-Identifier: Apache-2.0
#include "crypto/rsa.hpp"

#include <mbedtls/asn1.h>
#include <mbedtls/pk.h>
#include <mbedtls/rsa.h>
#include <mbedtls/version.h>

#include "base/base64.hpp"
#include "base/mbedtls_error.hpp"
#include "base/wipe.hpp"
#include "crypto/key_text.hpp"

namespace sparekey::crypto {
namespace {

constexpr size_t kMinBits = 1024;
constexpr size_t kMaxBits = 4096;
constexpr size_t kMaxExponent = 4;  // bytes

size_t modulus_bits(const mbedtls_rsa_context& rsa) {
#if MBEDTLS_VERSION_NUMBER < 0x03000000
  return mbedtls_mpi_bitlen(&rsa.N);
#else
  return mbedtls_rsa_get_bitlen(&rsa);
#endif
}

class PublicKey {
 public:
  PublicKey() { mbedtls_pk_init(&pk_); }
  ~PublicKey() { mbedtls_pk_free(&pk_); }
  PublicKey(const PublicKey&) = delete;
  PublicKey& operator=(const PublicKey&) = delete;

  Code parse(const RsaKey& key) {
    // mbedTLS's parsers only read the DER, though through a pointer to mutable bytes.
    auto* at = const_cast<unsigned char*>(key.der);
    const unsigned char* end = at + key.der_size;
    const int error = mbedtls_pk_parse_subpubkey(&at, end, &pk_);
    if (error != 0) return is_out_of_memory(error) ? Code::out_of_memory : Code::bad_key;
    return at == end && mbedtls_pk_get_type(&pk_) == MBEDTLS_PK_RSA ? Code::ok : Code::bad_key;
  }

  Code check() {
    const mbedtls_rsa_context* rsa = mbedtls_pk_rsa(pk_);
    const size_t bits = modulus_bits(*rsa);
    if (bits < kMinBits || bits > kMaxBits) return Code::bad_key;
    // Odd modulus, and an exponent that is odd, at least 3 and below the modulus.
    if (mbedtls_rsa_check_pubkey(rsa) != 0) return Code::bad_key;
    // A longer one has no use but to keep us busy.
    uint8_t exponent[kMaxExponent];
    const int error = mbedtls_rsa_export_raw(rsa, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0,
                                             exponent, sizeof exponent);
    return error == 0 ? Code::ok : Code::bad_key;
  }

  mbedtls_pk_context* get() { return &pk_; }

 private:
  mbedtls_pk_context pk_;
};

// mbedTLS asks for padding a byte at a time, and each would be a system call. None is given twice.
class Padding {
 public:
  explicit Padding(Random* random) : random_(random) {}
  ~Padding() { wipe(bytes_, sizeof bytes_); }
  Padding(const Padding&) = delete;
  Padding& operator=(const Padding&) = delete;

  static int for_mbedtls(void* self, unsigned char* out, size_t size) {
    auto* padding = static_cast<Padding*>(self);
    if (size != 1) return Random::for_mbedtls(padding->random_, out, size);
    if (padding->left_ == 0) {
      const int error =
          Random::for_mbedtls(padding->random_, padding->bytes_, sizeof padding->bytes_);
      if (error != 0) return error;
      padding->left_ = sizeof padding->bytes_;
    }
    *out = padding->bytes_[--padding->left_];
    return 0;
  }

 private:
  Random* random_;
  size_t left_ = 0;
  uint8_t bytes_[128];  // two draws for a key of 2048 bits
};

// All of `key.der` must be one SEQUENCE: mbedTLS does not look behind it.
bool is_one_sequence(const RsaKey& key) {
  auto* at = const_cast<unsigned char*>(key.der);
  const unsigned char* end = at + key.der_size;
  size_t size = 0;
  return mbedtls_asn1_get_tag(&at, end, &size, MBEDTLS_ASN1_CONSTRUCTED | MBEDTLS_ASN1_SEQUENCE) ==
             0 &&
         size == static_cast<size_t>(end - at);
}

}  // namespace

Code rsa_decode_key(Text published, RsaKey* out) {
  out->der_size = 0;
  Text base64;
  size_t size = 0;
  if (!strip_armour(published, &base64) ||
      !base64_decode(base64, true, out->der, sizeof out->der, &size))
    return Code::bad_key;
  out->der_size = static_cast<uint16_t>(size);

  PublicKey key;
  Code code = is_one_sequence(*out) ? key.parse(*out) : Code::bad_key;
  if (code == Code::ok) code = key.check();
  if (code != Code::ok) {
    out->der_size = 0;
    return code;
  }
  out->modulus_size = static_cast<uint16_t>(mbedtls_pk_get_len(key.get()));
  return Code::ok;
}

Code rsa_encrypt(const RsaKey& key, Text password, Random& random, uint8_t* out, int* out_native) {
  if (password.size() > key.max_password()) return Code::password_too_long;
  PublicKey parsed;
  const Code code = parsed.parse(key);
  if (code != Code::ok) return code;
  size_t size = 0;
  random.failed = false;
  Padding padding(&random);
  const int error = mbedtls_pk_encrypt(
      parsed.get(), reinterpret_cast<const unsigned char*>(password.data()), password.size(), out,
      &size, key.modulus_size, Padding::for_mbedtls, &padding);
  if (error == 0 && size == key.modulus_size) return Code::ok;
  *out_native = error;
  if (random.failed) return Code::entropy_failed;
  return is_out_of_memory(error) ? Code::out_of_memory : Code::encryption_failed;
}

}  // namespace sparekey::crypto
