// SPDX-License-Identifier: Apache-2.0
// The field of SM2's curve: integers modulo
//   p = 2^256 - 2^224 - 2^96 + 2^64 - 1   (GB/T 32918.5-2017).
//
// Every function here executes the same instructions and touches the same addresses whatever the
// numbers are. Whether the instructions themselves always take the same time is up to the
// processor: if its multiplier ends early on small operands (ARM7TDMI, ARM9, Cortex-M3's UMULL,
// MIPS cores with an iterative multiplier), time says something about the numbers, and the claim
// does not hold.
#ifndef SPAREKEY_CRYPTO_SM2_FIELD_HPP
#define SPAREKEY_CRYPTO_SM2_FIELD_HPP

#include <stddef.h>
#include <stdint.h>

// The width of a limb: 64 if the compiler multiplies 64 by 64 bits into 128, else 32. One code
// serves both, but for the product. Defining it forces a width, as the tests do.
#ifndef SPAREKEY_SM2_LIMB_BITS
#ifdef __SIZEOF_INT128__
#define SPAREKEY_SM2_LIMB_BITS 64
#else
#define SPAREKEY_SM2_LIMB_BITS 32
#endif
#endif

namespace sparekey::crypto::sm2 {

#if SPAREKEY_SM2_LIMB_BITS == 64
using Limb = uint64_t;
__extension__ typedef unsigned __int128 Wide;
#elif SPAREKEY_SM2_LIMB_BITS == 32
using Limb = uint32_t;
using Wide = uint64_t;
#else
#error "SPAREKEY_SM2_LIMB_BITS is 32 or 64"
#endif

constexpr unsigned kLimbBits = SPAREKEY_SM2_LIMB_BITS;
constexpr unsigned kLimbs = 256 / kLimbBits;

// A number below p, the least significant limb first. Field arithmetic keeps numbers in
// Montgomery's form: v stands for v * 2^256 mod p.
struct Field {
  Limb limb[kLimbs];
};

// Below, `out` may be one of the operands.
void add(Field* out, const Field& a, const Field& b);
void subtract(Field* out, const Field& a, const Field& b);
void multiply(Field* out, const Field& a, const Field& b);
void invert(Field* out, const Field& a);  // 0 for 0

// Between Montgomery's form and 32 bytes, the most significant first, of a number below p.
void from_bytes(Field* out, const uint8_t* bytes);
void to_bytes(uint8_t* out, const Field& a);

// Hides from the compiler that a mask has all bits or none, or it could turn it into a branch.
inline void hide(Limb* mask) { __asm__("" : "+r"(*mask)); }

// All bits set if `condition` (0 or 1) is 1, else none.
inline Limb mask_if(uint32_t condition) {
  Limb mask = Limb{0} - condition;
  hide(&mask);
  return mask;
}

// Copies so many limbs if `mask` has all bits set, and none if it has none.
void assign_if(Limb mask, Limb* out, const Limb* in, unsigned limbs);

// Compile time only: a constant as the standard prints it, eight words of 32 bits, the most
// significant first.
struct Words {
  uint32_t word[8];
};
constexpr Words kPrime = {0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF,
                          0xFFFFFFFF, 0x00000000, 0xFFFFFFFF, 0xFFFFFFFF};

// Compile time only: `number` times 2^bits modulo p, by doubling.
// Not covered: the compiler runs it.
constexpr Field shifted(const Words& number, unsigned bits) {
  Words a = number;
  for (unsigned step = 0; step < bits; ++step) {
    Words doubled{};
    Words reduced{};
    uint64_t carry = 0;
    int64_t borrow = 0;
    for (int i = 7; i >= 0; --i) {
      carry += uint64_t{a.word[i]} << 1;
      doubled.word[i] = static_cast<uint32_t>(carry);
      carry >>= 32;
      borrow += int64_t{doubled.word[i]} - kPrime.word[i];
      reduced.word[i] = static_cast<uint32_t>(borrow);
      borrow >>= 32;
    }
    a = static_cast<int64_t>(carry) + borrow < 0 ? doubled : reduced;
  }
  Field out{};
  for (unsigned i = 0; i < 8; ++i) {
    const unsigned bit = 32 * (7 - i);
    out.limb[bit / kLimbBits] |= Limb{a.word[i]} << (bit % kLimbBits);
  }
  return out;
}
// Not covered: the compiler runs it.
constexpr Field montgomery(const Words& number) { return shifted(number, 256); }

}  // namespace sparekey::crypto::sm2

#endif
