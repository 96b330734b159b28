// SPDX-License-Identifier: Apache-2.0
#include "sparekey/backoff.hpp"

#include "sparekey/sparekey.h"

extern "C" int64_t sparekey_backoff_ms(uint32_t attempt, uint32_t base_ms, uint32_t cap_ms,
                                       uint32_t random, int64_t retry_after_s) {
  return sparekey::backoff_ms(attempt, base_ms, cap_ms, random, retry_after_s);
}
