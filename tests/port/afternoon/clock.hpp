// SPDX-License-Identifier: Apache-2.0
#ifndef MY_PORT_CLOCK_HPP
#define MY_PORT_CLOCK_HPP

#include <stdint.h>

namespace sparekey {

int64_t monotonic_ms(void* context);
int64_t wall_clock_s(void* context);

}  // namespace sparekey

#endif
