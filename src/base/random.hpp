// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_BASE_RANDOM_HPP
#define SPAREKEY_BASE_RANDOM_HPP

#include <stddef.h>

#include "base/mbedtls_error.hpp"

namespace sparekey {

// Unpredictable bytes from the caller's world, in the shape mbedTLS asks for. Remembers a failure,
// because mbedTLS reports it under many numbers.
struct Random {
  int (*fill)(void* context, void* out, size_t size) = nullptr;  // 0: done
  void* context = nullptr;
  bool failed = false;

  static int for_mbedtls(void* self, unsigned char* out, size_t size) {
    auto* random = static_cast<Random*>(self);
    if (random->fill(random->context, out, size) == 0) return 0;
    random->failed = true;
    return kEntropySourceFailed;
  }
};

}  // namespace sparekey

#endif
