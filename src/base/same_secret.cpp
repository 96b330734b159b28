// SPDX-License-Identifier: Apache-2.0
#include "base/same_secret.hpp"

namespace sparekey {

bool same_secret(const void* a, const void* b, size_t size) {
  const auto* const left = static_cast<const uint8_t*>(a);
  const auto* const right = static_cast<const uint8_t*>(b);
  uint32_t difference = 0;
  for (size_t i = 0; i < size; ++i) {
    difference |= static_cast<uint32_t>(left[i] ^ right[i]);
    __asm__("" : "+r"(difference));  // or the compiler may end the loop with the first difference
  }
  return difference == 0;
}

}  // namespace sparekey
