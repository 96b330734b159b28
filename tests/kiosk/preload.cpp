// SPDX-License-Identifier: Apache-2.0
// Preloaded into the kiosk: what preloaded.hpp says.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>

#include "kiosk/preloaded.hpp"

namespace {

using kiosk_test::Shared;

Shared* g_shared = nullptr;

__attribute__((constructor)) void map_shared() {
  const char* path = getenv("KIOSK_SHARED");
  if (path == nullptr) return;
  const int file = open(path, O_RDWR | O_CLOEXEC);
  void* bytes = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (bytes == MAP_FAILED) abort();
  g_shared = static_cast<Shared*>(bytes);
  g_shared->loaded = true;
}

}  // namespace

// Certificates are judged by the time of day, which stays the machine's.
extern "C" int clock_gettime(clockid_t id, timespec* out) noexcept {
  const int64_t ms = g_shared == nullptr ? 0 : g_shared->clock_ms.load();
  if (ms == 0 || id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)
    return static_cast<int>(syscall(SYS_clock_gettime, id, out));
  *out = timespec{static_cast<time_t>(ms / 1000), static_cast<long>(ms % 1000 * 1'000'000)};
  return 0;
}

#ifdef KIOSK_COUNT_BLOCKS
extern "C" {
void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* block, size_t size);
void* __libc_memalign(size_t alignment, size_t size);
void __libc_free(void* block);
}

namespace {

void* counted(void* block) {
  if (block != nullptr && g_shared != nullptr) ++g_shared->live_blocks;
  return block;
}

}  // namespace

extern "C" {
void* malloc(size_t size) { return counted(__libc_malloc(size)); }
void* calloc(size_t count, size_t size) { return counted(__libc_calloc(count, size)); }
void* aligned_alloc(size_t alignment, size_t size) {
  return counted(__libc_memalign(alignment, size));
}
int posix_memalign(void** out, size_t alignment, size_t size) {
  *out = counted(__libc_memalign(alignment, size));
  return *out == nullptr ? 12 : 0;  // ENOMEM
}
void free(void* block) {
  if (block != nullptr && g_shared != nullptr) --g_shared->live_blocks;
  __libc_free(block);
}
void* realloc(void* block, size_t size) {
  void* moved = __libc_realloc(block, size);
  if (g_shared == nullptr) return moved;
  if (block == nullptr && moved != nullptr) ++g_shared->live_blocks;
  if (block != nullptr && size == 0 && moved == nullptr) --g_shared->live_blocks;
  return moved;
}
}
#endif
