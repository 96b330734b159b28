// SPDX-License-Identifier: Apache-2.0
// In the place of port/posix/clocks.cpp: time passes only when a test lets it.
#include "clock.hpp"
#include "posix/clocks.hpp"

namespace sparekey {
namespace {

int64_t now_ms = 1'000'000;

}  // namespace

int64_t posix::monotonic_ms(void*) { return now_ms; }

void test::let_time_pass(int64_t until_ms) {
  if (now_ms < until_ms) now_ms = until_ms;
}

}  // namespace sparekey
