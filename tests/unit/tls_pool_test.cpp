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

// Best fit as plainly as it can be written: a size and an address tell all there is to know.
class Reference {
 public:
  Reference(unsigned char* first, size_t size) : first_(first), blocks_{{size, false}} {}

  unsigned char* take(size_t bytes) {
    const size_t size = (bytes + kHeader + 7) / 8 * 8;
    size_t best = blocks_.size();
    for (size_t i = 0; i < blocks_.size(); ++i)
      if (!blocks_[i].used && blocks_[i].size >= size &&
          (best == blocks_.size() || blocks_[i].size < blocks_[best].size))
        best = i;
    if (best == blocks_.size()) return nullptr;
    const size_t rest = blocks_[best].size - size;
    blocks_[best].used = true;
    if (rest > kHeader) {
      blocks_[best].size = size;
      blocks_.insert(at(best + 1), {rest, false});
    }
    return address_of(best);
  }

  void give_back(const unsigned char* bytes) {
    size_t i = 0;
    while (address_of(i) != bytes) ++i;
    blocks_[i].used = false;
    join(i);
    if (i > 0) join(i - 1);
  }

 private:
  static constexpr size_t kHeader = 8;
  struct Block {
    size_t size;
    bool used;
  };

  std::vector<Block>::iterator at(size_t i) {
    return blocks_.begin() + static_cast<std::ptrdiff_t>(i);
  }
  unsigned char* address_of(size_t i) const {
    unsigned char* address = first_;
    for (size_t before = 0; before < i; ++before) address += blocks_[before].size;
    return address;
  }
  void join(size_t i) {
    if (i + 1 == blocks_.size() || blocks_[i].used || blocks_[i + 1].used) return;
    blocks_[i].size += blocks_[i + 1].size;
    blocks_.erase(at(i + 1));
  }

  unsigned char* first_;  // what the first block of all gives
  std::vector<Block> blocks_;
};

TEST(Pool, EachBlockLiesWhereBestFitPutsIt) {
  ASSERT_EQ(pool_statistics().bytes, 0u) << "somebody still holds memory";
  // All but so many bytes of the pool are taken first, so that it also runs out.
  constexpr size_t kRoom = 6000;
  size_t largest = 0;
  for (size_t bit = size_t{1} << 24; bit >= 8; bit /= 2)
    if (unsigned char* bytes = take(1, largest + bit); bytes != nullptr) {
      largest += bit;
      mbedtls_free(bytes);
    }
  unsigned char* const ballast = take(1, largest - kRoom);
  Reference reference(ballast, largest + 8);
  ASSERT_EQ(reference.take(largest - kRoom), ballast);

  std::mt19937 random(3);
  std::vector<unsigned char*> all;
  size_t refused = 0;
  for (int i = 0; i < 50'000; ++i) {
    // Few sizes, as mbedTLS has: many fit exactly, and many equally badly.
    constexpr size_t kSizes[] = {8, 32, 33, 64, 96, 200, 520};
    if (random() % 128 < (i / 1000 % 2 == 0 ? 72u : 56u)) {
      const size_t size = random() % 4 == 0 ? 1 + random() % 300 : kSizes[random() % 7];
      unsigned char* const bytes = take(1, size);
      ASSERT_EQ(bytes, reference.take(size)) << i << ": " << size << " bytes";
      if (bytes != nullptr)
        all.push_back(bytes);
      else
        ++refused;
    } else if (!all.empty()) {
      const size_t index = random() % all.size();
      reference.give_back(all[index]);
      mbedtls_free(all[index]);
      all.erase(all.begin() + static_cast<std::ptrdiff_t>(index));
    }
  }
  EXPECT_GT(refused, 100u);
  for (unsigned char* bytes : all) mbedtls_free(bytes);
  mbedtls_free(ballast);
  EXPECT_EQ(pool_statistics().bytes, 0u);
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
