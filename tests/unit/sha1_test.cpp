// SPDX-License-Identifier: Apache-2.0
// mbedTLS's SHA-1, which is port/mbedtls/sha1_process.c if mbedTLS is built from source.
#include <gtest/gtest.h>
#include <mbedtls/md.h>
#include <openssl/evp.h>

#include <string>

namespace sparekey {
namespace {

std::string by_mbedtls(const std::string& text) {
  std::string digest(20, '\0');
  const int error = mbedtls_md(mbedtls_md_info_from_type(MBEDTLS_MD_SHA1),
                               reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                               reinterpret_cast<unsigned char*>(digest.data()));
  EXPECT_EQ(error, 0);
  return digest;
}

std::string by_openssl(const std::string& text) {
  std::string digest(20, '\0');
  EXPECT_EQ(EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(digest.data()),
                       nullptr, EVP_sha1(), nullptr),
            1);
  return digest;
}

// FIPS 180's example.
TEST(Sha1, OfAbc) {
  EXPECT_EQ(by_mbedtls("abc"),
            std::string("\xA9\x99\x3E\x36\x47\x06\x81\x6A\xBA\x3E\x25\x71\x78\x50\xC2\x6C\x9C\xD0"
                        "\xD8\x9D",
                        20));
}

TEST(Sha1, OfAnyLength) {
  std::string text;
  uint32_t state = 1;
  for (size_t size = 0; size < 400; ++size) {
    EXPECT_EQ(by_mbedtls(text), by_openssl(text)) << size;
    state = state * 1'664'525 + 1'013'904'223;
    text += static_cast<char>(state >> 24);
  }
}

}  // namespace
}  // namespace sparekey
