// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_SUPPORT_KEYS_HPP
#define SPAREKEY_SUPPORT_KEYS_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include "support/openssl_handles.hpp"

namespace sparekey::test {

using openssl::require;
using openssl::written;

// Shared: several servers may present one certificate.
using Key = std::shared_ptr<EVP_PKEY>;
using Certificate = std::shared_ptr<X509>;

enum class KeyKind { p256, p384, brainpool_p256, rsa1024, rsa2048, rsa3072, rsa4096 };

Key make_key(KeyKind kind);

// SubjectPublicKeyInfo.
std::string public_der(const Key& key);
std::string public_pem(const Key& key);
std::string private_pem(const Key& key);

// The SubjectPublicKeyInfo of an RSA key whose private part nobody has: a random odd modulus.
std::string rsa_public_der(int modulus_bits, uint64_t exponent);

std::string base64(std::string_view bytes);

// Undoes RSAES-PKCS1-v1_5; throws if the ciphertext is not that.
std::string rsa_decrypt(const Key& key, std::string_view base64_ciphertext);

}  // namespace sparekey::test

#endif
