// SPDX-License-Identifier: Apache-2.0
// Steps A1 to A8 are those of GB/T 32918.4-2016, clause 6.1.
#include "crypto/sm2.hpp"

#include "base/hex.hpp"
#include "base/wipe.hpp"
#include "crypto/key_text.hpp"
#include "crypto/sm2_point.hpp"
#include "crypto/sm3.hpp"
#include "crypto/verdict.hpp"

namespace sparekey::crypto {
namespace {

using sm2::AffinePoint;

constexpr size_t kCoordinate = 32;
constexpr size_t kC3 = 2 * kCoordinate;
constexpr size_t kC2 = kC3 + kSm3Size;
constexpr int kMaxDraws = 16;

AffinePoint point_of(const Sm2Key& key) {
  AffinePoint point;
  sm2::from_bytes(&point.x, key.x);
  sm2::from_bytes(&point.y, key.y);
  return point;
}

// Clause 5.4.3: the key derivation function, over x2‖y2. Not inlined, like seal: the hash need not
// lie on the stack while points are multiplied.
__attribute__((noinline)) void derive(const uint8_t* shared, uint8_t* out, size_t size) {
  uint8_t block[kSm3Size];
  for (uint32_t counter = 1; size != 0; ++counter) {
    Sm3 hash;
    hash.update(shared, 2 * kCoordinate);
    const uint8_t ct[4] = {static_cast<uint8_t>(counter >> 24), static_cast<uint8_t>(counter >> 16),
                           static_cast<uint8_t>(counter >> 8), static_cast<uint8_t>(counter)};
    hash.update(ct, sizeof ct);
    hash.finish(block);
    const size_t part = size < sizeof block ? size : sizeof block;
    memcpy(out, block, part);
    out += part;
    size -= part;
  }
  wipe(block, sizeof block);
}

// A6 and A7: C2, over the key stream in its place, and C3.
__attribute__((noinline)) void seal(const uint8_t* shared, Text message, uint8_t* out) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(message.data());
  for (size_t i = 0; i < message.size(); ++i) out[kC2 + i] ^= bytes[i];
  Sm3 hash;
  hash.update(shared, kCoordinate);
  hash.update(bytes, message.size());
  hash.update(shared + kCoordinate, kCoordinate);
  hash.finish(out + kC3);
}

// A1 to A5: C1, the shared point and, in C2's place, the key stream.
Code agree(const Sm2Key& key, size_t size, Random& random, Sm2Work* work, uint8_t* shared,
           uint8_t* out) {
  const AffinePoint point = point_of(key);
  uint8_t k[32];
  Code code = Code::entropy_failed;
  for (int draw = 0; draw < kMaxDraws; ++draw) {
    if (random.fill(random.context, k, sizeof k) != 0) break;
    // To branch on this tells about a k that is thrown away, and is independent of the next one.
    if (is_zero(k, sizeof k) || !is_below(k, sm2::kOrder.word)) continue;
    sm2::multiply_point(out, k, sm2::kGenerator, work);
    sm2::multiply_point(shared, k, point, work);
    derive(shared, out + kC2, size);
    if (is_zero(out + kC2, size)) continue;  // the same
    code = Code::ok;
    break;
  }
  wipe(k, sizeof k);
  return code;
}

// Not inlined: sm2_encrypt wipes this function's frame and all below it.
__attribute__((noinline)) Code encrypt(const Sm2Key& key, Text message, Random& random,
                                       Sm2Work* work, uint8_t* out) {
  if (!key.known || message.empty()) return Code::encryption_failed;
  uint8_t shared[2 * kCoordinate];
  const Code code = agree(key, message.size(), random, work, shared, out);
  if (code == Code::ok) seal(shared, message, out);
  wipe(shared, sizeof shared);
  return code;
}

// Secrets that had a name are wiped by then. This wipes the rest, products and what the compiler
// put aside: as much of the stack as encrypt uses at most, which tests/unit/sm2_test.cpp checks,
// and tests/memory/stack for other machines.
__attribute__((noinline)) void wipe_stack() {
#ifdef __OPTIMIZE_SIZE__
  uint8_t frames[sizeof(void*) == 8 ? 1792 : 1280];
#else  // loops are unrolled and functions inlined: frames grow
  uint8_t frames[sizeof(void*) == 8 ? 2048 : 1536];
#endif
  wipe(frames, sizeof frames);
}

}  // namespace

Code sm2_decode_key(Text published, Sm2Key* out) {
  out->known = false;
  uint8_t bytes[1 + 2 * kCoordinate];
  published = trim(published);
  if (published.size() != 2 * sizeof bytes || !hex_decode(published, bytes) || bytes[0] != 0x04)
    return Code::bad_key;
  memcpy(out->x, bytes + 1, kCoordinate);
  memcpy(out->y, bytes + 1 + kCoordinate, kCoordinate);
  if (!is_below(out->x, sm2::kPrime.word) || !is_below(out->y, sm2::kPrime.word) ||
      !sm2::is_on_curve(point_of(*out)))
    return Code::bad_key;
  out->known = true;
  return Code::ok;
}

Code sm2_encrypt(const Sm2Key& key, Text message, Random& random, Sm2Work* work, uint8_t* out) {
  const Code code = encrypt(key, message, random, work, out);
  wipe_stack();
  if (code != Code::ok) wipe(out, sm2_ciphertext_size(message.size()));
  return code;
}

}  // namespace sparekey::crypto
