// SPDX-License-Identifier: Apache-2.0
#include "crypto/rsa.hpp"

#include <gtest/gtest.h>
#include <limits.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <vector>

#include "print_code.hpp"
#include "support/openssl_handles.hpp"
#include "support/random_source.hpp"
#include "tries.hpp"

namespace sparekey::crypto {
namespace {

using openssl::Key;

Key make_rsa(unsigned bits, unsigned long exponent = 65537) {
  EVP_PKEY* key = nullptr;
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr);
  BIGNUM* e = BN_new();
  BN_set_word(e, exponent);
  EVP_PKEY_keygen_init(context);
  EVP_PKEY_CTX_set_rsa_keygen_bits(context, static_cast<int>(bits));
  EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context, e);
  EVP_PKEY_generate(context, &key);
  BN_free(e);
  EVP_PKEY_CTX_free(context);
  return Key(key);
}

// A public key of arbitrary numbers, which no generator would give.
Key public_key_of(unsigned modulus_bits, bool odd_modulus, unsigned long exponent) {
  BIGNUM* n = BN_new();
  BIGNUM* e = BN_new();
  BN_rand(n, static_cast<int>(modulus_bits), BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ODD);
  if (!odd_modulus) BN_clear_bit(n, 0);
  BN_set_word(e, exponent);
  OSSL_PARAM_BLD* builder = OSSL_PARAM_BLD_new();
  OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n);
  OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, e);
  OSSL_PARAM* parameters = OSSL_PARAM_BLD_to_param(builder);
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr);
  EVP_PKEY* key = nullptr;
  EVP_PKEY_fromdata_init(context);
  EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters);
  EVP_PKEY_CTX_free(context);
  OSSL_PARAM_free(parameters);
  OSSL_PARAM_BLD_free(builder);
  BN_free(e);
  BN_free(n);
  return Key(key);
}

std::string der(const Key& key) {
  unsigned char* bytes = nullptr;
  const int size = i2d_PUBKEY(key.get(), &bytes);
  std::string out(reinterpret_cast<char*>(bytes), static_cast<size_t>(size > 0 ? size : 0));
  OPENSSL_free(bytes);
  return out;
}

std::string base64(const std::string& bytes) {
  std::vector<unsigned char> out(bytes.size() * 2 + 8);
  const int size = EVP_EncodeBlock(out.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  return std::string(out.begin(), out.begin() + size);
}

std::string pem(const Key& key, size_t line, const char* end = "\n") {
  std::string out = std::string("-----BEGIN PUBLIC KEY-----") + end;
  const std::string body = base64(der(key));
  for (size_t at = 0; at < body.size(); at += line) out += body.substr(at, line) + end;
  return out + "-----END PUBLIC KEY-----" + end;
}

int fill(void*, void* out, size_t size) {
  return RAND_bytes(static_cast<unsigned char*>(out), static_cast<int>(size)) == 1 ? 0 : -1;
}
int fail(void*, void*, size_t) { return -1; }

Random random_of(int (*source)(void*, void*, size_t)) {
  Random random;
  random.fill = source;
  return random;
}

std::string decrypt(const Key& key, const std::string& ciphertext) {
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new(key.get(), nullptr);
  EVP_PKEY_decrypt_init(context);
  EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING);
  std::vector<unsigned char> out(1024);
  size_t size = out.size();
  const int ok = EVP_PKEY_decrypt(context, out.data(), &size,
                                  reinterpret_cast<const unsigned char*>(ciphertext.data()),
                                  ciphertext.size());
  EVP_PKEY_CTX_free(context);
  return ok == 1 ? std::string(out.begin(), out.begin() + static_cast<long>(size))
                 : "undecryptable";
}

Code decode(const std::string& published) {
  RsaKey key;
  return rsa_decode_key(published, &key);
}

TEST(Rsa, EveryKeySizeAndPasswordLengthComesBack) {
  for (const unsigned bits : {1024u, 2048u, 3072u, 4096u}) {
    if (bits > test::kMostRsaBits) continue;
    const Key key = make_rsa(bits);
    RsaKey decoded;
    ASSERT_EQ(rsa_decode_key(pem(key, 64), &decoded), Code::ok);
    ASSERT_EQ(decoded.modulus_size, bits / 8);
    const size_t most = bits / 8 - 11;
    for (const size_t size : {size_t{1}, size_t{12}, most - 1, most}) {
      const std::string password(size, 'x');
      std::vector<uint8_t> out(decoded.modulus_size);
      Random random = random_of(fill);
      int native = 0;
      ASSERT_EQ(rsa_encrypt(decoded, password, random, out.data(), &native), Code::ok);
      EXPECT_EQ(decrypt(key, std::string(out.begin(), out.end())), password);
    }
  }
}

