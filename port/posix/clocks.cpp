// SPDX-License-Identifier: Apache-2.0
#include "clocks.hpp"

#include <time.h>

namespace sparekey::posix {

int64_t monotonic_ms(void*) {
  timespec now;
  // CLOCK_MONOTONIC stands still while the device sleeps; passcodes do not.
  if (clock_gettime(CLOCK_BOOTTIME, &now) != 0) clock_gettime(CLOCK_MONOTONIC, &now);
  return int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

int64_t wall_clock_s(void*) {
  timespec now;
  return clock_gettime(CLOCK_REALTIME, &now) == 0 ? int64_t{now.tv_sec} : -1;
}

}  // namespace sparekey::posix
