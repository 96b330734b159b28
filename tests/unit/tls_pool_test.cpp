// SPDX-License-Identifier: Apache-2.0
// The pool mbedTLS allocates from, through mbedTLS's own functions. Only if it was built for that.
#include "tls/pool.hpp"

#ifdef SPAREKEY_HAS_POOL
#include <gtest/gtest.h>
#include <mbedtls/platform.h>
#include <string.h>

#include <random>
#include <vector>

#include "sparekey/pool.hpp"

namespace sparekey {
namespace {

struct Taken {
  unsigned char* bytes;
  size_t size;
  unsigned char filled_with;
};

unsigned char* take(size_t count, size_t size) {
  return static_cast<unsigned char*>(mbedtls_calloc(count, size));
}

TEST(Pool, IsHandedOverOnce) {
  static unsigned char another[4096];
  EXPECT_FALSE(use_pool(another, sizeof another));
  EXPECT_FALSE(use_pool(nullptr, sizeof another));
}

TEST(Pool, BlocksAreZeroAlignedAndApart) {
  std::mt19937 random(1);
  std::vector<Taken> all;
  const size_t before = pool_statistics().bytes;
  for (int i = 0; i < 20'000; ++i) {
    if (all.size() < 100 && random() % 5 < 3) {
      const size_t size = 1 + random() % (random() % 8 == 0 ? 5000 : 60);
      unsigned char* bytes = take(1, size);
      ASSERT_NE(bytes, nullptr);
      ASSERT_EQ(reinterpret_cast<uintptr_t>(bytes) % alignof(uint64_t), 0u);
      for (size_t at = 0; at < size; ++at)
        ASSERT_EQ(bytes[at], 0) << "what was freed was not wiped";
      all.push_back({bytes, size, static_cast<unsigned char>(random())});
      memset(bytes, all.back().filled_with, size);
    } else if (!all.empty()) {
      const size_t index = random() % all.size();
      const Taken taken = all[index];
      for (size_t at = 0; at < taken.size; ++at) ASSERT_EQ(taken.bytes[at], taken.filled_with);
      mbedtls_free(taken.bytes);
      all.erase(all.begin() + static_cast<std::ptrdiff_t>(index));
    }
  }
  for (const Taken& taken : all) mbedtls_free(taken.bytes);
  EXPECT_EQ(pool_statistics().bytes, before);
  EXPECT_GT(pool_statistics().peak_bytes, before);
}

TEST(Pool, SaysThatItRanOutAndIsWholeAgainAfterwards) {
  // The largest block there is now.
  size_t largest = 0;
  for (size_t bit = size_t{1} << 24; bit >= 8; bit /= 2) {
    unsigned char* bytes = take(1, largest + bit);
    if (bytes != nullptr) largest += bit;
    mbedtls_free(bytes);
  }
  ASSERT_GT(largest, 4096u);
  const uint32_t refusals = tls::pool_refusals;
  std::vector<unsigned char*> all;
  for (unsigned char* bytes; (bytes = take(1, 100)) != nullptr;) all.push_back(bytes);
  EXPECT_NE(tls::pool_refusals, refusals);
  EXPECT_GE(all.size(), largest / 112);
  // Every other one first, so that free blocks are joined from both sides.
  for (size_t i = 0; i < all.size(); i += 2) mbedtls_free(all[i]);
  EXPECT_EQ(take(1, 1000), nullptr);
  for (size_t i = 1; i < all.size(); i += 2) mbedtls_free(all[i]);
  const uint32_t refusals_after = tls::pool_refusals;
  unsigned char* bytes = take(1, largest);
  EXPECT_NE(bytes, nullptr);
  EXPECT_EQ(tls::pool_refusals, refusals_after);
  mbedtls_free(bytes);
}

TEST(Pool, RefusesSizesThatCannotBe) {
  EXPECT_EQ(take(SIZE_MAX / 2, 3), nullptr);
  EXPECT_EQ(take(SIZE_MAX, 1), nullptr);
  EXPECT_EQ(take(0, 8), nullptr);
  EXPECT_EQ(take(8, 0), nullptr);
  mbedtls_free(nullptr);
}

TEST(PoolDeathTest, EndsTheProgramWhereABlockIsGivenBackTwice) {
  EXPECT_DEATH(
      {
        unsigned char* bytes = take(1, 100);
        mbedtls_free(bytes);
        mbedtls_free(bytes);
      },
      "");
}

TEST(PoolDeathTest, EndsTheProgramWhereABlockWasWrittenBeyond) {
  EXPECT_DEATH(
      {
        unsigned char* bytes = take(1, 96);
        memset(bytes, 0xFF, 96 + 8);
        mbedtls_free(bytes);
      },
      "");
}

}  // namespace
}  // namespace sparekey
#endif
