// SPDX-License-Identifier: Apache-2.0
// Past 2038: glibc of 32 bits counts time in 32 unless told before its first header. Here, and not
// for the whole library: mbedTLS's structures hold a time_t, as wide as whoever built it had it.
// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): glibc's own switches.
#ifndef _TIME_BITS
#define _TIME_BITS 64
#endif
#ifndef _FILE_OFFSET_BITS
#define _FILE_OFFSET_BITS 64
#endif
// NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)

#include "clocks.hpp"

#include <time.h>

#ifndef SPAREKEY_32_BIT_TIME
static_assert(sizeof(time_t) >= 8,
              "This C library's time_t ends in 2038. Take glibc 2.34, musl 1.2 or later; or define "
              "SPAREKEY_32_BIT_TIME for a device that will not live so long");
#endif

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
