// SPDX-License-Identifier: Apache-2.0
#include "crypto/rsa.hpp"

#include <mbedtls/asn1.h>
#include <mbedtls/version.h>

#include "base/base64.hpp"
#include "base/mbedtls_error.hpp"
#include "crypto/key_text.hpp"
#include "crypto/rsa_padding.hpp"
#if MBEDTLS_VERSION_NUMBER < 0x04000000
#include "crypto/rsa_pk.hpp"
#else
#include "crypto/rsa_psa.hpp"
#endif

namespace sparekey::crypto {
namespace {

constexpr size_t kMinBits = 1024;
constexpr size_t kMaxBits = 4096;
constexpr size_t kMaxExponent = 4;  // bytes; a longer one has no use but to keep us busy

Bytes der_of(const RsaKey& key) { return Bytes{key.der, key.der_size}; }

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

  RsaPublicKey key;
  Code code = is_one_sequence(*out) ? key.parse(der_of(*out)) : Code::bad_key;
  if (code == Code::ok) {
    const size_t bits = key.bits();
    if (bits < kMinBits || bits > kMaxBits || !key.is_sound(kMaxExponent)) code = Code::bad_key;
    out->modulus_size = static_cast<uint16_t>((bits + 7) / 8);
  }
  if (code != Code::ok) out->der_size = 0;
  return code;
}

Code rsa_encrypt(const RsaKey& key, Text password, Random& random, uint8_t* out, int* out_native) {
  if (password.size() > key.max_password()) return Code::password_too_long;
  RsaPublicKey parsed;
  const Code code = parsed.parse(der_of(key));
  if (code != Code::ok) return code;
  random.failed = false;
  Padding padding(&random);
  const int error = parsed.encrypt(password, &padding, out, key.modulus_size);
  if (error == 0) return Code::ok;
  *out_native = error;
  if (random.failed || is_out_of_entropy(error)) return Code::entropy_failed;
  return is_out_of_memory(error) ? Code::out_of_memory : Code::encryption_failed;
}

}  // namespace sparekey::crypto
