// SPDX-License-Identifier: Apache-2.0
#include "clock.hpp"

#include <time.h>

namespace sparekey {

int64_t monotonic_ms(void*) {
  timespec now = {};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

int64_t wall_clock_s(void*) { return time(nullptr); }

}  // namespace sparekey
