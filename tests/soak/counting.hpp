// SPDX-License-Identifier: Apache-2.0
// What this process holds: memory and descriptors.
#ifndef SPAREKEY_TESTS_SOAK_COUNTING_HPP
#define SPAREKEY_TESTS_SOAK_COUNTING_HPP

#include <cstdint>

namespace soak {

struct Holding {
  int64_t bytes;   // on the heap, and in mbedTLS's pool if there is one
  int64_t blocks;  // on the heap
  int64_t descriptors;
};

// Bytes and blocks are 0 under a sanitizer, which looks for leaks itself.
Holding holding();

}  // namespace soak

#endif
