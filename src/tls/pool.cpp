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
// one ends it. Two free ones never touch. Bit 0 of `size` means used.
struct Block {
  uint32_t size;    // in bytes, this header included, a multiple of kUnit
  uint32_t before;  // size of the block in front, 0 for the first
};
constexpr size_t kUnit = 8;
static_assert(sizeof(Block) == kUnit, "a block's bytes must be aligned like uint64_t");
static_assert(sizeof(void*) <= kUnit, "the smallest free block must hold a pointer");
constexpr uint32_t kUsed = 1;

unsigned char* pool = nullptr;
// The free blocks are a list in the order of their addresses: a few, among hundreds of used ones.
// Each holds the next one's address; the rest of its bytes is zero.
Block* first_free = nullptr;
PoolStatistics statistics;

bool is_used(const Block* block) { return (block->size & kUsed) != 0; }
Block* block_at(void* bytes) { return static_cast<Block*>(bytes); }
Block* behind(Block* block) {
  return block_at(reinterpret_cast<unsigned char*>(block) + (block->size & ~kUsed));
}
Block** link_of(Block* free) { return reinterpret_cast<Block**>(free + 1); }

void resize(Block* block, uint32_t size) {
  block->size = size;
  behind(block)->before = size;
}

// The link to the smallest that will do, so that long-lived small blocks fill the gaps; of several
// to the first. Null: there is none.
Block** find_free(uint32_t size) {
  Block** best = nullptr;
  uint32_t least = UINT32_MAX / 2;  // bytes too many; more than this means too few
  for (Block** link = &first_free; *link != nullptr && least != 0; link = link_of(*link))
    if (const uint32_t rest = (*link)->size - size; rest < least) {
      best = link;
      least = rest;
    }
  return best;
}

void* take(size_t count, size_t item_size) {
  size_t wanted = 0;
  if (count == 0 || item_size == 0) return nullptr;
  const bool is_too_large =
      __builtin_mul_overflow(count, item_size, &wanted) || wanted > UINT32_MAX / 4;
  const auto size = static_cast<uint32_t>((wanted + sizeof(Block) + kUnit - 1) / kUnit * kUnit);
  Block** const link = is_too_large ? nullptr : find_free(size);
  if (link == nullptr) {
    ++tls::pool_refusals;
    return nullptr;
  }
  Block* const block = *link;
  *link = *link_of(block);
  *link_of(block) = nullptr;
  const uint32_t rest = block->size - size;
  if (rest > sizeof(Block)) {
    block->size = size;
    Block* free = behind(block);
    free->before = size;
    resize(free, rest);
    *link_of(free) = *link;
    *link = free;
  }
  statistics.bytes += block->size;
  if (statistics.bytes > statistics.peak_bytes) statistics.peak_bytes = statistics.bytes;
  block->size |= kUsed;
  return block + 1;
}

// Takes the block behind a free one into it, if that is free too.
void join(Block* block) {
  Block* const next = behind(block);
  if (is_used(next)) return;
  resize(block, block->size + next->size);
  *link_of(block) = *link_of(next);
  *link_of(next) = nullptr;
  memset(next, 0, sizeof *next);
}

void give_back(void* bytes) {
  if (bytes == nullptr) return;
  Block* const block = block_at(bytes) - 1;
  // Freed twice, or written over: nothing could be trusted from here on.
  if (!is_used(block) || behind(block)->before != (block->size & ~kUsed)) __builtin_trap();
  block->size &= ~kUsed;
  statistics.bytes -= block->size;
  memset(bytes, 0, block->size - sizeof *block);
  Block* previous = nullptr;
  Block** link = &first_free;
  for (; *link != nullptr && *link < block; link = link_of(*link)) previous = *link;
  *link_of(block) = *link;
  *link = block;
  join(block);
  if (previous != nullptr) join(previous);
}

}  // namespace

bool use_pool(void* memory, size_t size) {
  constexpr size_t kMost = UINT32_MAX / 4;
  if (pool != nullptr || memory == nullptr) return false;
  const size_t lost = -reinterpret_cast<uintptr_t>(memory) % kUnit;
  if (size < 32 || size > kMost) return false;
  size = (size - lost) / kUnit * kUnit;
  pool = static_cast<unsigned char*>(memory) + lost;
  memset(pool, 0, size);
  Block* all = block_at(pool);
  all->size = static_cast<uint32_t>(size - sizeof(Block));
  first_free = all;
  Block* end = behind(all);
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
