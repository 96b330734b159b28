// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <thread>

#include "clock.hpp"
#include "posix/clocks.hpp"

namespace sparekey::test {

void let_time_pass(int64_t until_ms) {
  if (posix::monotonic_ms(nullptr) < until_ms)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

}  // namespace sparekey::test
