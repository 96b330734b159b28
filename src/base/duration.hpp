// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_BASE_DURATION_HPP
#define SPAREKEY_BASE_DURATION_HPP

#include <stdint.h>

namespace sparekey {

constexpr int64_t kSecondMs = 1000;
constexpr int64_t kMinuteS = 60;
constexpr int64_t kHourS = 60 * kMinuteS;
constexpr int64_t kDayS = 24 * kHourS;

// For displays and timers: a begun second counts whole.
constexpr int64_t whole_seconds(int64_t milliseconds) {
  return (milliseconds + kSecondMs - 1) / kSecondMs;
}

}  // namespace sparekey

#endif
