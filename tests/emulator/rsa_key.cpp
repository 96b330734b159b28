// SPDX-License-Identifier: Apache-2.0
#include "rsa_key.hpp"

#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <string_view>

#include "decryption.hpp"

namespace emulator {

using openssl::Key;
using openssl::KeyContext;
using openssl::require;
using openssl::written;

namespace {

// EVP_DecodeBlock would pass over white space and drop what follows the padding.
bool is_base64(std::string_view text) {
  const auto is_digit = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/';
  };
  if (text.empty() || text.size() % 4 != 0) return false;
  for (int padding = 0; padding < 2 && text.back() == '='; ++padding) text.remove_suffix(1);
  return std::all_of(text.begin(), text.end(), is_digit);
}

std::optional<std::string> decoded_base64(const std::string& text) {
  if (!is_base64(text)) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()),
                                   static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(size) -
               static_cast<std::size_t>(std::count(text.end() - 2, text.end(), '=')));
  return bytes;
}

// Since 3.2, OpenSSL answers wrong padding with random bytes, so that nobody can probe for it. Here
// it must be seen.
void refuse_wrong_padding(EVP_PKEY_CTX* context) {
  constexpr const char* kImplicitRejection = "implicit-rejection";
  const OSSL_PARAM* known = EVP_PKEY_CTX_settable_params(context);
  if (OSSL_PARAM_locate_const(known, kImplicitRejection) == nullptr) return;
  unsigned off = 0;
  const OSSL_PARAM params[] = {OSSL_PARAM_construct_uint(kImplicitRejection, &off),
                               OSSL_PARAM_construct_end()};
  require(EVP_PKEY_CTX_set_params(context, params) == 1, kImplicitRejection);
}

}  // namespace

RsaKey RsaKey::generate(int bits) {
  Key key(EVP_RSA_gen(static_cast<unsigned>(bits)));
  require(key != nullptr, "generate an RSA key");
  return RsaKey(std::move(key));
}

std::string RsaKey::public_key_pem() const {
  return written([this](BIO* bio) { return PEM_write_bio_PUBKEY(bio, key_.get()); });
}

std::string RsaKey::public_key_base64() const {
  const std::string der = written([this](BIO* bio) { return i2d_PUBKEY_bio(bio, key_.get()); });
  std::string base64((der.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(base64.data()),
                                   reinterpret_cast<const unsigned char*>(der.data()),
                                   static_cast<int>(der.size()));
  base64.resize(static_cast<std::size_t>(size));
  return base64;
}

std::optional<std::string> RsaKey::decrypt(const std::string& wire) const {
  const std::optional<std::string> ciphertext = decoded_base64(wire);
  if (!ciphertext) return std::nullopt;
  const KeyContext context(EVP_PKEY_CTX_new(key_.get(), nullptr));
  require(context != nullptr && EVP_PKEY_decrypt_init(context.get()) == 1 &&
              EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1,
          "prepare RSA");
  refuse_wrong_padding(context.get());
  return decrypt_with(context, *ciphertext,
                      static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())));
}

}  // namespace emulator
