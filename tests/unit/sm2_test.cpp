// SPDX-License-Identifier: Apache-2.0
// Built twice: as the library is, and with SPAREKEY_SM2_LIMB_BITS=32. k comes in through the Random
// parameter; the library has no other way in.
#include "crypto/sm2.hpp"

#include <gtest/gtest.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "base/hex.hpp"
#include "crypto/sm2_point.hpp"
#include "crypto/sm2_wire.hpp"
#include "exact_buffer.hpp"
#include "print_code.hpp"
#include "support/openssl_handles.hpp"
#include "tries.hpp"

namespace sparekey::crypto {
namespace {

using test::ExactBuffer;

using openssl::Freer;
using openssl::Key;
using openssl::KeyContext;
using Number = openssl::BigNumber;
using Scratch = std::unique_ptr<BN_CTX, Freer<BN_CTX_free>>;
using Group = std::unique_ptr<EC_GROUP, Freer<EC_GROUP_free>>;
using CurvePoint = std::unique_ptr<EC_POINT, Freer<EC_POINT_free>>;

const uint8_t* bytes_of(const std::string& text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}
uint8_t* bytes_of(std::string& text) { return reinterpret_cast<uint8_t*>(text.data()); }

std::string from_hex(const std::string& hex) {
  std::string out(hex.size() / 2, '\0');
  EXPECT_TRUE(hex_decode(hex, bytes_of(out))) << hex;
  return out;
}
std::string to_hex(const std::string& bytes) {
  std::string out(2 * bytes.size(), '\0');
  hex_encode({bytes_of(bytes), bytes.size()}, out.data());
  return out;
}

Number number(const std::string& big_endian) {
  return Number(BN_bin2bn(bytes_of(big_endian), static_cast<int>(big_endian.size()), nullptr));
}
std::string bytes32(const BIGNUM* value) {
  std::string out(32, '\0');
  EXPECT_EQ(BN_bn2binpad(value, bytes_of(out), 32), 32);
  return out;
}
std::string plus(const std::string& big_endian, long addend) {
  const Number sum = number(big_endian);
  EXPECT_EQ(addend < 0 ? BN_sub_word(sum.get(), static_cast<BN_ULONG>(-addend))
                       : BN_add_word(sum.get(), static_cast<BN_ULONG>(addend)),
            1);
  return bytes32(sum.get());
}

const std::string kP = from_hex("fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff");
const std::string kN = from_hex("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123");
const std::string kZero(32, '\0');

std::string random_bytes(size_t size, std::mt19937* random) {
  std::string out(size, '\0');
  for (char& c : out) c = static_cast<char>((*random)());
  return out;
}

// Random, but often with whole words of zeros and ones, where carries are at home.
std::string random_number(const std::string& bound, std::mt19937* random) {
  for (;;) {
    std::string out = random_bytes(32, random);
    if ((*random)() % 2 == 0)
      for (size_t word = 0; word < 8; ++word) {
        const unsigned kind = (*random)() % 4;
        if (kind < 2) out.replace(4 * word, 4, 4, kind == 0 ? '\0' : '\xFF');
      }
    if (out < bound) return out;
  }
}

// Hands out prepared draws of 32 bytes, then fails.
struct Draws {
  std::vector<std::string> draws;
  size_t used = 0;

