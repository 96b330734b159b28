// SPDX-License-Identifier: Apache-2.0
// Clauses are those of GB/T 32905-2016. The loops stay loops: a password takes a dozen blocks, so
// size counts for more than speed.
#include "crypto/sm3.hpp"

namespace sparekey::crypto {
namespace {

// Clause 4.1.
constexpr uint32_t kInitial[8] = {0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600,
                                  0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E};

constexpr uint32_t rotate(uint32_t word, unsigned bits) {
  return word << bits | word >> (32 - bits);
}

// Clause 4.2: T_j, for the two runs of rounds, each rotated by the j its run begins with.
constexpr uint32_t kConstant0 = 0x79CC4519;
constexpr uint32_t kConstant16 = rotate(0x7A879D8A, 16);

// Clause 4.4.
constexpr uint32_t p0(uint32_t x) { return x ^ rotate(x, 9) ^ rotate(x, 17); }
constexpr uint32_t p1(uint32_t x) { return x ^ rotate(x, 15) ^ rotate(x, 23); }

}  // namespace

Sm3::Sm3() { memcpy(state_, kInitial, sizeof state_); }

void Sm3::add_byte(uint8_t byte) {
  block_[size_++ % sizeof block_] = byte;
  if (size_ % sizeof block_ == 0) compress();
}

void Sm3::update(const uint8_t* bytes, size_t size) {
  for (size_t i = 0; i < size; ++i) add_byte(bytes[i]);
}

void Sm3::finish(uint8_t* out) {
  const uint64_t bits = size_ * 8;  // clause 5.2: padding
  add_byte(0x80);
  while (size_ % sizeof block_ != 56) add_byte(0);
  for (int shift = 56; shift >= 0; shift -= 8) add_byte(static_cast<uint8_t>(bits >> shift));
  for (unsigned i = 0; i < kSm3Size; ++i)
    out[i] = static_cast<uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
}

void Sm3::compress() {
  // Clause 5.3.2: the expanded message.
  uint32_t w[68];
  for (unsigned j = 0; j < 16; ++j) {
    const uint8_t* at = block_ + size_t{4} * j;
    w[j] = static_cast<uint32_t>(at[0]) << 24 | static_cast<uint32_t>(at[1]) << 16 |
           static_cast<uint32_t>(at[2]) << 8 | at[3];
  }
  for (unsigned j = 16; j < 68; ++j)
    w[j] = p1(w[j - 16] ^ w[j - 9] ^ rotate(w[j - 3], 15)) ^ rotate(w[j - 13], 7) ^ w[j - 6];

  // Clause 5.3.3: the compression, its words named as there.
  uint32_t a = state_[0], b = state_[1], c = state_[2], d = state_[3];
  uint32_t e = state_[4], f = state_[5], g = state_[6], h = state_[7];
  uint32_t constant = kConstant0;
  for (unsigned j = 0; j < 64; ++j) {
    if (j == 16) constant = kConstant16;
    const uint32_t a12 = rotate(a, 12);
    const uint32_t ss1 = rotate(a12 + e + constant, 7);
    const uint32_t ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const uint32_t gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const uint32_t tt1 = ff + d + (ss1 ^ a12) + (w[j] ^ w[j + 4]);
    const uint32_t tt2 = gg + h + ss1 + w[j];
    d = c;
    c = rotate(b, 9);
    b = a;
    a = tt1;
    h = g;
    g = rotate(f, 19);
    f = e;
    e = p0(tt2);
    constant = rotate(constant, 1);
  }
  const uint32_t after[8] = {a, b, c, d, e, f, g, h};
  for (unsigned i = 0; i < 8; ++i) state_[i] ^= after[i];
  wipe(w, sizeof w);
}

}  // namespace sparekey::crypto
