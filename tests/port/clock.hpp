// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_TESTS_PORT_CLOCK_HPP
#define SPAREKEY_TESTS_PORT_CLOCK_HPP

#include <cstdint>

namespace sparekey::test {

// Towards a time of posix::monotonic_ms: all the way if the clock is simulated
// (simulated_clock.cpp), else by waiting a little (real_clock.cpp).
void let_time_pass(int64_t until_ms);

}  // namespace sparekey::test

#endif