TEST(Rsa, PasswordBeyondTheKeyIsTooLongAndNothingIsWritten) {
  RsaKey key;
  ASSERT_EQ(rsa_decode_key(pem(make_rsa(1024), 64), &key), Code::ok);
  ASSERT_EQ(key.max_password(), 117u);
  std::vector<uint8_t> out(128, 0xEE);
  Random random = random_of(fill);
  int native = 0;
  EXPECT_EQ(rsa_encrypt(key, std::string(118, 'x'), random, out.data(), &native),
            Code::password_too_long);
  EXPECT_EQ(out, std::vector<uint8_t>(128, 0xEE));
}

TEST(Rsa, WithoutRandomNumbersThereIsNoCiphertext) {
  if (!test::kTlsDrawsFromThePort) GTEST_SKIP() << "this mbedTLS has a source of its own";
  RsaKey key;
  ASSERT_EQ(rsa_decode_key(pem(make_rsa(1024), 64), &key), Code::ok);
  uint8_t out[128] = {};  // 2.28 looks at the padding before it asks whether it was drawn
  Random random = random_of(fail);
  int native = 0;
  EXPECT_EQ(rsa_encrypt(key, "password", random, out, &native), Code::entropy_failed);
}

TEST(Rsa, AKeyThatWentBadMeanwhileEncryptsNothing) {
  RsaKey key;
  ASSERT_EQ(rsa_decode_key(pem(make_rsa(1024), 64), &key), Code::ok);
  std::vector<uint8_t> out(key.modulus_size);
  Random random = random_of(fill);
  random.failed = true;  // in an earlier call
  int native = 0;
  --key.modulus_size;
  EXPECT_EQ(rsa_encrypt(key, "password", random, out.data(), &native), Code::encryption_failed);
  EXPECT_NE(native, 0);
  ++key.modulus_size;
  random.failed = true;
  native = 0;
  EXPECT_EQ(rsa_encrypt(key, "password", random, out.data(), &native), Code::ok);
  EXPECT_EQ(native, 0);
  key.der[0] ^= 1;
  EXPECT_EQ(rsa_encrypt(key, "password", random, out.data(), &native), Code::bad_key);
}

TEST(Rsa, ReadsPemOfAnyLineWidthAndBareBase64) {
  const Key key = make_rsa(2048);
  EXPECT_EQ(decode(pem(key, 64)), Code::ok);
  EXPECT_EQ(decode(pem(key, 76, "\r\n")), Code::ok);
  EXPECT_EQ(decode(pem(key, 100000)), Code::ok);
  EXPECT_EQ(decode(base64(der(key))), Code::ok);
  EXPECT_EQ(decode(base64(der(key)) + "\n"), Code::ok);
}

// JSEncrypt, which the service's own pages use, takes each of these.
TEST(Rsa, ReadsArmourHoweverItsLinesEnd) {
  const Key key = make_rsa(2048);
  const std::string bom = "\xEF\xBB\xBF";
  const std::string body = base64(der(key));
  const std::string published[] = {
      pem(key, 64, ""),   // all on one line
      pem(key, 64, " "),  // a form field that made blanks of line ends
      pem(key, 64, "\r"),
      pem(key, 64, "\t"),
      pem(key, 64, "\n    "),
      pem(key, 64, " \r\n"),
      pem(key, 64, "\n\n"),
      pem(key, 64, "\n").substr(0, pem(key, 64, "\n").size() - 1),
      "   " + pem(key, 64),
      "\n\n\t" + pem(key, 64) + "\n \n",
      bom + pem(key, 64),
      bom + pem(key, 64, "\r\n"),
      "rsa public key: " + pem(key, 64) + "of the service",
      bom + body,
      " \t\r\n" + body + "\v\f ",
      body.substr(0, 100) + " \r\n\t" + body.substr(100),
  };
  RsaKey expected;
  ASSERT_EQ(rsa_decode_key(pem(key, 64), &expected), Code::ok);
  for (const std::string& text : published) {
    RsaKey decoded;
    ASSERT_EQ(rsa_decode_key(text, &decoded), Code::ok) << text;
    ASSERT_EQ(decoded.der_size, expected.der_size) << text;
    EXPECT_EQ(memcmp(decoded.der, expected.der, expected.der_size), 0) << text;
  }
}

