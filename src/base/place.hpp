// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_BASE_PLACE_HPP
#define SPAREKEY_BASE_PLACE_HPP

#include <stddef.h>

// `new (SparekeyPlace{memory}) T(…)` constructs where the caller says; Debian's musl brings no
// <new>. Were it noexcept, compilers would look whether it returns null.
struct SparekeyPlace {
  void* memory;
};
inline void* operator new(size_t, SparekeyPlace place) { return place.memory; }

namespace sparekey {

// As `*object = T()`, which compilers make of a second T and a copy.
template <typename T>
void reset(T* object) {
  new (SparekeyPlace{object}) T();
}

}  // namespace sparekey

#endif
