// SPDX-License-Identifier: Apache-2.0
#include "crypto/verdict.hpp"

namespace sparekey::crypto {

bool is_zero(const uint8_t* bytes, size_t size) {
  uint32_t bits = 0;
  for (size_t i = 0; i < size; ++i) {
    bits |= bytes[i];
    __asm__("" : "+r"(bits));  // or the compiler may end the loop with the first byte that is set
  }
  return bits == 0;
}

bool is_below(const uint8_t* number, const uint32_t* bound) {
  uint32_t borrow = 0;
  for (unsigned i = 32; i-- > 0;) {
    const uint32_t byte = bound[i / 4] >> (24 - 8 * (i % 4)) & 0xFF;
    borrow = (number[i] - byte - borrow) >> 31;
  }
  return borrow != 0;
}

}  // namespace sparekey::crypto
