// SPDX-License-Identifier: Apache-2.0
// The one way in which secrets are compared. How long it takes depends on their size alone: whoever
// guesses cannot tell how much of a guess was right. It has an object file of its own, so
// tests/ctgrind can stand between it and its callers at link time.
#ifndef SPAREKEY_BASE_SAME_SECRET_HPP
#define SPAREKEY_BASE_SAME_SECRET_HPP

#include "sparekey/types.hpp"

namespace sparekey {

bool same_secret(const void* a, const void* b, size_t size);

// Texts of different sizes differ, which takes no time: the size of a secret is none.
inline bool same_secret(Text a, Text b) {
  return a.size() == b.size() && same_secret(a.data(), b.data(), a.size());
}

}  // namespace sparekey

#endif
