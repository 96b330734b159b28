// SPDX-License-Identifier: Apache-2.0
/// \file
/// The memory mbedTLS works in, where it was built for sparekey (CMake's
/// SPAREKEY_MBEDTLS_SOURCE_DIR; SPAREKEY_HAS_POOL is then defined). That build has no heap at all:
/// without a pool every call ends in Code::out_of_memory. A distribution's mbedTLS takes its memory
/// from malloc, and nothing here is declared.
#ifndef SPAREKEY_POOL_HPP
#define SPAREKEY_POOL_HPP

#include <stddef.h>
#include <stdint.h>

#ifdef SPAREKEY_HAS_POOL
namespace sparekey {

/// Hands mbedTLS its memory: once in the process, before the first Client::open, and for good.
/// `size` should be pool_needed(). False, and nothing changes, where there is a pool already,
/// `memory` is null, or `size` is below 32. What mbedTLS gives back is wiped. One thread uses all
/// the Clients that share the pool: all there are.
bool use_pool(void* memory, size_t size);

/// Bytes of the pool, the allocator's own included.
struct PoolStatistics {
  size_t bytes = 0;       ///< in use
  size_t peak_bytes = 0;  ///< in use at most, so far; gaps between blocks come on top
};

PoolStatistics pool_statistics();

/// The largest key in a server's chain, its trust anchor included.
enum class ChainKey : uint8_t { ec, rsa_2048, rsa_4096 };

/// What use_pool() should be given for one Client: the smallest pool with which two recoveries over
/// one connection were seen to work, also where the server closes it half way and refuses to resume
/// the session that is kept; and a margin of 5 %, of 20 % with mbedTLS 2.28, whose handshake is
/// weaker where memory runs out (CVE-2025-27810). Three certificates of 2700 bytes in all were
/// sent. Real ones are often longer: add what yours have beyond, and compare with
/// pool_statistics().
constexpr size_t pool_needed(ChainKey largest = ChainKey::rsa_4096) {
  // By ChainKey, with pointers of 32 and of 64 bits, records of 16384 bytes.
  constexpr size_t kMeasured[][2] = {
#if SPAREKEY_TLS13
    {32576, 34944},
    {35328, 37696},
    {41152, 43840},
#else
    {25216, 26688},
    {29568, 32128},
    {35392, 38016},
#endif
  };
  const size_t at_least = kMeasured[static_cast<size_t>(largest)][sizeof(void*) / 8] -
                          (size_t{16384} - SPAREKEY_IN_CONTENT_LEN);
  return (at_least + at_least * SPAREKEY_POOL_MARGIN_PERCENT / 100 + 7) / 8 * 8;
}

}  // namespace sparekey
#endif

#endif
