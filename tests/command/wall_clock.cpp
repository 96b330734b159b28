// SPDX-License-Identifier: Apache-2.0
// Preloaded, it makes a program believe that WALL_CLOCK_S, in its environment, is the time.
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cstdlib>

extern "C" int clock_gettime(clockid_t id, timespec* out) noexcept {
  if (id != CLOCK_REALTIME) return static_cast<int>(syscall(SYS_clock_gettime, id, out));
  const char* seconds = std::getenv("WALL_CLOCK_S");
  *out = timespec{seconds == nullptr ? 0 : std::atol(seconds), 0};
  return 0;
}
