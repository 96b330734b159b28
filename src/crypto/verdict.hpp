// SPDX-License-Identifier: Apache-2.0
// The questions about secrets whose answer, one bit, may be known and branched on. They themselves
// take the same time whatever the bytes are. They have an object file of their own, so
// tests/ctgrind can stand between them and their callers at link time: the library is examined as
// it ships, without a hook in it.
#ifndef SPAREKEY_CRYPTO_VERDICT_HPP
#define SPAREKEY_CRYPTO_VERDICT_HPP

#include <stddef.h>
#include <stdint.h>

namespace sparekey::crypto {

bool is_zero(const uint8_t* bytes, size_t size);

// Whether a number of 32 bytes is smaller than `bound`, eight words. The most significant come
// first.
bool is_below(const uint8_t* number, const uint32_t* bound);

}  // namespace sparekey::crypto

#endif
