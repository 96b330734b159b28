// SPDX-License-Identifier: Apache-2.0
#include "emulator/rsa_key.hpp"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace emulator {

using openssl::Bio;
using openssl::Key;
using openssl::KeyContext;

namespace {

std::string base64(const std::string& bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

Key public_key(const std::string& pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return Key(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
}

std::string encrypt(const RsaKey& key, const std::string& password, int padding) {
  const Key published = public_key(key.public_key_pem());
  const KeyContext context(EVP_PKEY_CTX_new(published.get(), nullptr));
  EXPECT_EQ(EVP_PKEY_encrypt_init(context.get()), 1);
  EXPECT_EQ(EVP_PKEY_CTX_set_rsa_padding(context.get(), padding), 1);
  std::string ciphertext(static_cast<std::size_t>(EVP_PKEY_get_size(published.get())), '\0');
  std::size_t size = ciphertext.size();
  EXPECT_EQ(
      EVP_PKEY_encrypt(context.get(), reinterpret_cast<unsigned char*>(ciphertext.data()), &size,
                       reinterpret_cast<const unsigned char*>(password.data()), password.size()),
      1);
  return ciphertext;
}

TEST(RsaKey, DecryptsWhatItsPublicKeyEncrypted) {
  const RsaKey key = RsaKey::generate(1024);
  for (const std::string& password :
       {std::string(), std::string("N3wPassw0rd!"), std::string("密码"), std::string(117, 'x')})
    EXPECT_EQ(key.decrypt(base64(encrypt(key, password, RSA_PKCS1_PADDING))), password);
}

TEST(RsaKey, PublishesTheSameKeyAsPemAndAsBase64) {
  const RsaKey key = RsaKey::generate(2048);
  const Key from_pem = public_key(key.public_key_pem());
  const Key from_base64 = public_key("-----BEGIN PUBLIC KEY-----\n" + key.public_key_base64() +
                                     "\n-----END PUBLIC KEY-----\n");
  ASSERT_TRUE(from_pem && from_base64);
  EXPECT_EQ(EVP_PKEY_get_bits(from_pem.get()), 2048);
  EXPECT_EQ(EVP_PKEY_eq(from_pem.get(), from_base64.get()), 1);
  EXPECT_EQ(key.public_key_base64().find('\n'), std::string::npos);
}

TEST(RsaKey, RefusesWrongPadding) {
  const RsaKey key = RsaKey::generate(1024);
  EXPECT_FALSE(key.decrypt(base64(encrypt(key, "password", RSA_PKCS1_OAEP_PADDING))));
  EXPECT_FALSE(key.decrypt(base64(encrypt(key, std::string(128, '\1'), RSA_NO_PADDING))));
  const RsaKey other = RsaKey::generate(1024);
  EXPECT_FALSE(key.decrypt(base64(encrypt(other, "password", RSA_PKCS1_PADDING))));
}

TEST(RsaKey, RefusesWhatIsNotBase64OnOneLine) {
  const RsaKey key = RsaKey::generate(1024);
  const std::string wire = base64(encrypt(key, "password", RSA_PKCS1_PADDING));
  ASSERT_TRUE(key.decrypt(wire));
  for (const std::string& bad : {std::string(), std::string("password"), wire + '\n', ' ' + wire,
                                 wire.substr(0, 64) + '\n' + wire.substr(64), wire.substr(1),
                                 wire.substr(4), wire + "AAAA", wire.substr(0, 171)})
    EXPECT_FALSE(key.decrypt(bad)) << bad;
}

TEST(RsaKey, LeavesNoErrorBehindForTls) {
  RsaKey::generate(1024).decrypt("AAAA");
  EXPECT_EQ(ERR_peek_error(), 0u);
}

}  // namespace
}  // namespace emulator
