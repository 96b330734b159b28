// SPDX-License-Identifier: Apache-2.0
// Preloaded into the command: its n-th allocation fails, as failing_malloc.hpp says.
#include "failing_malloc.hpp"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

extern "C" {
void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* block, size_t size);
void* __libc_memalign(size_t alignment, size_t size);
}

namespace {

using sparekey::sweep::Allocations;

Allocations* g_allocations = nullptr;

__attribute__((constructor)) void map_allocations() {
  const char* path = getenv(sparekey::sweep::kAllocationsFile);
  if (path == nullptr) return;
  const int file = open(path, O_RDWR | O_CLOEXEC);
  void* bytes = mmap(nullptr, sizeof(Allocations), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (bytes == MAP_FAILED) abort();
  g_allocations = static_cast<Allocations*>(bytes);
}

bool fails() {
  Allocations* const all = g_allocations;
  if (all == nullptr) return false;
  const uint32_t call = ++all->calls;
  const bool struck =
      all->fails_at > 0 && (call == all->fails_at || (all->for_good != 0 && call > all->fails_at));
  if (!struck) return false;
  all->struck = 1;
  errno = ENOMEM;
  return true;
}

}  // namespace

extern "C" {
void* malloc(size_t size) { return fails() ? nullptr : __libc_malloc(size); }
void* calloc(size_t count, size_t size) { return fails() ? nullptr : __libc_calloc(count, size); }
void* realloc(void* block, size_t size) { return fails() ? nullptr : __libc_realloc(block, size); }
void* aligned_alloc(size_t alignment, size_t size) {
  return fails() ? nullptr : __libc_memalign(alignment, size);
}
int posix_memalign(void** out, size_t alignment, size_t size) {
  if (fails()) return ENOMEM;
  *out = __libc_memalign(alignment, size);
  return *out == nullptr ? ENOMEM : 0;
}
}