  static int fill(void* self, void* out, size_t size) {
    auto* draws = static_cast<Draws*>(self);
    if (size != 32 || draws->used == draws->draws.size()) return -1;
    memcpy(out, draws->draws[draws->used++].data(), size);
    return 0;
  }
  Random random() { return {fill, this}; }
};

// The ciphertext for prepared draws; `used` is the number of them taken.
std::string encrypt(const Sm2Key& key, const std::string& message, std::vector<std::string> draws,
                    Code expected = Code::ok, size_t* used = nullptr) {
  Draws source{std::move(draws)};
  Random random = source.random();
  const ExactBuffer in(message);
  ExactBuffer out(sm2_ciphertext_size(message.size()));
  memset(out.data(), 0x5A, out.size());
  Sm2Work work;
  EXPECT_EQ(sm2_encrypt(key, in.text(), random, &work, reinterpret_cast<uint8_t*>(out.data())),
            expected);
  if (used != nullptr) *used = source.used;
  return test::str(out.text());
}

std::string wire(Sm2Format format, const std::string& raw) {
  ExactBuffer out(sm2_wire_size(format, raw.size() - 96));
  const ExactBuffer in(raw);
  sm2_to_wire(format, in.bytes(), out.data());
  std::string text = test::str(out.text());

  char* const right = out.data() + out.size() - raw.size();  // and in place
  memcpy(right, raw.data(), raw.size());
  sm2_to_wire(format, {reinterpret_cast<const uint8_t*>(right), raw.size()}, out.data());
  EXPECT_EQ(test::str(out.text()), text);
  return text;
}

const std::string kVectorD = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
const std::string kVectorX = "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020";
const std::string kVectorY = "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
const std::string kVectorK = "59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21";
const std::string kVectorC1 =
    "04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73"
    "e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0";

Sm2Key key_of(const std::string& published) {
  Sm2Key key;
  EXPECT_EQ(sm2_decode_key(published, &key), Code::ok) << published;
  EXPECT_TRUE(key.known);
  return key;
}
Sm2Key vector_key() { return key_of("04" + kVectorX + kVectorY); }

class Curve {
 public:
  Curve() : group_(EC_GROUP_new_by_curve_name(NID_sm2)), scratch_(BN_CTX_new()) {}

  // x‖y of k times the point x‖y, or of the generator if that is empty.
  std::string multiply(const std::string& k, const std::string& point = "") const {
    const CurvePoint out(EC_POINT_new(group_.get()));
    if (point.empty()) {
      EXPECT_EQ(EC_POINT_mul(group_.get(), out.get(), number(k).get(), nullptr, nullptr, nullptr),
                1);
    } else {
      const CurvePoint in(EC_POINT_new(group_.get()));
      EXPECT_EQ(
          EC_POINT_set_affine_coordinates(group_.get(), in.get(), number(point.substr(0, 32)).get(),
                                          number(point.substr(32)).get(), scratch_.get()),
          1);
      EXPECT_EQ(EC_POINT_mul(group_.get(), out.get(), nullptr, in.get(), number(k).get(), nullptr),
                1);
    }
    const Number x(BN_new()), y(BN_new());
    EXPECT_EQ(EC_POINT_get_affine_coordinates(group_.get(), out.get(), x.get(), y.get(), nullptr),
              1);
    return bytes32(x.get()) + bytes32(y.get());
  }

