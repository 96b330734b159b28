// SPDX-License-Identifier: Apache-2.0
#include "crypto/sm2_field.hpp"

#include "crypto/big_endian.hpp"

// Half of a rolled loop's instructions only keep the loop going, so rows of limbs are unrolled,
// unless there are many of them and size matters more; products are worth it even then.
#define SPAREKEY_UNROLL _Pragma("GCC unroll 8")
#if SPAREKEY_SM2_LIMB_BITS == 64 || !defined(__OPTIMIZE_SIZE__)
#define SPAREKEY_UNROLL_WIDE SPAREKEY_UNROLL
#else
#define SPAREKEY_UNROLL_WIDE
#endif
#define SPAREKEY_INLINE __attribute__((always_inline)) inline

namespace sparekey::crypto::sm2 {
namespace {

constexpr Field kModulus = shifted(kPrime, 0);
constexpr Words kOne = {0, 0, 0, 0, 0, 0, 0, 1};
constexpr Field kSquaredRadix = shifted(kOne, 512);

// The sum of one column of limbs. It may be negative, and what exceeds a limb is carried to the
// next column.
#if SPAREKEY_SM2_LIMB_BITS == 64
struct Column {  // two limbs in two's complement: GCC makes longer code of a 128-bit type
  SPAREKEY_INLINE void add(Limb limb) { high += __builtin_add_overflow(low, limb, &low); }
  SPAREKEY_INLINE void subtract(Limb limb) { high -= __builtin_sub_overflow(low, limb, &low); }
  SPAREKEY_INLINE Limb take() {
    const Limb limb = low;
    low = high;
    high = Limb{0} - (high >> 63);
    return limb;
  }
  Limb low = 0;
  Limb high = 0;
};
#else
struct Column {
  SPAREKEY_INLINE void add(Limb limb) { sum += limb; }
  SPAREKEY_INLINE void subtract(Limb limb) { sum -= limb; }
  SPAREKEY_INLINE Limb take() {
    const Limb limb = static_cast<Limb>(sum);
    sum >>= 32;  // arithmetically, in every compiler that knows __builtin_add_overflow
    return limb;
  }
  int64_t sum = 0;
};
#endif

// `a` may have gone below zero, when p was subtracted for instance; `sign` then has all bits, else
// none. Adds p if so.
void settle(Field* out, const Field& a, Limb sign) {
  hide(&sign);
  Column column;
  SPAREKEY_UNROLL_WIDE
  for (unsigned i = 0; i < kLimbs; ++i) {
    column.add(a.limb[i]);
    column.add(kModulus.limb[i] & sign);
    out->limb[i] = column.take();
  }
}

#if SPAREKEY_SM2_LIMB_BITS == 64
// Column by column: three limbs of sum stay in registers. The carries are limbs', and numbers: that
// of a Wide becomes a branch on machines that have no flag for it, RISC-V and s390x for instance.
void multiply_plain(Limb* product, const Field& a, const Field& b) {
  Limb low = 0;
  Limb high = 0;
  SPAREKEY_UNROLL
  for (unsigned i = 0; i < 2 * kLimbs; ++i) {
    Limb top = 0;
    SPAREKEY_UNROLL
    for (unsigned j = 0; j < kLimbs; ++j) {
      if (i < j || i - j >= kLimbs) continue;
      const Wide each = Wide{a.limb[j]} * b.limb[i - j];
      // The upper limb of a product has room for a carry.
      const Limb carry = __builtin_add_overflow(low, static_cast<Limb>(each), &low);
      top += __builtin_add_overflow(high, static_cast<Limb>(each >> kLimbBits) + carry, &high);
    }
    product[i] = low;
    low = high;
    high = top;
  }
}
#else
// Row by row: a multiplication with two additions is one instruction of ARM's.
void multiply_plain(Limb* product, const Field& a, const Field& b) {
  for (unsigned i = 0; i < kLimbs; ++i) product[i] = 0;
  for (unsigned i = 0; i < kLimbs; ++i) {
    Limb carry = 0;
    SPAREKEY_UNROLL
    for (unsigned j = 0; j < kLimbs; ++j) {
      const Wide sum = Wide{a.limb[i]} * b.limb[j] + product[i + j] + carry;
      product[i + j] = static_cast<Limb>(sum);
      carry = static_cast<Limb>(sum >> kLimbBits);
    }
    product[i + kLimbs] = carry;
  }
}
#endif

// What of all m 2^bits falls into column i; the limbs m stand in the columns below kLimbs.
SPAREKEY_INLINE Limb part(const Limb* m, unsigned i, unsigned bits) {
  const unsigned whole = bits / kLimbBits;
  const unsigned rest = bits % kLimbBits;
  if (i < whole) return 0;
  Limb limb = m[i - whole] << rest;
  if (rest != 0 && i > whole) limb |= m[i - whole - 1] >> (kLimbBits - rest);
  return limb;
}

// Column i of the product with the multiples of p that `multiply` adds.
SPAREKEY_INLINE void add_up(Column* column, const Limb* product, unsigned i) {
  column->add(product[i]);
  column->add(part(product, i, 64));
  column->subtract(part(product, i, 96));
  column->subtract(part(product, i, 224));
  column->add(part(product, i, 256));
}

}  // namespace

void add(Field* out, const Field& a, const Field& b) {
  Field sum;
  Column column;
  SPAREKEY_UNROLL_WIDE
  for (unsigned i = 0; i < kLimbs; ++i) {
    column.add(a.limb[i]);
    column.add(b.limb[i]);
    column.subtract(kModulus.limb[i]);
    sum.limb[i] = column.take();
  }
  settle(out, sum, column.take());
}

void subtract(Field* out, const Field& a, const Field& b) {
  Field difference;
  Column column;
  SPAREKEY_UNROLL_WIDE
  for (unsigned i = 0; i < kLimbs; ++i) {
    column.add(a.limb[i]);
    column.subtract(b.limb[i]);
    difference.limb[i] = column.take();
  }
  settle(out, difference, column.take());
}

// The product, then Montgomery's reduction by one limb after the other. As -1/p is 1 modulo 2^64,
// each low limb m is itself the multiple of p to be added, and with
//   m p = m 2^256 - m 2^224 - m 2^96 + m 2^64 - m
// that takes no multiplication. Operands below p give less than 2p, so that one p comes off at
// most.
void multiply(Field* out, const Field& a, const Field& b) {
  constexpr unsigned n = kLimbs;
  Limb product[2 * n];
  multiply_plain(product, a, b);

  Column column;
  SPAREKEY_UNROLL
  for (unsigned i = 0; i < n; ++i) {
    add_up(&column, product, i);
    product[i] = column.take();  // m; the term -m clears the column
  }
  Field reduced;
  SPAREKEY_UNROLL_WIDE
  for (unsigned i = 0; i < n; ++i) {
    add_up(&column, product, n + i);
    product[n + i] = 0;  // no m: add_up finds none above the first n
    column.subtract(kModulus.limb[i]);
    reduced.limb[i] = column.take();
  }
  settle(out, reduced, column.take());
}

// a^(p - 2), Fermat: the exponent is, from the top, 31 ones, a zero, 128 ones, 32 zeros, 62 ones, a
// zero, a one. It is put together from runs of ones.
void invert(Field* out, const Field& a) {
  struct Step {
    uint8_t squarings;  // append so many zeros to the exponent,
    uint8_t by;         // add that one to it,
    uint8_t to;         // and keep the power
  };
  enum : uint8_t { k1, k3, kRun, k31 };  // ones in the exponents of the powers kept
  static constexpr Step kSteps[] = {
      {1, k1, kRun},   {1, k1, k3},      {3, k3, kRun},   {6, kRun, kRun},  // 2, 3, 6, 12 ones
      {3, k3, kRun},   {15, kRun, kRun}, {1, k1, k31},                      // 15, 30, 31
      {32, k31, kRun}, {31, k31, kRun},  {31, k31, kRun}, {31, k31, kRun}, {3, k3, kRun},
      {1, k1, kRun},   {63, k31, kRun},  {31, k31, kRun}, {2, k1, kRun}};
  Field kept[4];
  kept[k1] = *out = a;
  for (const Step& step : kSteps) {
    for (unsigned i = 0; i < step.squarings; ++i) multiply(out, *out, *out);
    multiply(out, *out, kept[step.by]);
    kept[step.to] = *out;
  }
}

// Not inlined: there are several callers.
[[gnu::noinline]] void assign_if(Limb mask, Limb* out, const Limb* in, unsigned limbs) {
  for (unsigned i = 0; i < limbs; ++i) out[i] ^= mask & (out[i] ^ in[i]);
}

void from_bytes(Field* out, const uint8_t* bytes) {
  for (unsigned i = kLimbs; i-- > 0;) {
    Limb limb = 0;
    for (unsigned bits = 0; bits < kLimbBits; bits += 32, bytes += 4)
      limb = limb << 16 << 16 | read_word(bytes);
    out->limb[i] = limb;
  }
  multiply(out, *out, kSquaredRadix);
}

void to_bytes(uint8_t* out, const Field& a) {
  Field one{};
  one.limb[0] = 1;  // plainly, not in Montgomery's form
  Field plain;
  multiply(&plain, a, one);
  for (unsigned bit = 256; bit != 0; out += 4) {
    bit -= 32;
    write_word(out, static_cast<uint32_t>(plain.limb[bit / kLimbBits] >> (bit % kLimbBits)));
  }
}

}  // namespace sparekey::crypto::sm2