TEST(Rsa, ReadsNoArmourThatIsNotWholeOrOfAnotherKind) {
  const Key key = make_rsa(1024);
  for (const char* end : {"\n", ""}) {
    const std::string whole = pem(key, 64, end);
    for (size_t size = 0; size < whole.rfind('-'); ++size)
      EXPECT_EQ(decode(whole.substr(0, size)), Code::bad_key) << whole.substr(0, size);
    for (size_t at = 0; at < whole.size(); ++at) {
      if (whole[at] != '-') continue;
      std::string without = whole;
      without.erase(at, 1);
      EXPECT_EQ(decode(without), Code::bad_key) << without;
    }
    EXPECT_EQ(decode(whole.substr(0, whole.find("-----END")) + whole), Code::bad_key)
        << "two beginnings";
  }
  // RFC 7468 section 13 has SubjectPublicKeyInfo as PUBLIC KEY, and the protocol knows no other.
  const auto labelled = [&key](const std::string& label) {
    return "-----BEGIN " + label + "-----\n" + base64(der(key)) + "\n-----END " + label + "-----\n";
  };
  EXPECT_EQ(decode(labelled("PUBLIC KEY")), Code::ok);
  for (const char* label : {"RSA PUBLIC KEY", "CERTIFICATE", "public key", "PRIVATE KEY"})
    EXPECT_EQ(decode(labelled(label)), Code::bad_key) << label;
}

TEST(Rsa, RefusesWhatIsNoUsableKey) {
  const Key good = make_rsa(2048);
  const std::string good_der = der(good);
  EXPECT_EQ(decode(""), Code::bad_key);
  EXPECT_EQ(decode("hello"), Code::bad_key);
  EXPECT_EQ(decode("AAAA"), Code::bad_key);
  EXPECT_EQ(decode(base64(good_der + '\0')), Code::bad_key) << "trailing byte";
  EXPECT_EQ(decode(base64(good_der) + "!"), Code::bad_key);
  EXPECT_EQ(decode("-----BEGIN PUBLIC KEY-----\nAAAA\n"), Code::bad_key) << "armour without end";
  EXPECT_EQ(decode(base64(der(make_rsa(512)))), Code::bad_key) << "512 bits";
  EXPECT_EQ(decode(base64(der(public_key_of(1023, true, 65537)))), Code::bad_key) << "1023 bits";
  EXPECT_EQ(decode(base64(der(public_key_of(4097, true, 65537)))), Code::bad_key) << "4097 bits";
  EXPECT_EQ(decode(base64(der(public_key_of(8192, true, 65537)))), Code::bad_key) << "8192 bits";
  EXPECT_EQ(decode(base64(der(public_key_of(2048, false, 65537)))), Code::bad_key)
      << "even modulus";
  EXPECT_EQ(decode(base64(der(public_key_of(2048, true, 1)))), Code::bad_key) << "exponent 1";
  EXPECT_EQ(decode(base64(der(public_key_of(2048, true, 2)))), Code::bad_key) << "exponent 2";
  EXPECT_EQ(decode(base64(der(public_key_of(2048, true, 65536)))), Code::bad_key)
      << "even exponent";
  EXPECT_EQ(decode(base64(der(public_key_of(2048, true, 3)))), Code::ok) << "exponent 3";
  EXPECT_EQ(decode(base64(der(public_key_of(1024, true, 65537)))), Code::ok) << "1024 bits";
  EXPECT_EQ(decode(base64(der(public_key_of(2048, true, 0xFFFFFFFF)))), Code::ok) << "32 bits";
#if ULONG_MAX > 0xFFFFFFFF
  EXPECT_EQ(decode(base64(der(public_key_of(2048, true, 0x100000001)))), Code::bad_key)
      << "exponent of 33 bits";
#endif
  const Key ec(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
  EXPECT_EQ(decode(base64(der(ec))), Code::bad_key) << "elliptic curve";
}

TEST(Rsa, CutOffAtEveryLengthOrFlippedInAnyHeaderByteNeverCrashes) {
  const std::string good = der(make_rsa(1024));
  for (size_t size = 0; size < good.size(); ++size)
    EXPECT_EQ(decode(base64(good.substr(0, size))), Code::bad_key) << size;
  for (size_t at = 0; at < good.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      std::string bad = good;
      bad[at] = static_cast<char>(bad[at] ^ (1 << bit));
      (void)decode(base64(bad));
    }
}

}  // namespace
}  // namespace sparekey::crypto
