// SPDX-License-Identifier: Apache-2.0
#include "sparekey/pool.hpp"

#include "sparekey/sparekey.h"

#ifdef SPAREKEY_HAS_POOL
namespace {

// The same numbers in both faces, also where the chain begins to cost, and where the second
// handshake with TLS 1.3 takes most.
#define SAME(key, c_key, chain_bytes)                                               \
  static_assert(SPAREKEY_POOL_BYTES_FOR(SPAREKEY_CHAIN_KEY_##c_key, chain_bytes) == \
                sparekey::pool_needed(sparekey::ChainKey::key, chain_bytes))
#define SAME_FOR_ALL(chain_bytes)        \
  SAME(ec, EC, chain_bytes);             \
  SAME(rsa_2048, RSA_2048, chain_bytes); \
  SAME(rsa_4096, RSA_4096, chain_bytes)
SAME_FOR_ALL(0);
SAME_FOR_ALL(1531);
SAME_FOR_ALL(2721);
SAME_FOR_ALL(2976);
SAME_FOR_ALL(5000);
SAME_FOR_ALL(7001);
SAME_FOR_ALL(8192);
SAME_FOR_ALL(20000);
static_assert(SPAREKEY_POOL_BYTES == sparekey::pool_needed());

}  // namespace
#endif

extern "C" {

bool sparekey_use_pool(void* memory, size_t size) {
#ifdef SPAREKEY_HAS_POOL
  return sparekey::use_pool(memory, size);
#else
  (void)memory;
  (void)size;
  return true;
#endif
}

sparekey_pool_counts sparekey_pool_statistics() {
#ifdef SPAREKEY_HAS_POOL
  const sparekey::PoolStatistics statistics = sparekey::pool_statistics();
  return {statistics.bytes, statistics.peak_bytes};
#else
  return {0, 0};
#endif
}

}  // extern "C"
