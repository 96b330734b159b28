// SPDX-License-Identifier: Apache-2.0
// Whose random numbers mbedTLS draws, which differs by how it was built.
#ifndef SPAREKEY_SUPPORT_RANDOM_SOURCE_HPP
#define SPAREKEY_SUPPORT_RANDOM_SOURCE_HPP

#include <mbedtls/ssl.h>
#include <mbedtls/version.h>

#if defined(MBEDTLS_PSA_CRYPTO_EXTERNAL_RNG) && \
    (MBEDTLS_VERSION_NUMBER >= 0x04000000 || defined(SPAREKEY_MBEDTLS_CONFIG_SYMBOL))
#define SPAREKEY_TEST_PSA_ASKS_US
#include <psa/crypto.h>
#endif

namespace sparekey::test {

// What TLS itself draws, and the padding of passwords.
constexpr bool kTlsDrawsFromThePort =
#if MBEDTLS_VERSION_NUMBER < 0x04000000 || defined(SPAREKEY_TEST_PSA_ASKS_US)
    true;
#else
    false;
#endif

// And what PSA draws for TLS 1.3.
constexpr bool kAllIsFromThePort =
#if (MBEDTLS_VERSION_NUMBER < 0x04000000 && !defined(MBEDTLS_SSL_PROTO_TLS1_3)) || \
    defined(SPAREKEY_TEST_PSA_ASKS_US)
    true;
#else
    false;
#endif

}  // namespace sparekey::test

#endif
