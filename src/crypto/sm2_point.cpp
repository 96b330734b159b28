// SPDX-License-Identifier: Apache-2.0
// Why these formulas: the additions of J. Renes, C. Costello, L. Batina, "Complete addition
// formulas for prime order elliptic curves" (RCB16: EUROCRYPT 2016, eprint 2015/1060) hold for
// every pair of points, be they equal, opposite or infinity. There is no exceptional case that
// would need a branch, or a proof that no k leads there. Their doublings hold for infinity too,
// which never occurs here (see Multiplication); the plain tangent formula takes 10 multiplications
// to their 13.
#include "crypto/sm2_point.hpp"

#include <string.h>

#include "base/wipe.hpp"
#include "crypto/big_endian.hpp"

namespace sparekey::crypto::sm2 {
namespace {

constexpr Field kOne = montgomery({0, 0, 0, 0, 0, 0, 0, 1});
constexpr Field kB = montgomery({0x28E9FA9E, 0x9D9F5E34, 0x4D5A9E4B, 0xCF6509A7,  //
                                 0xF39789F5, 0x15AB8F92, 0xDDBCBD41, 0x4D940E93});

// The formulas are lists of steps, a third of the size of the calls they stand for; when size does
// not matter, the compiler unrolls them into those calls.
#ifdef __OPTIMIZE_SIZE__
#define SPAREKEY_UNROLL_STEPS
#define SPAREKEY_INLINE_STEPS
#else
#define SPAREKEY_UNROLL_STEPS _Pragma("GCC unroll 64")
#define SPAREKEY_INLINE_STEPS __attribute__((always_inline))
#endif
enum Register : uint8_t { X1, Y1, Z1, X2, Y2, Z2, B, T0, T1, T2, T3, T4, X3, Y3, Z3, kRegisters };
enum Operation : uint8_t { kMul, kAdd, kSub };
struct Step {
  Operation operation;
  Register out, a, b;
};

// RCB16, algorithm 4: P + Q, 12 multiplications, 2 by b, 29 additions.
constexpr Step kAddition[] = {
    {kMul, T0, X1, X2}, {kMul, T1, Y1, Y2}, {kMul, T2, Z1, Z2}, {kAdd, T3, X1, Y1},  // 1 to 4
    {kAdd, T4, X2, Y2}, {kMul, T3, T3, T4}, {kAdd, T4, T0, T1}, {kSub, T3, T3, T4},  // 5 to 8
    {kAdd, T4, Y1, Z1}, {kAdd, X3, Y2, Z2}, {kMul, T4, T4, X3}, {kAdd, X3, T1, T2},  // 9 to 12
    {kSub, T4, T4, X3}, {kAdd, X3, X1, Z1}, {kAdd, Y3, X2, Z2}, {kMul, X3, X3, Y3},  // 13 to 16
    {kAdd, Y3, T0, T2}, {kSub, Y3, X3, Y3}, {kMul, Z3, B, T2},  {kSub, X3, Y3, Z3},  // 17 to 20
    {kAdd, Z3, X3, X3}, {kAdd, X3, X3, Z3}, {kSub, Z3, T1, X3}, {kAdd, X3, T1, X3},  // 21 to 24
    {kMul, Y3, B, Y3},  {kAdd, T1, T2, T2}, {kAdd, T2, T1, T2}, {kSub, Y3, Y3, T2},  // 25 to 28
    {kSub, Y3, Y3, T0}, {kAdd, T1, Y3, Y3}, {kAdd, Y3, T1, Y3}, {kAdd, T1, T0, T0},  // 29 to 32
    {kAdd, T0, T1, T0}, {kSub, T0, T0, T2}, {kMul, T1, T4, Y3}, {kMul, T2, T0, Y3},  // 33 to 36
    {kMul, Y3, X3, Z3}, {kAdd, Y1, Y3, T2}, {kMul, X3, T3, X3}, {kSub, X1, X3, T1},  // 37 to 40
    {kMul, Z3, T4, Z3}, {kMul, T1, T3, T0}, {kAdd, Z1, Z3, T1},                      // 41 to 43
};

// 2 P for a finite P, 7 multiplications, 3 squarings, 11 additions: the tangent at P has the slope
// w / s, and s is not 0, as no point has the order 2.
constexpr Step kDoubling[] = {
    {kSub, T0, X1, Z1}, {kAdd, T1, X1, Z1}, {kMul, T0, T0, T1},
    {kAdd, T1, T0, T0}, {kAdd, T0, T0, T1},                      // w = 3 (X - Z) (X + Z)
    {kMul, T1, Y1, Z1}, {kAdd, T1, T1, T1},                      // s = 2 Y Z
    {kMul, T2, Y1, T1},                                          // r = Y s
    {kMul, T3, X1, T2}, {kAdd, T3, T3, T3},                      // t = 2 X r
    {kMul, T4, T0, T0}, {kSub, T4, T4, T3}, {kSub, T4, T4, T3},  // h = w^2 - 2 t
    {kMul, X1, T4, T1},                                          // X = h s
    {kSub, T3, T3, T4}, {kMul, T3, T0, T3}, {kMul, T2, T2, T2},
    {kAdd, T2, T2, T2}, {kSub, Y1, T3, T2},  // Y = w (t - h) - 2 r^2
    {kMul, T2, T1, T1}, {kMul, Z1, T2, T1},  // Z = s^3
};

// P stands in X1 to Z1, where the result goes too, Q in X2 to Z2.
class Machine {
 public:
  Machine() { at_[B] = kB; }
  ~Machine() { wipe(this, sizeof *this); }
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  Field& operator[](Register name) { return at_[name]; }
  void load(Register x, const Point& point) { memcpy(&at_[x], &point, sizeof point); }
  void store(Point* out) const { memcpy(out, &at_[X1], sizeof *out); }
  void move(Register from, Register to) { memcpy(&at_[to], &at_[from], sizeof(Point)); }

