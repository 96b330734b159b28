// SPDX-License-Identifier: Apache-2.0
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <stdlib.h>

#include "base/hex.hpp"
#include "contender.hpp"

namespace bench {
namespace {

EVP_PKEY* key = nullptr;

bool encrypt() {
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new(key, nullptr);
  uint8_t out[512];
  size_t size = sizeof out;
  const bool done =
      EVP_PKEY_encrypt_init(context) == 1 &&
      EVP_PKEY_encrypt(context, out, &size, reinterpret_cast<const uint8_t*>(kPassword),
                       kPasswordSize) == 1;
  EVP_PKEY_CTX_free(context);
  return done;
}

}  // namespace

std::string name() {
  return std::string(OpenSSL_version(OPENSSL_FULL_VERSION_STRING)).insert(0, "OpenSSL ");
}

void prepare() {
  uint8_t point[65];
  const std::string published = std::string("04") + kPublicX + kPublicY;
  if (!sparekey::hex_decode(published, point)) abort();
  char group[] = "SM2";
  const OSSL_PARAM params[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point),
      OSSL_PARAM_construct_end()};
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr);
  if (EVP_PKEY_fromdata_init(context) != 1 ||
      EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, const_cast<OSSL_PARAM*>(params)) != 1)
    abort();
  EVP_PKEY_CTX_free(context);
  encrypt();  // what it fetches the first time stays fetched
}

bool measured_encrypt() { return encrypt(); }

}  // namespace bench
