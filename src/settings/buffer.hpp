// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_SETTINGS_BUFFER_HPP
#define SPAREKEY_SETTINGS_BUFFER_HPP

#include "base/wipe.hpp"
#include "sparekey/types.hpp"

namespace sparekey {

/// Text that is being read, mostly a secret, into somebody else's bytes: static ones, which take
/// no space in the program's file.
struct Buffer {
  char* bytes;
  size_t capacity;
  size_t size = 0;

  Text text() const { return {bytes, size}; }
  void clear() { shorten(0); }
  /// Wipes what lies behind `to`.
  void shorten(size_t to) {
    wipe(bytes + to, size - to);
    size = to;
  }
};

}  // namespace sparekey

#endif
