// SPDX-License-Identifier: Apache-2.0
// Clauses are those of GB/T 32905-2016. The loops stay loops: a password takes a dozen blocks, so
// size counts for more than speed.
#include "crypto/sm3.hpp"

#include "crypto/big_endian.hpp"

namespace sparekey::crypto {
namespace {

// Clause 4.1.
constexpr uint32_t kInitial[8] = {0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600,
                                  0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E};

constexpr uint32_t rotate(uint32_t word, unsigned bits) {
  return word << bits % 32 | word >> (32 - bits) % 32;
}

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
  uint8_t length[8];
  write_word(length, static_cast<uint32_t>(bits >> 32));
  write_word(length + 4, static_cast<uint32_t>(bits));
  update(length, sizeof length);
  for (unsigned i = 0; i < 8; ++i) write_word(out + size_t{4} * i, state_[i]);
}

void Sm3::compress() {
  // Clause 5.3.2: the expanded message.
  uint32_t w[68];
  for (size_t j = 0; j < 16; ++j) w[j] = read_word(block_ + 4 * j);
  for (unsigned j = 16; j < 68; ++j)
    w[j] = p1(w[j - 16] ^ w[j - 9] ^ rotate(w[j - 3], 15)) ^ rotate(w[j - 13], 7) ^ w[j - 6];

  // Clause 5.3.3: the compression, its words named as there.
  enum { A, B, C, D, E, F, G, H, kWords };
  uint32_t v[kWords];
  memcpy(v, state_, sizeof v);
  for (unsigned j = 0; j < 64; ++j) {
    // Clauses 4.2 and 4.3.
    uint32_t t = 0x79CC4519;
    uint32_t ff = v[A] ^ v[B] ^ v[C];
    uint32_t gg = v[E] ^ v[F] ^ v[G];
    if (j >= 16) {
      t = 0x7A879D8A;
      ff = (v[A] & v[B]) | (v[A] & v[C]) | (v[B] & v[C]);
      gg = (v[E] & v[F]) | (~v[E] & v[G]);
    }
    const uint32_t a12 = rotate(v[A], 12);
    const uint32_t ss1 = rotate(a12 + v[E] + rotate(t, j), 7);
    const uint32_t tt1 = ff + v[D] + (ss1 ^ a12) + (w[j] ^ w[j + 4]);
    const uint32_t tt2 = gg + v[H] + ss1 + w[j];
    memmove(v + B, v + A, sizeof v - sizeof *v);  // each word becomes the next
    v[A] = tt1;
    v[C] = rotate(v[C], 9);
    v[E] = p0(tt2);
    v[G] = rotate(v[G], 19);
  }
  for (unsigned i = 0; i < kWords; ++i) state_[i] ^= v[i];
  wipe(v, sizeof v);
  wipe(w, sizeof w);
}

}  // namespace sparekey::crypto
