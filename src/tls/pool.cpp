// SPDX-License-Identifier: Apache-2.0
// Not mbedTLS's memory_buffer_alloc: its headers are four times as large, it does not wipe what was
// freed, and nobody learns that it ran out.
#include "tls/pool.hpp"

#ifdef SPAREKEY_HAS_POOL
#include <mbedtls/platform.h>
#include <stdint.h>
#include <string.h>

#include "base/failure.hpp"
#include "sparekey/pool.hpp"

namespace sparekey {
namespace tls {

uint32_t pool_refusals = 0;

}  // namespace tls

namespace {

// In front of each block, used or free. The blocks fill the pool without a gap, and an empty used
// one ends it. Two free ones never touch, and free bytes are zero. Bit 0 of `size` means used.
struct Block {
  uint32_t size;    // in bytes, this header included, a multiple of kUnit
  uint32_t before;  // size of the block in front, 0 for the first
};
constexpr size_t kUnit = 8;
static_assert(sizeof(Block) == kUnit, "a block's bytes must be aligned like uint64_t");
constexpr uint32_t kUsed = 1;

unsigned char* pool = nullptr;
PoolStatistics statistics;

bool is_used(const Block* block) { return (block->size & kUsed) != 0; }
Block* block_at(void* bytes) { return static_cast<Block*>(bytes); }
Block* next_of(Block* block) {
  return block_at(reinterpret_cast<unsigned char*>(block) + (block->size & ~kUsed));
}
bool is_end(const Block* block) { return block->size == kUsed; }

void resize(Block* block, uint32_t size) {
  block->size = size;
  next_of(block)->before = size;
}

// The smallest that will do, so that long-lived small blocks fill the gaps.
Block* find_free(size_t size) {
  Block* best = nullptr;
  for (Block* block = block_at(pool); !is_end(block); block = next_of(block))
    if (!is_used(block) && block->size >= size && (best == nullptr || block->size < best->size))
      best = block;
  return best;
}

void* take(size_t count, size_t item_size) {
  size_t size = 0;
  if (count == 0 || item_size == 0) return nullptr;
  const bool is_too_large =
      __builtin_mul_overflow(count, item_size, &size) || size > UINT32_MAX / 2;
  size = (size + sizeof(Block) + kUnit - 1) / kUnit * kUnit;
  Block* block = pool == nullptr || is_too_large ? nullptr : find_free(size);
  if (block == nullptr) {
    ++tls::pool_refusals;
    return nullptr;
  }
  const uint32_t rest = block->size - static_cast<uint32_t>(size);
  if (rest > sizeof(Block)) {
    block->size = static_cast<uint32_t>(size);
    Block* free = next_of(block);
    free->before = block->size;
    resize(free, rest);
  }
  statistics.bytes += block->size;
  if (statistics.bytes > statistics.peak_bytes) statistics.peak_bytes = statistics.bytes;
  block->size |= kUsed;
  return block + 1;
}

void merge(Block* block, Block* next) {
  resize(block, block->size + next->size);
  memset(next, 0, sizeof *next);
}

void give_back(void* bytes) {
  if (bytes == nullptr) return;
  Block* block = block_at(bytes) - 1;
  // Freed twice, or written over: nothing could be trusted from here on.
  if (!is_used(block) || next_of(block)->before != (block->size & ~kUsed)) __builtin_trap();
  block->size &= ~kUsed;
  statistics.bytes -= block->size;
  memset(bytes, 0, block->size - sizeof *block);
  Block* next = next_of(block);
  if (!is_used(next)) merge(block, next);
  if (block->before != 0) {
    Block* previous = block_at(reinterpret_cast<unsigned char*>(block) - block->before);
    if (!is_used(previous)) merge(previous, block);
  }
}

}  // namespace

bool use_pool(void* memory, size_t size) {
  constexpr size_t kMost = UINT32_MAX / 2;
  if (pool != nullptr || memory == nullptr) return false;
  const size_t lost = -reinterpret_cast<uintptr_t>(memory) % kUnit;
  if (size < 32 || size > kMost) return false;
  size = (size - lost) / kUnit * kUnit;
  pool = static_cast<unsigned char*>(memory) + lost;
  memset(pool, 0, size);
  Block* all = block_at(pool);
  all->size = static_cast<uint32_t>(size - sizeof(Block));
  Block* end = next_of(all);
  end->size = kUsed;
  end->before = all->size;
  mbedtls_platform_set_calloc_free(take, give_back);
  return true;
}

PoolStatistics pool_statistics() { return statistics; }

const char* tls::pool_shortage() {
  return pool == nullptr ? in_words("use_pool() has not given mbedTLS its memory")
                         : in_words(
                               "the pool is too small for the server's certificates, or for "
                               "so many clients: see pool_needed()");
}

}  // namespace sparekey
#endif
