// SPDX-License-Identifier: Apache-2.0
// SM2's curve y^2 = x^3 - 3x + b (GB/T 32918.5-2017). All its points but infinity have one prime
// order, n.
#ifndef SPAREKEY_CRYPTO_SM2_POINT_HPP
#define SPAREKEY_CRYPTO_SM2_POINT_HPP

#include "crypto/sm2_field.hpp"

namespace sparekey::crypto::sm2 {

constexpr Words kOrder = {0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF,
                          0x7203DF6B, 0x21C6052B, 0x53BBF409, 0x39D54123};

// Any point but infinity.
struct AffinePoint {
  Field x, y;
};

extern const AffinePoint kGenerator;

bool is_on_curve(const AffinePoint& point);

// x, y and z, for (x/z, y/z); infinity would be (0 : y : 0).
struct Point {
  Limb limb[3 * kLimbs];
};

// A point's odd multiples, 1 to 15: not secret unless the point is.
struct OddMultiples {
  Point at[8];
};

// k times `point` as x‖y, 64 bytes. `k` has 32 bytes, the most significant first, 0 < k < n.
// Constant time in k. `table` is for its own use: too much for a small stack.
void multiply_point(uint8_t* out, const uint8_t* k, const AffinePoint& point, OddMultiples* table);

}  // namespace sparekey::crypto::sm2

#endif
