// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_PORT_POSIX_CLOCKS_HPP
#define SPAREKEY_PORT_POSIX_CLOCKS_HPP

#include <stdint.h>

namespace sparekey::posix {

int64_t monotonic_ms(void* context);
int64_t wall_clock_s(void* context);

}  // namespace sparekey::posix

#endif
