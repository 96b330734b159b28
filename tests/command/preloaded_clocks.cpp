// SPDX-License-Identifier: Apache-2.0
// Preloaded into a program, it puts the clocks of set_clocks.hpp in the place of the machine's.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>

namespace {

// Shared with the test. Null: the machine's own clock.
const std::atomic<int64_t>* shared_seconds() {
  const char* path = std::getenv("UPTIME_FILE");
  if (path == nullptr) return nullptr;
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  void* bytes = mmap(nullptr, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
  close(file);
  if (bytes == MAP_FAILED) abort();
  return static_cast<const std::atomic<int64_t>*>(bytes);
}

}  // namespace

extern "C" int clock_gettime(clockid_t id, timespec* out) noexcept {
  if (id == CLOCK_REALTIME) {
    if (const char* seconds = std::getenv("WALL_CLOCK_S"); seconds != nullptr) {
      *out = timespec{std::atol(seconds), 0};
      return 0;
    }
  }
  if (id == CLOCK_BOOTTIME) {
    static const std::atomic<int64_t>* const uptime_s = shared_seconds();
    if (uptime_s != nullptr) {
      *out = timespec{static_cast<time_t>(uptime_s->load()), 0};
      return 0;
    }
  }
  return static_cast<int>(syscall(SYS_clock_gettime, id, out));
}
