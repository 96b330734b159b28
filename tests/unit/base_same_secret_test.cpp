// SPDX-License-Identifier: Apache-2.0
#include "base/same_secret.hpp"

#include <gtest/gtest.h>

#include <string>

namespace sparekey {
namespace {

TEST(SameSecret, IsEqualInEachBit) {
  const std::string secret = "0123456789abcdef0";
  EXPECT_TRUE(same_secret(Text(secret), Text(secret)));
  EXPECT_TRUE(same_secret(Text(secret), Text(std::string(secret))));
  for (size_t at = 0; at < secret.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      std::string guess = secret;
      guess[at] = static_cast<char>(guess[at] ^ 1 << bit);
      EXPECT_FALSE(same_secret(Text(secret), Text(guess))) << at << " " << bit;
    }
  // Two wrong bytes must not make good for each other.
  std::string swapped = secret;
  swapped[0] = static_cast<char>(swapped[0] ^ 1);
  swapped[1] = static_cast<char>(swapped[1] ^ 1);
  EXPECT_FALSE(same_secret(Text(secret), Text(swapped)));
}

TEST(SameSecret, IsNoBeginningOfIt) {
  const std::string secret = "secret";
  for (size_t size = 0; size < secret.size(); ++size) {
    EXPECT_FALSE(same_secret(Text(secret), Text(secret).substr(0, size))) << size;
    EXPECT_FALSE(same_secret(Text(secret).substr(0, size), Text(secret))) << size;
  }
  EXPECT_TRUE(same_secret(Text(), Text()));
}

}  // namespace
}  // namespace sparekey
