// SPDX-License-Identifier: Apache-2.0
// RFC 4648 section 4, the standard alphabet with padding.
#ifndef SPAREKEY_BASE_BASE64_HPP
#define SPAREKEY_BASE_BASE64_HPP

#include "sparekey/types.hpp"

namespace sparekey {

constexpr size_t base64_size(size_t bytes) { return (bytes + 2) / 3 * 4; }

// Writes base64_size(in.size) characters, on one line. `in` may be the last in.size bytes of `out`
// itself: each group is read before it is overwritten.
void base64_encode(Bytes in, char* out);

// Decodes into `out`, which may be the beginning of `in` itself. Strict: padding is required,
// unused bits must be zero; spaces, tabs, CR and LF are skipped only with `allow_space`. Returns
// false on anything else, or if the result exceeds `capacity`.
bool base64_decode(Text in, bool allow_space, uint8_t* out, size_t capacity, size_t* out_size);

// Decodes no more than fits into `out`, by groups of three bytes, and tells how much that was. For
// a look at the beginning of what has been decoded whole before.
size_t base64_decode_head(Text in, uint8_t* out, size_t capacity);

}  // namespace sparekey

#endif
