// SPDX-License-Identifier: Apache-2.0
#include "counting.hpp"

#include <malloc.h>

#include <atomic>
#include <filesystem>

#include "sparekey/pool.hpp"

namespace {

std::atomic<int64_t> bytes{0};
std::atomic<int64_t> blocks{0};

}  // namespace

#ifndef SOAK_SANITIZED
// Every allocation of the process comes by here, libc's own as well.
extern "C" {
void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* block, size_t size);
void* __libc_memalign(size_t alignment, size_t size);
void __libc_free(void* block);
}

namespace {

void* counted(void* block) {
  if (block == nullptr) return nullptr;
  bytes += static_cast<int64_t>(malloc_usable_size(block));
  ++blocks;
  return block;
}

void discount(void* block) {
  if (block == nullptr) return;
  bytes -= static_cast<int64_t>(malloc_usable_size(block));
  --blocks;
}

}  // namespace

extern "C" {
void* malloc(size_t size) { return counted(__libc_malloc(size)); }
void* calloc(size_t count, size_t size) { return counted(__libc_calloc(count, size)); }
void* memalign(size_t alignment, size_t size) { return counted(__libc_memalign(alignment, size)); }
void* aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }
int posix_memalign(void** out, size_t alignment, size_t size) {
  *out = memalign(alignment, size);
  return *out == nullptr ? 12 : 0;  // ENOMEM
}
void free(void* block) {
  discount(block);
  __libc_free(block);
}
void* realloc(void* block, size_t size) {
  discount(block);
  void* moved = __libc_realloc(block, size);
  // What could not be moved stays as it was.
  counted(moved == nullptr && size != 0 ? block : moved);
  return moved;
}
}
#endif

namespace soak {

Holding holding() {
  int64_t descriptors = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd"))
    descriptors += entry.path().empty() ? 0 : 1;
  Holding now{bytes, blocks, descriptors};
#ifdef SPAREKEY_HAS_POOL
  now.bytes += static_cast<int64_t>(sparekey::pool_statistics().bytes);
#endif
  return now;
}

}  // namespace soak
