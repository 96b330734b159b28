// SPDX-License-Identifier: Apache-2.0
// What a device does after a failure.
#ifndef SPAREKEY_BENCH_FLEET_POLICY_HPP
#define SPAREKEY_BENCH_FLEET_POLICY_HPP

#include <stdint.h>

#include <algorithm>

#include "sparekey/backoff.hpp"

namespace fleet {

struct Policy {
  // A program that uses the library asks Result::advice whether the call may be made again, and
  // backoff_ms() when. A loop by hand makes again whatever failed, `fixed_ms` later.
  bool is_librarys = true;
  uint32_t base_ms = 1000;
  uint32_t cap_ms = 60'000;
  int64_t fixed_ms = 0;

  // All obey Retry-After; -1: there was none.
  int64_t wait_ms(uint32_t attempt, uint32_t random, int64_t retry_after_s) const {
    if (is_librarys) return sparekey::backoff_ms(attempt, base_ms, cap_ms, random, retry_after_s);
    return std::max(fixed_ms, retry_after_s * 1000);
  }
};

inline Policy backing_off(uint32_t base_ms, uint32_t cap_ms) { return {true, base_ms, cap_ms, 0}; }
inline Policy every(int64_t fixed_ms) { return {false, 0, 0, fixed_ms}; }

}  // namespace fleet

#endif
