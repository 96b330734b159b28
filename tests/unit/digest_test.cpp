// SPDX-License-Identifier: Apache-2.0
// mbedTLS's digests. If it is built from source, SHA-1 is port/mbedtls/sha1_process.c and the way
// to each of them port/mbedtls/md_at_once.c.
#include <gtest/gtest.h>
#include <mbedtls/md.h>
#include <openssl/evp.h>

#include <string>

namespace sparekey {
namespace {

struct Digest {
  mbedtls_md_type_t type;
  const EVP_MD* (*peer)();
  size_t size;
};
constexpr Digest kSha1 = {MBEDTLS_MD_SHA1, EVP_sha1, 20};
constexpr Digest kDigests[] = {kSha1,
                               {MBEDTLS_MD_SHA256, EVP_sha256, 32},
                               {MBEDTLS_MD_SHA384, EVP_sha384, 48},
                               {MBEDTLS_MD_SHA512, EVP_sha512, 64}};

std::string by_mbedtls(const Digest& digest, const std::string& text) {
  std::string out(digest.size, '\0');
  const int error = mbedtls_md(mbedtls_md_info_from_type(digest.type),
                               reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                               reinterpret_cast<unsigned char*>(out.data()));
  EXPECT_EQ(error, 0);
  return out;
}

std::string by_openssl(const Digest& digest, const std::string& text) {
  std::string out(digest.size, '\0');
  EXPECT_EQ(EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(out.data()),
                       nullptr, digest.peer(), nullptr),
            1);
  return out;
}

// FIPS 180's example.
TEST(Digest, Sha1OfAbc) {
  EXPECT_EQ(by_mbedtls(kSha1, "abc"),
            std::string("\xA9\x99\x3E\x36\x47\x06\x81\x6A\xBA\x3E\x25\x71\x78\x50\xC2\x6C\x9C\xD0"
                        "\xD8\x9D",
                        20));
}

TEST(Digest, OfAnyLength) {
  std::string text;
  uint32_t state = 1;
  for (size_t size = 0; size < 400; ++size) {
    for (const Digest& digest : kDigests)
      EXPECT_EQ(by_mbedtls(digest, text), by_openssl(digest, text)) << digest.size << ' ' << size;
    state = state * 1'664'525 + 1'013'904'223;
    text += static_cast<char>(state >> 24);
  }
}

TEST(Digest, OfNoKindThereIs) {
  unsigned char untouched = 0xA5;
  EXPECT_NE(mbedtls_md(nullptr, nullptr, 0, &untouched), 0);
  EXPECT_EQ(untouched, 0xA5);
}

}  // namespace
}  // namespace sparekey
