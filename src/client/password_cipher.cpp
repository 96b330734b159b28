// SPDX-License-Identifier: Apache-2.0
#include "client/password_cipher.hpp"

#include "base/base64.hpp"
#include "crypto/sm2_wire.hpp"
#include "sparekey/options.hpp"

namespace sparekey {
namespace {

// Ciphertext is made at the end of the room for its text, and becomes text in place.
[[maybe_unused]] uint8_t* end_of_room(char* room, size_t room_size, size_t ciphertext_size) {
  return reinterpret_cast<uint8_t*>(room + (room_size - ciphertext_size));
}

#if SPAREKEY_RSA
Code decode_rsa(Text published, PasswordKey* out) {
  return crypto::rsa_decode_key(published, &out->rsa);
}

Code measure_rsa(const PasswordKey& key, const ResetRequest& request, size_t* out_size) {
  *out_size = base64_size(key.rsa.modulus_size);
  return request.password.size() > key.rsa.max_password() ? Code::password_too_long : Code::ok;
}

Code encrypt_rsa(PasswordKey* key, const ResetRequest& request, Random& random, char* out,
                 int* out_native) {
  const size_t size = key->rsa.modulus_size;
  uint8_t* const ciphertext = end_of_room(out, base64_size(size), size);
  const Code code = crypto::rsa_encrypt(key->rsa, request.password, random, ciphertext, out_native);
  if (code == Code::ok) base64_encode(Bytes{ciphertext, size}, out);
  return code;
}

constexpr PasswordCipher kRsa = {"rsa", decode_rsa, measure_rsa, encrypt_rsa};
#else
constexpr PasswordCipher kRsa = {};
#endif

#if SPAREKEY_SM2
Code decode_sm2(Text published, PasswordKey* out) {
  return crypto::sm2_decode_key(published, &out->sm2.key);
}

Code measure_sm2(const PasswordKey&, const ResetRequest& request, size_t* out_size) {
  *out_size = crypto::sm2_wire_size(request.sm2_format, request.password.size());
  return Code::ok;
}

Code encrypt_sm2(PasswordKey* key, const ResetRequest& request, Random& random, char* out, int*) {
  const Text password = request.password;
  const size_t size = crypto::sm2_ciphertext_size(password.size());
  const size_t wire_size = crypto::sm2_wire_size(request.sm2_format, password.size());
  uint8_t* const ciphertext = end_of_room(out, wire_size, size);
  const Code code = crypto::sm2_encrypt(key->sm2.key, password, random, &key->sm2.work, ciphertext);
  if (code == Code::ok) crypto::sm2_to_wire(request.sm2_format, Bytes{ciphertext, size}, out);
  return code;
}

constexpr PasswordCipher kSm2 = {"sm2", decode_sm2, measure_sm2, encrypt_sm2};
#else
constexpr PasswordCipher kSm2 = {};
#endif

}  // namespace

const PasswordCipher* cipher_for(Encryption encryption) {
  switch (encryption) {
    case Encryption::none:
      return nullptr;
    case Encryption::rsa:
      return &kRsa;
    case Encryption::sm2:
      return &kSm2;
  }
  return &kSm2;  // no Encryption at all: never in the clear
}

}  // namespace sparekey
