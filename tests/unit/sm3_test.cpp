// SPDX-License-Identifier: Apache-2.0
#include "crypto/sm3.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <algorithm>
#include <random>
#include <string>

#include "base/hex.hpp"

namespace sparekey::crypto {
namespace {

const uint8_t* octets(const std::string& text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

std::string hex(const uint8_t* bytes, size_t size) {
  std::string out(2 * size, '\0');
  hex_encode({bytes, size}, out.data());
  return out;
}

// In pieces of at most `piece` bytes, of random sizes if `random` is given.
std::string sm3(const std::string& message, size_t piece = SIZE_MAX,
                std::mt19937* random = nullptr) {
  Sm3 hash;
  for (size_t at = 0; at < message.size();) {
    const size_t most = std::min(piece, message.size() - at);
    const size_t size = random != nullptr ? (*random)() % (most + 1) : most;
    hash.update(octets(message) + at, size);
    at += size;
  }
  uint8_t out[kSm3Size];
  hash.finish(out);
  return hex(out, sizeof out);
}

std::string openssl_sm3(const std::string& message) {
  uint8_t out[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EXPECT_EQ(EVP_Digest(message.data(), message.size(), out, &size, EVP_sm3(), nullptr), 1);
  return hex(out, size);
}

std::string random_text(size_t size, std::mt19937* random) {
  std::string text(size, '\0');
  for (char& c : text) c = static_cast<char>((*random)());
  return text;
}

TEST(Sm3, ExamplesOfTheStandard) {  // GB/T 32905-2016, annex A
  EXPECT_EQ(sm3("abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  std::string abcd;
  for (int i = 0; i < 16; ++i) abcd += "abcd";
  EXPECT_EQ(sm3(abcd), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST(Sm3, EveryLengthLikeOpenssl) {
  std::mt19937 random(1);
  for (size_t size = 0; size <= 300; ++size) {
    const std::string message = random_text(size, &random);
    EXPECT_EQ(sm3(message), openssl_sm3(message)) << size;
  }
}

TEST(Sm3, SplitsMakeNoDifference) {
  std::mt19937 random(2);
  for (int i = 0; i < 500; ++i) {
    const std::string message = random_text(random() % 1000, &random);
    EXPECT_EQ(sm3(message, 1 + random() % 150, &random), openssl_sm3(message)) << message.size();
  }
  const std::string message = random_text(200, &random);
  for (size_t piece = 1; piece <= 200; ++piece)
    EXPECT_EQ(sm3(message, piece), openssl_sm3(message)) << piece;
}

TEST(Sm3, IsWipedAtItsEnd) {
  alignas(Sm3) uint8_t memory[sizeof(Sm3)];
  Sm3* hash = new (memory) Sm3;
  hash->update(octets("secret"), 6);
  hash->~Sm3();
  for (const uint8_t byte : memory) EXPECT_EQ(byte, 0);
}

}  // namespace
}  // namespace sparekey::crypto
