// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_BASE_WIPE_HPP
#define SPAREKEY_BASE_WIPE_HPP

#include <stddef.h>
#include <string.h>

namespace sparekey {

// Zeroes secrets. The empty assembler statement claims to read the bytes, so the compiler may not
// drop the store as dead.
inline void wipe(void* bytes, size_t size) {
  if (size == 0) return;
  memset(bytes, 0, size);
  __asm__ __volatile__("" : : "r"(bytes) : "memory");
}

}  // namespace sparekey

#endif
