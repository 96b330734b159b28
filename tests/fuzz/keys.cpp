// SPDX-License-Identifier: Apache-2.0
// Keys as servers publish them: what is taken, OpenSSL takes too, and a password is encrypted with
// it. Covers: src/crypto/rsa.cpp src/crypto/key_text.cpp src/crypto/sm2.cpp
// src/crypto/sm2_field.cpp src/crypto/sm2_point.cpp src/crypto/sm2_wire.cpp src/crypto/sm3.cpp
// src/crypto/verdict.cpp
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/x509.h>

#include <memory>

#include "base/base64.hpp"
#include "base/hex.hpp"
#include "base/text.hpp"
#include "crypto/key_text.hpp"
#include "crypto/rsa.hpp"
#include "crypto/sm2.hpp"
#include "fuzz.hpp"

namespace sparekey::fuzz {
namespace {

// The same draws for each input.
int draw(void* state, void* out, size_t size) {
  auto* const bytes = static_cast<uint8_t*>(out);
  auto& seed = *static_cast<uint32_t*>(state);
  for (size_t i = 0; i < size; ++i) {
    seed = seed * 1664525 + 1013904223;
    bytes[i] = static_cast<uint8_t>(seed >> 24);
  }
  return 0;
}

void check_rsa(const std::string& published, size_t password_size) {
  const ExactBuffer text(published);
  crypto::RsaKey key;
  const Code code = crypto::rsa_decode_key(text.text(), &key);
  require(code == Code::ok || code == Code::bad_key, "a key, or none");
  require((code == Code::ok) == (key.der_size > 0), "no key is left of a bad one");
  if (code != Code::ok) return;
  require(key.modulus_size >= 128 && key.modulus_size <= 512, "1024 to 4096 bits");
  const unsigned char* at = key.der;
  const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> theirs(
      d2i_PUBKEY(nullptr, &at, key.der_size), EVP_PKEY_free);
  require(at == key.der + key.der_size || theirs == nullptr, "nothing behind it");
  if (theirs != nullptr) {
    require(EVP_PKEY_base_id(theirs.get()) == EVP_PKEY_RSA, "OpenSSL reads RSA");
    require(EVP_PKEY_size(theirs.get()) == key.modulus_size, "of the same size");
  }
  uint32_t seed = 1;
  Random random{draw, &seed, false};
  const std::string password(password_size, 'p');
  ExactBuffer out(key.modulus_size);
  int native = 0;
  const Code encrypted =
      crypto::rsa_encrypt(key, password, random, reinterpret_cast<uint8_t*>(out.data()), &native);
  require((encrypted == Code::password_too_long) == (password_size > key.max_password()),
          "a password fits or does not");
  require(encrypted == Code::ok || encrypted == Code::password_too_long, "what fits is encrypted");
}

// Whether OpenSSL reads `hex` as a point of the curve.
bool is_point(const std::string& hex) {
  static EC_GROUP* const group = EC_GROUP_new_by_curve_name(NID_sm2);
  uint8_t bytes[65];
  if (hex.size() != 130 || !hex_decode(hex, bytes) || bytes[0] != 4) return false;
  const std::unique_ptr<EC_POINT, void (*)(EC_POINT*)> point(EC_POINT_new(group), EC_POINT_free);
  return EC_POINT_oct2point(group, point.get(), bytes, sizeof bytes, nullptr) == 1;
}

void check_sm2(const std::string& published, size_t password_size) {
  const ExactBuffer text(published);
  crypto::Sm2Key key;
  const Code code = crypto::sm2_decode_key(text.text(), &key);
  require(code == Code::ok || code == Code::bad_key, "a key, or none");
  require((code == Code::ok) == is_point(str(crypto::trim(text.text()))), "a point of the curve");
  if (code != Code::ok || password_size == 0) return;
  uint32_t seed = 1;
  Random random{draw, &seed, false};
  static crypto::Sm2Work work;
  const std::string password(password_size, 'p');
  ExactBuffer out(crypto::sm2_ciphertext_size(password_size));
  require(crypto::sm2_encrypt(key, password, random, &work,
                              reinterpret_cast<uint8_t*>(out.data())) == Code::ok,
          "a password is encrypted");
}

}  // namespace
}  // namespace sparekey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sparekey;
  fuzz::Input input(data, size);
  const size_t password_size = input.ConsumeIntegral<uint8_t>();
  // Mutations of DER reach deeper than those of its base64.
  const bool is_der = input.ConsumeBool();
  std::string published = input.ConsumeRemainingBytesAsString();
  if (is_der) {
    std::string base64(base64_size(published.size()), '\0');
    base64_encode({reinterpret_cast<const uint8_t*>(published.data()), published.size()},
                  base64.data());
    published = base64;
  }
  fuzz::check_rsa(published, password_size);
  fuzz::check_sm2(published, password_size);
  return 0;
}
