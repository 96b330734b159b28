// SPDX-License-Identifier: Apache-2.0
#include "keys.hpp"

#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <map>

#include "der.hpp"

namespace sparekey::test {
namespace {

using openssl::Freer;
using openssl::KeyContext;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;

EVP_PKEY* make_rsa(int bits) {
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  // Of many primes a long key is made in a fraction of the time; nobody sees it from outside.
  const int primes = bits >= 8192 ? 5 : bits >= 4096 ? 4 : 2;
  EVP_PKEY* key = nullptr;
  require(EVP_PKEY_keygen_init(context.get()) == 1 &&
              EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), bits) == 1 &&
              EVP_PKEY_CTX_set_rsa_keygen_primes(context.get(), primes) == 1 &&
              EVP_PKEY_generate(context.get(), &key) == 1,
          "an RSA key");
  return key;
}

EVP_PKEY* make(const std::string& kind) {
  static const std::map<std::string, const char*> kCurves = {
      {"p224", "P-224"},
      {"p256", "P-256"},
      {"p384", "P-384"},
      {"p521", "P-521"},
      {"secp256k1", "secp256k1"},
      {"bp256", "brainpoolP256r1"},
      {"bp384", "brainpoolP384r1"},
  };
  if (const auto curve = kCurves.find(kind); curve != kCurves.end())
    return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", curve->second);
  if (kind == "ed25519") return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
  if (kind == "ed448") return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED448");
  if (kind.rfind("rsa", 0) == 0) return make_rsa(std::stoi(kind.substr(3)));
  throw std::runtime_error("no such kind of key: " + kind);
}

bool is_pss(const std::string& hash) { return hash.rfind("pss-", 0) == 0; }
std::string digest_name(const std::string& hash) { return is_pss(hash) ? hash.substr(4) : hash; }

const EVP_MD* digest_of(const std::string& hash) {
  const EVP_MD* digest = EVP_get_digestbyname(digest_name(hash).c_str());
  require(digest != nullptr, "hash " + hash);
  return digest;
}

// RSASSA-PSS-params (RFC 4055 section 3.1), the salt as long as the hash.
std::string pss_parameters(const std::string& hash) {
  static const std::map<std::string, const char*> kHashes = {
      {"sha1", "1.3.14.3.2.26"},
      {"sha256", "2.16.840.1.101.3.4.2.1"},
      {"sha384", "2.16.840.1.101.3.4.2.2"},
      {"sha512", "2.16.840.1.101.3.4.2.3"},
  };
  const std::string id =
      der::seq(der::oid(kHashes.at(digest_name(hash))) + der::tlv(der::kNull, ""));
  const std::string mask = der::seq(der::oid("1.2.840.113549.1.1.8") + id);
  const std::string salt(1, static_cast<char>(EVP_MD_get_size(digest_of(hash))));
  return der::seq(der::tlv(der::constructed(0), id) + der::tlv(der::constructed(1), mask) +
                  der::tlv(der::constructed(2), der::tlv(der::kInteger, salt)));
}

}  // namespace

Key key_of(const std::string& owner, const std::string& kind) {
  static std::map<std::string, Key> made;
  // RSA keys take long to make: all who want one of that size have the same.
  Key& key = made[kind.rfind("rsa", 0) == 0 ? kind : owner + " " + kind];
  if (key == nullptr) key = Key(make(kind), EVP_PKEY_free);
  require(key != nullptr, "a key " + kind);
  return key;
}

std::string spki_of(const Key& key) { return public_der(key); }

std::string algorithm_of(const Key& key, const std::string& hash) {
  static const std::map<std::string, std::string> kRsa = {
      {"md5", "1.2.840.113549.1.1.4"},         {"sha1", "1.2.840.113549.1.1.5"},
      {"sha224", "1.2.840.113549.1.1.14"},     {"sha256", "1.2.840.113549.1.1.11"},
      {"sha384", "1.2.840.113549.1.1.12"},     {"sha512", "1.2.840.113549.1.1.13"},
      {"sha3-256", "2.16.840.1.101.3.4.3.14"},
  };
  static const std::map<std::string, std::string> kEcdsa = {
      {"sha1", "1.2.840.10045.4.1"},     {"sha224", "1.2.840.10045.4.3.1"},
      {"sha256", "1.2.840.10045.4.3.2"}, {"sha384", "1.2.840.10045.4.3.3"},
      {"sha512", "1.2.840.10045.4.3.4"}, {"sha3-256", "2.16.840.1.101.3.4.3.10"},
  };
  switch (EVP_PKEY_get_base_id(key.get())) {
    case EVP_PKEY_RSA:
      if (is_pss(hash)) return der::seq(der::oid("1.2.840.113549.1.1.10") + pss_parameters(hash));
      return der::seq(der::oid(kRsa.at(hash)) + der::tlv(der::kNull, ""));
    case EVP_PKEY_ED25519:
      return der::seq(der::oid("1.3.101.112"));
    case EVP_PKEY_ED448:
      return der::seq(der::oid("1.3.101.113"));
    default:
      return der::seq(der::oid(kEcdsa.at(hash)));
  }
}

std::string sign(const Key& key, const std::string& hash, const std::string& bytes) {
  const int id = EVP_PKEY_get_base_id(key.get());
  const bool hashes_itself = id == EVP_PKEY_ED25519 || id == EVP_PKEY_ED448;
  const DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* with = nullptr;
  require(EVP_DigestSignInit(context.get(), &with, hashes_itself ? nullptr : digest_of(hash),
                             nullptr, key.get()) == 1,
          "prepare to sign");
  if (is_pss(hash))
    require(EVP_PKEY_CTX_set_rsa_padding(with, RSA_PKCS1_PSS_PADDING) == 1 &&
                EVP_PKEY_CTX_set_rsa_pss_saltlen(with, RSA_PSS_SALTLEN_DIGEST) == 1,
            "PSS");
  const auto* in = reinterpret_cast<const unsigned char*>(bytes.data());
  size_t size = 0;
  require(EVP_DigestSign(context.get(), nullptr, &size, in, bytes.size()) == 1, "sign");
  std::string signature(size, '\0');
  require(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                         in, bytes.size()) == 1,
          "sign");
  signature.resize(size);
  return signature;
}

}  // namespace sparekey::test
