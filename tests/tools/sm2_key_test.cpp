// SPDX-License-Identifier: Apache-2.0
#include "emulator/sm2_key.hpp"

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>

#include <cstdlib>

namespace emulator {

using openssl::BigNumber;
using openssl::Key;
using openssl::KeyContext;

namespace {

// The example key of GB/T 32918.5, and what two messages become under it with the example's k.
constexpr const char* kPrivateKey =
    "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8";
const std::string kPublicKey =
    "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
const std::string kC1 =
    "04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73"
    "e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0";
const std::string kC3 = "59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766";
const std::string kC2 = "21886ca989ca9c7d58087307ca93092d651efa";
const std::string kMessage = "encryption standard";

std::string bytes_of(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    bytes += static_cast<char>(std::strtol(hex.substr(i, 2).c_str(), nullptr, 16));
  return bytes;
}

struct FreeBuilder {
  void operator()(OSSL_PARAM_BLD* builder) const { OSSL_PARAM_BLD_free(builder); }
};
struct FreeParams {
  void operator()(OSSL_PARAM* params) const { OSSL_PARAM_free(params); }
};

Sm2Key standard_key() {
  BIGNUM* number = nullptr;
  BN_hex2bn(&number, kPrivateKey);
  const BigNumber private_key(number);
  const std::string point = bytes_of(kPublicKey);
  const std::unique_ptr<OSSL_PARAM_BLD, FreeBuilder> builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0);
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, private_key.get());
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  const std::unique_ptr<OSSL_PARAM, FreeParams> params(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr));
  EVP_PKEY* key = nullptr;
  EXPECT_EQ(EVP_PKEY_fromdata_init(context.get()), 1);
  EXPECT_EQ(EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, params.get()), 1);
  return Sm2Key(Key(key));
}

TEST(Sm2Key, PublishesThePoint) { EXPECT_EQ(standard_key().public_key_hex(), kPublicKey); }

TEST(Sm2Key, DecryptsTheKnownAnswers) {
  const Sm2Key key = standard_key();
  EXPECT_EQ(key.decrypt(kC1 + kC3 + kC2, Sm2Format::kPlain), kMessage);
  EXPECT_EQ(key.decrypt(kC1 + "4fbcdebf486d00e95fc5f6056f000bd7d1aaf9b7cefacdcb3f7473360a099e38"
                              "14877ca8878a9a701683fcf2",
                        Sm2Format::kPlain),
            "Passw0rd!密");
}

TEST(Sm2Key, DecryptsEachFormatAndOnlyThat) {
  const Sm2Key key = standard_key();
  const std::pair<Sm2Format, std::string> wires[] = {
      {Sm2Format::kPlain, kC1 + kC3 + kC2},
      {Sm2Format::k04, "04" + kC1 + kC3 + kC2},
      {Sm2Format::kPrefix, "sm2:" + kC1 + kC3 + kC2},
      {Sm2Format::kC1C2C3, kC1 + kC2 + kC3},
  };
  for (const auto& [format, wire] : wires)
    for (const auto& [written_as, text] : wires) {
      const std::optional<std::string> password = key.decrypt(text, format);
      EXPECT_EQ(password.value_or(""), written_as == format ? kMessage : "");
    }
}

TEST(Sm2Key, RefusesGarbage) {
  const Sm2Key key = standard_key();
  const std::string wire = kC1 + kC3 + kC2;
  std::string upper = wire;
  for (char& c : upper) c = static_cast<char>(std::toupper(c));
  std::string off_the_curve = wire;
  off_the_curve[127] = '1';
  std::string changed = wire;
  changed.back() = 'b';
  for (const std::string& bad :
       {std::string(), std::string("password"), kC1, kC1 + kC3, wire.substr(2), wire + "00",
        wire + "0", upper, off_the_curve, changed, std::string(wire.size(), '0'),
        std::string(wire.size(), 'f'), ' ' + wire.substr(1)})
    EXPECT_FALSE(key.decrypt(bad, Sm2Format::kPlain)) << bad;
  EXPECT_EQ(ERR_peek_error(), 0u);
}

// DER writes lengths below 128, below 256 and above in three ways, and integers with their sign.
TEST(Sm2Key, DecryptsPasswordsOfAnyLengthUnderAnyKey) {
  for (std::size_t size = 1; size <= 400; size += size < 4 ? 1 : 11) {
    const Key pair(EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"));
    const std::string password(size, 'p');
    const KeyContext context(EVP_PKEY_CTX_new(pair.get(), nullptr));
    ASSERT_EQ(EVP_PKEY_encrypt_init(context.get()), 1);
    std::string der(size + 200, '\0');
    std::size_t der_size = der.size();
    ASSERT_EQ(
        EVP_PKEY_encrypt(context.get(), reinterpret_cast<unsigned char*>(der.data()), &der_size,
                         reinterpret_cast<const unsigned char*>(password.data()), size),
        1);
    // The way back from DER, by OpenSSL's own parser.
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    long length = 0;
    int tag = 0;
    int type = 0;
    ASSERT_EQ(ASN1_get_object(&at, &length, &tag, &type, static_cast<long>(der_size)) & 0x80, 0);
    std::string wire;
    for (int part = 0; part < 4; ++part) {
      ASSERT_EQ(ASN1_get_object(&at, &length, &tag, &type, 4096) & 0x80, 0);
      std::string value(reinterpret_cast<const char*>(at), static_cast<std::size_t>(length));
      at += length;
      if (part < 2 && value.size() > 32) value.erase(0, value.size() - 32);
      if (part < 2) value.insert(0, 32 - value.size(), '\0');
      for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        wire += "0123456789abcdef"[byte >> 4];
        wire += "0123456789abcdef"[byte & 0xF];
      }
    }
    EVP_PKEY_up_ref(pair.get());
    const Sm2Key key{Key(pair.get())};
    EXPECT_EQ(key.decrypt(wire, Sm2Format::kPlain), password) << size;
  }
}

}  // namespace
}  // namespace emulator