  void add() { run(kAddition, kAddition + sizeof kAddition / sizeof(Step)); }
  void twice() { run(kDoubling, kDoubling + sizeof kDoubling / sizeof(Step)); }

 private:
  SPAREKEY_INLINE_STEPS void run(const Step* step, const Step* end) {
    SPAREKEY_UNROLL_STEPS
    for (; step != end; ++step) {
      Field* const out = &at_[step->out];
      const Field& a = at_[step->a];
      const Field& b = at_[step->b];
      if (step->operation == kMul)
        multiply(out, a, b);
      else if (step->operation == kAdd)
        sm2::add(out, a, b);
      else
        subtract(out, a, b);
    }
  }

  Field at_[kRegisters];
};

// An odd number of 256 bits is the sum of ±2^j for all j below 256, with a plus where bit j of
// (k >> 1) + 2^255 is set. Four of these signs make a digit, odd and from -15 to 15: none is zero,
// so all steps are alike. An even k is replaced by n - k, which is odd, and the result negated.
//
// The sum of the digits so far is odd, positive and below n: the point is never infinity.
class Multiplication {
 public:
  explicit Multiplication(OddMultiples* table) : table_(table->at) {}
  ~Multiplication() { wipe(signs_, sizeof signs_); }
  Multiplication(const Multiplication&) = delete;
  Multiplication& operator=(const Multiplication&) = delete;

  void run(uint8_t* out, const uint8_t* k, const AffinePoint& point) {
    const uint32_t even = (k[31] & 1u) ^ 1;
    set_signs(k, even);
    tabulate(point);
    pick(63);
    machine_.move(X2, X1);
    for (unsigned i = 63; i-- > 0;) {
      for (unsigned j = 0; j < 4; ++j) machine_.twice();
      pick(i);
      machine_.add();
    }
    negate_if(even, &machine_[Y1]);
    Field& inverse = machine_[Z1];
    invert(&inverse, inverse);
    multiply(&machine_[X1], machine_[X1], inverse);
    multiply(&machine_[Y1], machine_[Y1], inverse);
    to_bytes(out, machine_[X1]);
    to_bytes(out + 32, machine_[Y1]);
  }

 private:
  void set_signs(const uint8_t* k, uint32_t even) {
    const uint32_t mask = static_cast<uint32_t>(mask_if(even));
    int64_t rest = 0;
    for (size_t i = 0; i < 8; ++i) {
      const uint32_t word = read_word(k + 4 * (7 - i));
      rest += int64_t{kOrder.word[7 - i]} - word;
      signs_[i] = word ^ (mask & (word ^ static_cast<uint32_t>(rest)));
      rest >>= 32;  // arithmetically: the borrow
    }
    signs_[8] = 1;
    for (unsigned i = 0; i < 8; ++i) signs_[i] = signs_[i] >> 1 | signs_[i + 1] << 31;
  }

  void tabulate(const AffinePoint& point) {
    memcpy(&machine_[X1], &point, sizeof point);
    machine_[Z1] = kOne;
    machine_.store(table_);
    machine_.twice();
    machine_.move(X1, X2);
    machine_.load(X1, *table_);
    for (unsigned i = 1; i < 8; ++i) {
      machine_.add();
      machine_.store(&table_[i]);
    }
  }

  // Q: digit i times the point. A minus for the highest of the four signs turns the other three,
  // and the entry they stand for. The whole table is read.
  void pick(unsigned i) {
    const uint32_t digit = signs_[i / 8] >> (i % 8 * 4) & 15;
    const uint32_t minus = digit >> 3 ^ 1;
    const uint32_t index = (digit ^ (0 - minus)) & 7;
    Point entry = table_[0];  // a local one: it cannot lie in the table, which helps the compiler
    for (uint32_t j = 1; j < 8; ++j) {
      const Limb here = mask_if(((index ^ j) - 1) >> 31);
      assign_if(here, entry.limb, table_[j].limb, 3 * kLimbs);
    }
    machine_.load(X2, entry);
    negate_if(minus, &machine_[Y2]);
  }

  static void negate_if(uint32_t condition, Field* y) {
    Field opposite;
    subtract(&opposite, Field{}, *y);
    assign_if(mask_if(condition), y->limb, opposite.limb, kLimbs);
  }

  Point* const table_;
  uint32_t signs_[9];  // the least significant word first; the last one stays 1
  Machine machine_;
};

}  // namespace

constexpr AffinePoint kGenerator = {montgomery({0x32C4AE2C, 0x1F198119, 0x5F990446, 0x6A39C994,  //
                                                0x8FE30BBF, 0xF2660BE1, 0x715A4589, 0x334C74C7}),
                                    montgomery({0xBC3736A2, 0xF4F6779C, 0x59BDCEE3, 0x6B692153,  //
                                                0xD0A9877C, 0xC62A4740, 0x02DF32E5, 0x2139F0A0})};

bool is_on_curve(const AffinePoint& point) {
  Field left, right;
  multiply(&left, point.y, point.y);
  multiply(&right, point.x, point.x);
  for (int i = 0; i < 3; ++i) subtract(&right, right, kOne);
  multiply(&right, right, point.x);  // (x^2 - 3) x
  add(&right, right, kB);
  return memcmp(&left, &right, sizeof left) == 0;
}

void multiply_point(uint8_t* out, const uint8_t* k, const AffinePoint& point, OddMultiples* table) {
  Multiplication multiplication(table);
  multiplication.run(out, k, point);
}

}  // namespace sparekey::crypto::sm2
