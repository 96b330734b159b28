// SPDX-License-Identifier: Apache-2.0
/// \file
/// The memory mbedTLS works in. If it was built for sparekey (CMake's SPAREKEY_MBEDTLS_SOURCE_DIR,
/// or mbedTLS 4 with port/mbedtls/config-4.h; SPAREKEY_HAS_POOL is then defined), it has no heap at
/// all: without a pool every call ends in Code::out_of_memory. A distribution's mbedTLS takes its
/// memory from malloc: pool_needed() is then 8 and use_pool() does nothing, so that one program
/// suits both.
#ifndef SPAREKEY_POOL_HPP
#define SPAREKEY_POOL_HPP

#include <stddef.h>
#include <stdint.h>

#include "sparekey/api.h"
#include "sparekey/options.hpp"

namespace sparekey {

/// The largest key in a server's chain, its trust anchor included.
enum class ChainKey : uint8_t { ec, rsa_2048, rsa_4096 };

#ifdef SPAREKEY_HAS_POOL

/// Gives mbedTLS its memory: once in the process, before the first Client::open, and for good.
/// `size` should be pool_needed(). False, and nothing changes, if there is a pool already, `memory`
/// is null, or `size` is below 32. What mbedTLS frees is wiped. All Clients share the pool, and one
/// thread must use them all.
SPAREKEY_API bool use_pool(void* memory, size_t size);

/// Bytes of the pool, the allocator's own included.
struct PoolStatistics {
  size_t bytes = 0;       ///< in use
  size_t peak_bytes = 0;  ///< the most in use so far; gaps between blocks come on top
};

SPAREKEY_API PoolStatistics pool_statistics();

/// What use_pool() should be given for one Client: the smallest pool with which two recoveries over
/// one connection were seen to work, also if the server closes it half way and refuses to resume
/// the session that is kept; and a margin of 5 %, of 20 % with mbedTLS 2.28, whose handshake is
/// weaker if memory runs out (CVE-2025-27810).
///
/// `chain_bytes` are those of all certificates that the server sends, in DER, to be seen with
/// `openssl s_client -connect HOST:443 -showcerts`. The default is a bare chain of three: 1530,
/// 2720 and 2975 bytes. Public services send 5 to 8 KB: a certificate with 40 names or more, an
/// intermediate and a cross-certificate. Each byte of theirs costs:
///
/// | bytes of the pool | 32 bits | 64 bits |
/// |---|---:|---:|
/// | TLS 1.2 | 1.0 | 1.4 |
/// | with TLS 1.3 | 1.75 | 2.2 |
/// | the same, beyond about 6 KB: the kept session holds them too | 3.95 | 5.22 |
///
/// A pool that is too small ends a call with Code::out_of_memory, and Result::detail says so;
/// compare with pool_statistics().
// Not covered: the compiler runs it.
constexpr size_t pool_needed(ChainKey largest = ChainKey::rsa_4096, size_t chain_bytes = 0) {
  constexpr size_t kBareChain[] = {1530, 2720, 2975};  // by ChainKey, bytes
  // By ChainKey, with pointers of 32 and of 64 bits, records of 16384 bytes.
  constexpr size_t kMeasured[][2] = {
#if SPAREKEY_TLS13
    {33920, 35968},
    {36352, 38720},
    {42176, 44864},
#elif SPAREKEY_ECP_WINDOW > 2
    {28032, 30080},
    {29696, 32128},
    {35392, 38016},
#else
    {25856, 27328},
    {29696, 32128},
    {35392, 38016},
#endif
  };
  // Hundredths for each further byte of the chain.
#if SPAREKEY_TLS13
  constexpr size_t kFurther[] = {175, 220};
  // With TLS 1.3 the session keeps the certificates, and a second handshake may come to take most:
  // hundredths for each byte of the chain, and what does not depend on it.
  constexpr size_t kSecond[] = {395, 522};
  constexpr size_t kSecondRest[][2] = {{19936, 19456}, {18432, 16320}, {17664, 15232}};
#else
  constexpr size_t kFurther[] = {100, 140};
#endif
  constexpr size_t kWidth = sizeof(void*) / 8;
  const auto key = static_cast<size_t>(largest);
  size_t bytes = kMeasured[key][kWidth];
  if (chain_bytes > kBareChain[key]) {
    bytes += (chain_bytes - kBareChain[key]) * kFurther[kWidth] / 100;
#if SPAREKEY_TLS13
    const size_t second = kSecondRest[key][kWidth] + chain_bytes * kSecond[kWidth] / 100;
    if (second > bytes) bytes = second;
#endif
  }
  bytes += SPAREKEY_POOL_MORE_BYTES;
  bytes -= size_t{16384} - SPAREKEY_IN_CONTENT_LEN;
  return (bytes + bytes * SPAREKEY_POOL_MARGIN_PERCENT / 100 + 7) / 8 * 8;
}
#else
inline bool use_pool(void*, size_t) { return true; }
// None is; but an array cannot be empty. Not covered: the compiler runs it.
constexpr size_t pool_needed(ChainKey = ChainKey::rsa_4096, size_t = 0) { return 8; }
#endif

}  // namespace sparekey

#endif
