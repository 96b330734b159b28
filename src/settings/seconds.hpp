// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_SETTINGS_SECONDS_HPP
#define SPAREKEY_SETTINGS_SECONDS_HPP

#include <stdint.h>

namespace sparekey {

/// "30" or "0.5", at least a millisecond and at most a day; 0 if it is anything else.
int64_t parse_seconds_as_ms(const char* text);

}  // namespace sparekey

#endif
