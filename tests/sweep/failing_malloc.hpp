// SPDX-License-Identifier: Apache-2.0
// What the sweep and the allocator that is preloaded into the command share: a file, mapped by
// both.
#ifndef SPAREKEY_SWEEP_FAILING_MALLOC_HPP
#define SPAREKEY_SWEEP_FAILING_MALLOC_HPP

#include <cstdint>

namespace sparekey::sweep {

struct Allocations {
  uint32_t fails_at;  // 1: the first; 0: none
  uint32_t for_good;
  uint32_t calls;
  uint32_t struck;
};
constexpr char kAllocationsFile[] = "ALLOCATIONS_FILE";  // the variable that names it

}  // namespace sparekey::sweep

#endif
