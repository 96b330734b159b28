// SPDX-License-Identifier: Apache-2.0
// The padding of PKCS#1: random, drawn in few calls, none of it used twice or left behind.
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <ucontext.h>

#include <algorithm>
#include <string>
#include <vector>

#include "crypto/rsa.hpp"
#include "crypto/rsa_padding.hpp"
#include "print_code.hpp"
#include "support/openssl_handles.hpp"
#include "support/random_source.hpp"
#include "tries.hpp"

namespace sparekey::crypto {
namespace {

using openssl::Key;

// Remembers what it gave; fails at the draw `fails_at`.
struct Source {
  std::vector<std::string> draws;
  size_t fails_at = SIZE_MAX;

  static int fill(void* self, void* out, size_t size) {
    auto* source = static_cast<Source*>(self);
    if (source->draws.size() == source->fails_at) return -1;
    RAND_bytes(static_cast<unsigned char*>(out), static_cast<int>(size));
    source->draws.emplace_back(static_cast<const char*>(out), size);
    return 0;
  }
};

struct Encryption {
  Key key;
  RsaKey published;
  Source source;
  std::string password = "Passw0rd!";
  std::string ciphertext;
  Code code = Code::bad_argument;

  explicit Encryption(size_t bits) : key(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", bits)) {
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(key.get(), &der);
    std::string base64(static_cast<size_t>(size) * 2, '\0');
    base64.resize(static_cast<size_t>(
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(&base64[0]), der, size)));
    OPENSSL_free(der);
    EXPECT_EQ(rsa_decode_key(base64, &published), Code::ok);
  }

  void encrypt() {
    Random random;
    random.fill = Source::fill;
    random.context = &source;
    ciphertext.assign(published.modulus_size, '\0');
    int native = 0;
    code = rsa_encrypt(published, password, random, reinterpret_cast<uint8_t*>(&ciphertext[0]),
                       &native);
  }

  // 00 02, padding, 00, password.
  std::string encoded() const {
    EVP_PKEY_CTX* context = EVP_PKEY_CTX_new(key.get(), nullptr);
    EVP_PKEY_decrypt_init(context);
    EVP_PKEY_CTX_set_rsa_padding(context, RSA_NO_PADDING);
    std::string out(published.modulus_size, '\0');
    size_t size = out.size();
    EXPECT_EQ(EVP_PKEY_decrypt(context, reinterpret_cast<unsigned char*>(&out[0]), &size,
                               reinterpret_cast<const unsigned char*>(ciphertext.data()),
                               ciphertext.size()),
              1);
    EVP_PKEY_CTX_free(context);
    return out;
  }
};

// Each draw from its end, without the zeros, of which padding has none.
std::string padding_of(const std::vector<std::string>& draws) {
  std::string bytes;
  for (const std::string& draw : draws) bytes.append(draw.rbegin(), draw.rend());
  bytes.erase(std::remove(bytes.begin(), bytes.end(), '\0'), bytes.end());
  return bytes;
}

class RsaPadding : public testing::Test {
 protected:
  void SetUp() override {
    if (!test::kTlsDrawsFromThePort) GTEST_SKIP() << "this mbedTLS has a source of its own";
  }
};

TEST_F(RsaPadding, IsWhatWasDrawnAndEachByteStandsOnce) {
  for (const size_t bits : {size_t{1024}, size_t{2048}, size_t{4096}}) {
    if (bits > test::kMostRsaBits) continue;
    Encryption one(bits);
    for (int again = 0; again < 2; ++again) {
      one.source.draws.clear();
      one.encrypt();
      ASSERT_EQ(one.code, Code::ok);
      const std::string encoded = one.encoded();
      const size_t size = encoded.size() - 3 - one.password.size();
      const std::string drawn = padding_of(one.source.draws);
      ASSERT_GE(drawn.size(), size);
      EXPECT_EQ(encoded, std::string("\0\2", 2) + drawn.substr(0, size) + '\0' + one.password);
      EXPECT_LE(one.source.draws.size(), bits / 1024 + 1) << bits << " bits";
    }
  }
}

TEST_F(RsaPadding, FailsWithWhicheverDrawFails) {
  Encryption one(2048);
  for (const size_t fails_at : {size_t{0}, size_t{1}}) {
    one.source.draws.clear();
    one.source.fails_at = fails_at;
    one.encrypt();
    EXPECT_EQ(one.code, Code::entropy_failed) << fails_at;
  }
}

// Whoever asks for more than a byte gets it straight from the source.
TEST(RsaPaddingAlone, DrawsWhateverElseIsAskedFor) {
  Source source;
  Random random;
  random.fill = Source::fill;
  random.context = &source;
  Padding padding(&random);
  std::string out(16, '\0');
  ASSERT_EQ(Padding::for_mbedtls(&padding, reinterpret_cast<unsigned char*>(&out[0]), 16), 0);
  EXPECT_EQ(source.draws, std::vector<std::string>{out});
  source.fails_at = 1;
  EXPECT_NE(Padding::for_mbedtls(&padding, reinterpret_cast<unsigned char*>(&out[0]), 16), 0);
}

// The encryption on a stack of its own, which can be looked at afterwards.
Encryption* on_own_stack = nullptr;
void encrypt_there() { on_own_stack->encrypt(); }

TEST_F(RsaPadding, LeavesNoneOfItOnTheStack) {
  Encryption one(2048);
  one.encrypt();  // whatever is linked at the first call
  one.source.draws.clear();
  on_own_stack = &one;
  std::string stack(size_t{256} * 1024, '\0');
  ucontext_t here;
  ucontext_t there;
  ASSERT_EQ(getcontext(&there), 0);
  there.uc_stack.ss_sp = &stack[0];
  there.uc_stack.ss_size = stack.size();
  there.uc_link = &here;
  makecontext(&there, encrypt_there, 0);
  ASSERT_EQ(swapcontext(&here, &there), 0);
  ASSERT_EQ(one.code, Code::ok);
  ASSERT_NE(stack.find_first_not_of('\0'), std::string::npos) << "this ran elsewhere";
  for (const std::string& draw : one.source.draws)
    for (size_t at = 0; at + 8 <= draw.size(); ++at)
      EXPECT_EQ(stack.find(draw.substr(at, 8)), std::string::npos) << at;
}

}  // namespace
}  // namespace sparekey::crypto
