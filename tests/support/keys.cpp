// SPDX-License-Identifier: Apache-2.0
#include "support/keys.hpp"

#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace sparekey::test {

using openssl::BigNumber;
using openssl::Freer;
using openssl::KeyContext;

namespace {

using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freer<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freer<OSSL_PARAM_free>>;

EVP_PKEY* generate(KeyKind kind) {
  switch (kind) {
    case KeyKind::p256:
      return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
    case KeyKind::p384:
      return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-384");
    case KeyKind::brainpool_p256:
      return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "brainpoolP256r1");
    case KeyKind::rsa1024:
      return EVP_RSA_gen(1024);
    case KeyKind::rsa2048:
      return EVP_RSA_gen(2048);
    case KeyKind::rsa3072:
      return EVP_RSA_gen(3072);
    case KeyKind::rsa4096:
      return EVP_RSA_gen(4096);
  }
  return nullptr;
}

std::string unbase64(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()),
                                   static_cast<int>(text.size()));
  require(size >= 0, "base64");
  bytes.resize(static_cast<size_t>(size));
  // OpenSSL counts the padding as bytes.
  for (size_t i = text.size(); i > 0 && text[i - 1] == '='; --i) bytes.pop_back();
  return bytes;
}

}  // namespace

Key make_key(KeyKind kind) {
  Key key(generate(kind), EVP_PKEY_free);
  require(key != nullptr, "generate a key");
  return key;
}

std::string public_der(const Key& key) {
  return written([&](BIO* out) { return i2d_PUBKEY_bio(out, key.get()); });
}

std::string public_pem(const Key& key) {
  return written([&](BIO* out) { return PEM_write_bio_PUBKEY(out, key.get()); });
}

std::string private_pem(const Key& key) {
  return written([&](BIO* out) {
    return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
}

std::string rsa_public_der(int modulus_bits, uint64_t exponent) {
  const BigNumber n(BN_new());
  const BigNumber e(BN_new());
  require(BN_rand(n.get(), modulus_bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ODD) == 1, "modulus");
  require(BN_set_word(e.get(), exponent) == 1, "exponent");
  const ParamBuilder builder(OSSL_PARAM_BLD_new());
  require(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) == 1 &&
              OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) == 1,
          "RSA parameters");
  const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  EVP_PKEY* key = nullptr;
  require(EVP_PKEY_fromdata_init(context.get()) == 1 &&
              EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) == 1,
          "make a public key");
  return public_der(Key(key, EVP_PKEY_free));
}

std::string base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                  reinterpret_cast<const unsigned char*>(bytes.data()),
                  static_cast<int>(bytes.size()));
  text.pop_back();
  return text;
}

std::string rsa_decrypt(const Key& key, std::string_view base64_ciphertext) {
  const std::string in = unbase64(base64_ciphertext);
  const KeyContext context(EVP_PKEY_CTX_new(key.get(), nullptr));
  require(EVP_PKEY_decrypt_init(context.get()) == 1 &&
              EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1,
          "prepare to decrypt");
  std::string out(static_cast<size_t>(EVP_PKEY_get_size(key.get())), '\0');
  size_t size = out.size();
  require(EVP_PKEY_decrypt(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size,
                           reinterpret_cast<const unsigned char*>(in.data()), in.size()) == 1,
          "decrypt");
  out.resize(size);
  return out;
}

}  // namespace sparekey::test
