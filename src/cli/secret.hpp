// SPDX-License-Identifier: Apache-2.0
// Where secrets lie between a file or a keyboard and the library: in the caller's own bytes, which
// are wiped.
#ifndef SPAREKEY_CLI_SECRET_HPP
#define SPAREKEY_CLI_SECRET_HPP

#include <stddef.h>
#include <string.h>

#include "sparekey/types.hpp"

namespace sparekey::cli {

/// Zeroes bytes. The empty assembler statement claims to read them, so that the compiler may not
/// drop the store as dead.
inline void wipe(void* bytes, size_t size) {
  if (size == 0) return;
  memset(bytes, 0, size);
  __asm__ __volatile__("" : : "r"(bytes) : "memory");
}

/// Text that is being read, into bytes of somebody else's: static ones, which cost no space in the
/// file of the program.
struct Buffer {
  char* bytes;
  size_t capacity;
  size_t size = 0;

  Text text() const { return {bytes, size}; }
  void clear() {
    wipe(bytes, size);
    size = 0;
  }
};

}  // namespace sparekey::cli

#endif