 private:
  Group group_;
  Scratch scratch_;
};

std::string der(uint8_t tag, const std::string& content) {
  const size_t size = content.size();
  std::string out(1, static_cast<char>(tag));
  if (size > 0xFF)
    out += {'\x82', static_cast<char>(size >> 8)};
  else if (size > 0x7F)
    out += '\x81';
  return out + static_cast<char>(size & 0xFF) + content;
}
std::string der_integer(std::string big_endian) {
  while (big_endian.size() > 1 && big_endian[0] == '\0') big_endian.erase(0, 1);
  if ((big_endian[0] & 0x80) != 0) big_endian.insert(0, 1, '\0');
  return der(0x02, big_endian);
}

// Somebody with a private key, in OpenSSL's hands.
class Recipient {
 public:
  Recipient() : key_(EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2")) {}

  std::string published() const {
    unsigned char* point = nullptr;
    const size_t size = EVP_PKEY_get1_encoded_public_key(key_.get(), &point);
    const std::string bytes(reinterpret_cast<char*>(point), size);
    OPENSSL_free(point);
    return to_hex(bytes);
  }

  // What C1‖C3‖C2 says, or "undecryptable".
  std::string decrypt(const std::string& raw) const {
    const std::string in =
        der(0x30, der_integer(raw.substr(0, 32)) + der_integer(raw.substr(32, 32)) +
                      der(0x04, raw.substr(64, 32)) + der(0x04, raw.substr(96)));
    const KeyContext context(EVP_PKEY_CTX_new(key_.get(), nullptr));
    std::string out(in.size(), '\0');
    size_t size = out.size();
    if (EVP_PKEY_decrypt_init(context.get()) != 1 ||
        EVP_PKEY_decrypt(context.get(), bytes_of(out), &size, bytes_of(in), in.size()) != 1)
      return "undecryptable";
    return out.substr(0, size);
  }

 private:
  Key key_;
};

std::string random_password(size_t size, std::mt19937* random) {
  static const std::vector<std::string> kCharacters = {"a",  "Z",  "0", "~", "é",
                                                       "密", "码", "€", "😀", " "};
  std::string out;
  while (out.size() < size) {
    const std::string& c = kCharacters[(*random)() % kCharacters.size()];
    if (out.size() + c.size() <= size) out += c;
  }
  return out;
}

TEST(Sm2, KnownAnswers) {
  const Sm2Key key = vector_key();
  const std::vector<std::string> k = {from_hex(kVectorK)};
  EXPECT_EQ(wire(Sm2Format::plain, encrypt(key, "encryption standard", k)),
            kVectorC1 + "59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766" +
                "21886ca989ca9c7d58087307ca93092d651efa");
  EXPECT_EQ(wire(Sm2Format::plain, encrypt(key, "Passw0rd!密", k)),
            kVectorC1 + "4fbcdebf486d00e95fc5f6056f000bd7d1aaf9b7cefacdcb3f7473360a099e38" +
                "14877ca8878a9a701683fcf2");
}

TEST(Sm2, Formats) {
  const std::string raw = encrypt(vector_key(), "encryption standard", {from_hex(kVectorK)});
  const std::string c1 = to_hex(raw.substr(0, 64));
  const std::string c3 = to_hex(raw.substr(64, 32));
  const std::string c2 = to_hex(raw.substr(96));
  EXPECT_EQ(wire(Sm2Format::plain, raw), c1 + c3 + c2);
  EXPECT_EQ(wire(Sm2Format::with_04, raw), "04" + c1 + c3 + c2);
  EXPECT_EQ(wire(Sm2Format::prefix, raw), "sm2:" + c1 + c3 + c2);
  EXPECT_EQ(wire(Sm2Format::c1c2c3, raw), c1 + c2 + c3);
  std::mt19937 random(1);
  for (size_t size = 1; size <= 300; ++size) {
    const std::string bytes = random_bytes(96 + size, &random);
    EXPECT_EQ(wire(Sm2Format::c1c2c3, bytes),
              to_hex(bytes.substr(0, 64) + bytes.substr(96) + bytes.substr(64, 32)));
    EXPECT_EQ(wire(Sm2Format::prefix, bytes), "sm2:" + to_hex(bytes));
  }
}

TEST(Sm2, OpensslDecrypts) {
  std::mt19937 random(2);
  for (size_t i = 0; i < test::tries(1000); ++i) {
    const Recipient recipient;
    const Sm2Key key = key_of(recipient.published());
    const std::string password = random_password(1 + i * 7 % 200, &random);
    // A message of one byte may need another draw.
    std::vector<std::string> draws(16);
    for (std::string& draw : draws) draw = random_bytes(32, &random);
    ASSERT_EQ(recipient.decrypt(encrypt(key, password, draws)), password) << i;
  }
}

TEST(Sm2, LongMessages) {
  std::mt19937 random(3);
  const Recipient recipient;
  const Sm2Key key = key_of(recipient.published());
  for (const size_t size : {255u, 256u, 257u, 1000u, 8191u, 8192u, 10'000u}) {
    const std::string message = random_bytes(size, &random);
    EXPECT_EQ(recipient.decrypt(encrypt(key, message, {random_bytes(32, &random)})), message)
        << size;
  }
}

TEST(Sm2, ReadsKeysInEitherCase) {
  const Sm2Key lower = vector_key();
  std::string published = "04" + kVectorX + kVectorY;
  for (char& c : published) c = static_cast<char>(toupper(c));
  const Sm2Key upper = key_of(published);
  EXPECT_EQ(std::string(lower.x, lower.x + 32), from_hex(kVectorX));
  EXPECT_EQ(std::string(lower.y, lower.y + 32), from_hex(kVectorY));
  EXPECT_EQ(memcmp(lower.x, upper.x, 32), 0);
  EXPECT_EQ(memcmp(lower.y, upper.y, 32), 0);
}

TEST(Sm2, RefusesOtherKeys) {
  const std::string good = "04" + kVectorX + kVectorY;
  const std::string p = to_hex(kP);
  const std::string zero(64, '0');
  // y for x = 0 is a root of b, so that x = p would pass if it were reduced.
  const std::string root_of_b = to_hex(from_hex([] {
    const Group group(EC_GROUP_new_by_curve_name(NID_sm2));
    const CurvePoint point(EC_POINT_new(group.get()));
    const Number x(BN_new()), y(BN_new());
    BN_zero(x.get());
    EXPECT_EQ(EC_POINT_set_compressed_coordinates(group.get(), point.get(), x.get(), 0, nullptr),
              1);
    EXPECT_EQ(EC_POINT_get_affine_coordinates(group.get(), point.get(), x.get(), y.get(), nullptr),
              1);
    return to_hex(bytes32(y.get()));
  }()));
  key_of("04" + zero + root_of_b);
  key_of("04" + zero + to_hex([&] {
           const Number negative(BN_new());
           EXPECT_EQ(BN_sub(negative.get(), number(kP).get(), number(from_hex(root_of_b)).get()),
                     1);
           return bytes32(negative.get());
         }()));

  std::vector<std::string> bad = {
      "",
      "00",
      "04",
      "04" + kVectorX,
      "02" + kVectorX,
      "03" + kVectorX,
      "02" + kVectorX + kVectorY,
      "03" + kVectorX + kVectorY,
      "06" + kVectorX + kVectorY,
      "07" + kVectorX + kVectorY,
      "00" + kVectorX + kVectorY,
      kVectorX + kVectorY,
      "04" + kVectorY + kVectorX,
      "04" + zero + zero,
      "00" + zero + zero,
      "04" + p + root_of_b,               // x = p
      "04" + to_hex(plus(kP, 1)) + zero,  // x > p
      "04" + std::string(64, 'f') + kVectorY,
      "04" + kVectorX + p,  // y = p
      "04" + kVectorX + std::string(64, 'f'),
      "04" + zero + p,
      "0x" + kVectorX + kVectorY,
      " 4" + kVectorX + kVectorY,
      good + "00",
      good + "0",
      good + "\n0",
      good.substr(0, 64) + "\n" + good.substr(64),
      good.substr(1),
      good.substr(0, 129) + "g",
      good.substr(0, 129) + "\n",
      std::string(130, '\xFF'),
      std::string(130, '\0'),
  };
  for (const std::string& key : bad) {
    Sm2Key out;
    out.known = true;
    EXPECT_EQ(sm2_decode_key(key, &out), Code::bad_key) << key;
    EXPECT_FALSE(out.known) << key;
  }
  for (size_t i = 0; i < good.size(); ++i) {  // off the curve, or not 04, by one bit
    std::string key = good;
    key[i] = key[i] == '0' ? '1' : '0';
    Sm2Key out;
    EXPECT_EQ(sm2_decode_key(key, &out), Code::bad_key) << key;
  }
}

TEST(Sm2, ReadsAKeyInWhiteSpace) {
  const std::string good = "04" + kVectorX + kVectorY;
  for (const std::string& key :
       {good + "\n", good + "\r\n", " " + good, "\t\r\n\v\f " + good + " \t\n",
        "\xEF\xBB\xBF" + good, "\n\xEF\xBB\xBF" + good + "\n"}) {
    const Sm2Key decoded = key_of(key);
    EXPECT_EQ(to_hex(std::string(reinterpret_cast<const char*>(decoded.x), 32)), kVectorX);
    EXPECT_EQ(to_hex(std::string(reinterpret_cast<const char*>(decoded.y), 32)), kVectorY);
  }
  for (const char* nothing : {"", " ", "\n", "\xEF\xBB\xBF", " \xEF\xBB\xBF ", "\xEF\xBB"}) {
    Sm2Key out;
    EXPECT_EQ(sm2_decode_key(nothing, &out), Code::bad_key);
  }
}

TEST(Sm2, DrawsAgainOutsideOfTheRange) {
  const Sm2Key key = vector_key();
  const std::string good = from_hex(kVectorK);
  const std::string expected = encrypt(key, "password", {good});
  const std::string top(32, '\xFF');
  for (const std::string& bad : {kZero, kN, plus(kN, 1), plus(kN, 12345), kP, top}) {
    size_t used = 0;
    EXPECT_EQ(encrypt(key, "password", {bad, good}, Code::ok, &used), expected);
    EXPECT_EQ(used, 2u);
  }
  size_t used = 0;
  EXPECT_EQ(encrypt(key, "password", {kZero, top, kN, kP, kZero, good}, Code::ok, &used), expected);
  EXPECT_EQ(used, 6u);
  for (const std::string& edge : {plus(kZero, 1), plus(kZero, 2), plus(kN, -1), plus(kN, -2)}) {
    EXPECT_EQ(encrypt(key, "password", {edge}, Code::ok, &used).substr(0, 64),
              Curve().multiply(edge));
    EXPECT_EQ(used, 1u);
  }
}

TEST(Sm2, GivesUpOnABrokenSource) {
  const Sm2Key key = vector_key();
  for (const std::string& bad : {kZero, kN, std::string(32, '\xFF')}) {
    size_t used = 0;
    const std::string out =
        encrypt(key, "password", std::vector<std::string>(100, bad), Code::entropy_failed, &used);
    EXPECT_EQ(used, 16u);
    EXPECT_EQ(out, std::string(out.size(), '\0'));
  }
  for (size_t failing = 0; failing < 3; ++failing) {
    size_t used = 0;
    const std::string out = encrypt(key, "password", std::vector<std::string>(failing, kZero),
                                    Code::entropy_failed, &used);
    EXPECT_EQ(used, failing);
    EXPECT_EQ(out, std::string(out.size(), '\0'));
  }
}

TEST(Sm2, AllZeroKeyStreamDrawsAgain) {  // clause 6.1 A5
  // Not a fresh key: with one in 256 of them the stream of `good` begins with a zero as well, and
  // with as many the second byte behind `zero_k` is one.
  const std::string published = "04" + kVectorX + kVectorY;
  const Sm2Key key = vector_key();
  const Curve curve;
  std::string zero_k;
  for (long i = 1; zero_k.empty() && i < 10'000; ++i) {
    const std::string k = plus(kZero, i);
    const std::string input =
        curve.multiply(k, from_hex(published).substr(1)) + from_hex("00000001");
    uint8_t stream[EVP_MAX_MD_SIZE];
    ASSERT_EQ(EVP_Digest(input.data(), input.size(), stream, nullptr, EVP_sm3(), nullptr), 1);
    if (stream[0] == 0) zero_k = k;
  }
  ASSERT_FALSE(zero_k.empty());
  size_t used = 0;
  const std::string good = from_hex(kVectorK);
  EXPECT_EQ(encrypt(key, "x", {zero_k, zero_k, good}, Code::ok, &used), encrypt(key, "x", {good}));
  EXPECT_EQ(used, 3u);
  encrypt(key, "xy", {zero_k}, Code::ok, &used);  // one zero byte of two is none of that
  EXPECT_EQ(used, 1u);
  const std::string out =
      encrypt(key, "x", {zero_k}, Code::entropy_failed);  // then the source fails
  EXPECT_EQ(out, std::string(out.size(), '\0'));
}

TEST(Sm2, RefusesImpossibleArguments) {
  std::string out = encrypt(vector_key(), "", {from_hex(kVectorK)}, Code::encryption_failed);
  EXPECT_EQ(out, std::string(out.size(), '\0'));
  out = encrypt(Sm2Key(), "password", {from_hex(kVectorK)}, Code::encryption_failed);
  EXPECT_EQ(out, std::string(out.size(), '\0'));
}

class Sm2Field : public testing::Test {
 protected:
  using Operation = void (*)(sm2::Field*, const sm2::Field&, const sm2::Field&);

  static std::string ours(Operation operation, const std::string& a, const std::string& b) {
    sm2::Field x, y;
    sm2::from_bytes(&x, bytes_of(a));
    sm2::from_bytes(&y, bytes_of(b));
    operation(&x, x, y);
    std::string out(32, '\0');
    sm2::to_bytes(bytes_of(out), x);
    return out;
  }

  static void check(const std::string& a, const std::string& b) {
    const Scratch scratch(BN_CTX_new());
    const Number x = number(a), y = number(b), p = number(kP), out(BN_new());
    ASSERT_EQ(BN_mod_add(out.get(), x.get(), y.get(), p.get(), scratch.get()), 1);
    ASSERT_EQ(to_hex(ours(sm2::add, a, b)), to_hex(bytes32(out.get()))) << to_hex(a) << to_hex(b);
    ASSERT_EQ(BN_mod_sub(out.get(), x.get(), y.get(), p.get(), scratch.get()), 1);
    ASSERT_EQ(to_hex(ours(sm2::subtract, a, b)), to_hex(bytes32(out.get())));
    ASSERT_EQ(BN_mod_mul(out.get(), x.get(), y.get(), p.get(), scratch.get()), 1);
    ASSERT_EQ(to_hex(ours(sm2::multiply, a, b)), to_hex(bytes32(out.get())));
  }
};

TEST_F(Sm2Field, EdgesLikeOpenssl) {
  std::vector<std::string> edges = {kZero};
  for (long i = 1; i <= 3; ++i) {
    edges.push_back(plus(kZero, i));
    edges.push_back(plus(kP, -i));
  }
  for (int bit = 1; bit < 256; bit += 31)
    for (const int less : {0, 1}) {
      const Number power(BN_new());
      ASSERT_EQ(BN_set_bit(power.get(), bit), 1);
      ASSERT_EQ(BN_sub_word(power.get(), static_cast<BN_ULONG>(less)), 1);
      edges.push_back(bytes32(power.get()));
    }
  for (const std::string& a : edges)
    for (const std::string& b : edges) check(a, b);
}

TEST_F(Sm2Field, RandomNumbersLikeOpenssl) {
  std::mt19937 random(4);
  for (size_t i = 0; i < test::tries(20'000); ++i)
    check(random_number(kP, &random), random_number(kP, &random));
}

TEST_F(Sm2Field, Inverses) {
  std::mt19937 random(5);
  const Scratch scratch(BN_CTX_new());
  const auto inverse = [](const std::string& a) {
    return ours(
        [](sm2::Field* out, const sm2::Field& x, const sm2::Field&) { sm2::invert(out, x); }, a, a);
  };
  EXPECT_EQ(inverse(kZero), kZero);
  for (int i = 0; i < 300; ++i) {
    std::string a = i < 3 ? plus(kP, -1 - i) : random_number(kP, &random);
    if (a == kZero) continue;
    const Number expected(
        BN_mod_inverse(nullptr, number(a).get(), number(kP).get(), scratch.get()));
    EXPECT_EQ(to_hex(inverse(a)), to_hex(bytes32(expected.get()))) << to_hex(a);
  }
}

class Sm2Point : public testing::Test {
 protected:
  // Compares k times a point (the generator if it is empty) with OpenSSL's.
  void check(const std::string& k, const std::string& point = "") const {
    sm2::AffinePoint in = sm2::kGenerator;
    if (!point.empty()) {
      sm2::from_bytes(&in.x, bytes_of(point));
      sm2::from_bytes(&in.y, bytes_of(point) + 32);
    }
    EXPECT_TRUE(sm2::is_on_curve(in));
    std::string out(64, '\0');
    sm2::OddMultiples table;
    sm2::multiply_point(bytes_of(out), bytes_of(k), in, &table);
    EXPECT_EQ(to_hex(out), to_hex(curve_.multiply(k, point))) << to_hex(k);
  }

  Curve curve_;
};

TEST_F(Sm2Point, EdgesLikeOpenssl) {
  // Where the last addition meets equal points (n - 2, n - 6 ...), and all small digits.
  for (long i = 1; i <= 70; ++i) {
    check(plus(kZero, i));
    check(plus(kN, -i));
  }
  for (int bit = 0; bit < 256; ++bit)
    for (const BN_ULONG less : {0u, 1u}) {
      const Number power(BN_new());
      ASSERT_EQ(BN_set_bit(power.get(), bit), 1);
      ASSERT_EQ(BN_sub_word(power.get(), less), 1);
      if (!BN_is_zero(power.get())) check(bytes32(power.get()));
    }
}

TEST_F(Sm2Point, RandomMultiplesLikeOpenssl) {
  std::mt19937 random(6);
  for (size_t i = 0; i < test::tries(300); ++i) {
    std::string k = random_number(kN, &random);
    if (k == kZero) continue;
    check(k);
    std::string point_k = plus(random_number(plus(kN, -1), &random), 1);
    check(k, curve_.multiply(point_k));
  }
}

TEST_F(Sm2Point, CurveEquation) {
  std::mt19937 random(7);
  sm2::AffinePoint point = sm2::kGenerator;
  EXPECT_TRUE(sm2::is_on_curve(point));
  for (int i = 0; i < 100; ++i) {
    sm2::from_bytes(&point.x, bytes_of(random_number(kP, &random)));
    EXPECT_FALSE(sm2::is_on_curve(point));
  }
}

// The stack below the caller as a call has left it.
constexpr size_t kScanned = 16'384;

__attribute__((noinline)) void paint_stack() {
  volatile char frame[kScanned + 512];
  for (volatile char& c : frame) c = 'S';
}

__attribute__((noinline)) void copy_stack(char* out) {
  const volatile char* below = static_cast<char*>(__builtin_frame_address(0)) - kScanned;
  for (size_t i = 0; i < kScanned; ++i) out[i] = below[i];
}

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

TEST(Sm2, NothingSecretStays) {
#ifndef __OPTIMIZE__
  GTEST_SKIP() << "frames are larger than those of a build that ships";
#endif
  if (kSanitized) GTEST_SKIP() << "the sanitizer lays out frames of its own";
  const std::string k = from_hex(kVectorK);
  const std::string message = "a password of more than 32 bytes, and then some";
  const Sm2Key key = vector_key();
  const std::string shared = Curve().multiply(k, from_hex(kVectorX + kVectorY));
  uint8_t digest[EVP_MAX_MD_SIZE];
  const std::string input = shared + from_hex("00000001");
  ASSERT_EQ(EVP_Digest(input.data(), input.size(), digest, nullptr, EVP_sm3(), nullptr), 1);
  Number opposite_k(BN_new());
  ASSERT_EQ(BN_sub(opposite_k.get(), number(kN).get(), number(k).get()), 1);

  std::vector<std::string> secrets = {k, bytes32(opposite_k.get()), shared.substr(0, 32),
                                      shared.substr(32), std::string(digest, digest + 32)};
  for (size_t i = 0; i < 5; ++i) secrets.emplace_back(secrets[i].rbegin(), secrets[i].rend());
  for (const size_t at : {0u, 32u}) {  // and in Montgomery's form
    sm2::Field field;
    sm2::from_bytes(&field, bytes_of(shared) + at);
    secrets.emplace_back(reinterpret_cast<const char*>(&field), sizeof field);
  }

  Draws draws{{k, k}};
  Random random = draws.random();
  std::string out(sm2_ciphertext_size(message.size()), '\0');
  std::string stack(kScanned, '\0');
  // Once without looking: the dynamic linker puts its own things on the stack.
  Sm2Work work;
  EXPECT_EQ(sm2_encrypt(key, message, random, &work, bytes_of(out)), Code::ok);
  paint_stack();
  const Code code = sm2_encrypt(key, message, random, &work, bytes_of(out));
  copy_stack(stack.data());
  ASSERT_EQ(code, Code::ok);
  for (size_t i = 0; i < secrets.size(); ++i)
    for (size_t at = 0; at + 8 <= secrets[i].size(); ++at)
      EXPECT_EQ(stack.find(secrets[i].substr(at, 8)), std::string::npos) << i << " " << at;
  EXPECT_EQ(stack.find(message.substr(0, 8)), std::string::npos);
  const std::string worked(reinterpret_cast<const char*>(&work), sizeof work);
  for (size_t i = 0; i < secrets.size(); ++i)
    for (size_t at = 0; at + 8 <= secrets[i].size(); ++at)
      EXPECT_EQ(worked.find(secrets[i].substr(at, 8)), std::string::npos) << i << " " << at;
  // The wipe went as deep as the calls: below it the paint has never been touched.
  const size_t deepest = stack.find_first_not_of('S');
  ASSERT_GT(deepest, kScanned / 2);
  ASSERT_LT(deepest, kScanned - 1024);
  // (The first bytes are the frame of the memset that did it.)
  EXPECT_EQ(stack.substr(deepest + 64, 512), std::string(512, '\0')) << kScanned - deepest;
}

}  // namespace
}  // namespace sparekey::crypto
