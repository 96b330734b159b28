// SPDX-License-Identifier: Apache-2.0
// Password encryption with SM2 (GB/T 32918.4-2016) over the curve of GB/T 32918.5-2017, with SM3.
//
// Constant time in k and in the message: no branch and no address depends on them, but for the two
// verdicts under sm2_encrypt. sm2_point.cpp says which formulas make it so, sm2_field.hpp on which
// processors the claim fails; tests/ctgrind checks it.
#ifndef SPAREKEY_CRYPTO_SM2_HPP
#define SPAREKEY_CRYPTO_SM2_HPP

#include "base/random.hpp"
#include "crypto/sm2_point.hpp"
#include "sparekey/error.hpp"

namespace sparekey::crypto {

// A public key: a point of the curve. Known once sm2_decode_key has succeeded.
struct Sm2Key {
  uint8_t x[32], y[32];  // the most significant byte first
  bool known;
};

// Reads 130 hex characters of either case, 04‖X‖Y, perhaps in white space. Code::ok, or bad_key if
// it is anything else, X or Y is not below p, or the point is not on the curve (infinity has no
// such form).
Code sm2_decode_key(Text published, Sm2Key* out);

// C1 (x1‖y1, 64 bytes) ‖ C3 (32) ‖ C2 (as long as the message), raw.
constexpr size_t sm2_ciphertext_size(size_t message) { return 96 + message; }

// Encrypts `message` (at least 1 byte) into sm2_ciphertext_size(message.size()) bytes at `out`,
// which must not overlap `message`; `*work` is for its own use, and holds nothing secret. k is
// drawn as 32 bytes of `random`, the most significant first, and drawn again if it is 0 or not
// below n, or if the key stream is all zero (clause 6.1 A5).
//
// Code::ok; entropy_failed: `random` failed, or none of 16 draws would do (a broken source: for a
// sound one the chance is 2^-128 for a message of 1 byte, and less for longer ones);
// encryption_failed: an unknown key or an empty message. On failure `out` is zeroed.
using Sm2Work = sm2::OddMultiples;
Code sm2_encrypt(const Sm2Key& key, Text message, Random& random, Sm2Work* work, uint8_t* out);

}  // namespace sparekey::crypto

#endif
