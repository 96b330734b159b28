// SPDX-License-Identifier: Apache-2.0
// What mbedTLS's error numbers mean. No other file knows any of them.
#ifndef SPAREKEY_BASE_MBEDTLS_ERROR_HPP
#define SPAREKEY_BASE_MBEDTLS_ERROR_HPP

namespace sparekey {

// An allocation failed.
bool is_out_of_memory(int error);

// PSA has no random numbers to give. Up to mbedTLS 3.6 the source remembers it: base/random.hpp.
bool is_out_of_entropy(int error);

// The peer's certificate could not be parsed, is not for a server, or was not accepted.
bool is_certificate_error(int error);

// TLS itself went wrong, and not what it carries: an alert, a lost connection, a bad record.
bool is_tls_error(int error);

// What a source of random numbers returns when it fails:
// MBEDTLS_ERR_CTR_DRBG_ENTROPY_SOURCE_FAILED.
constexpr int kEntropySourceFailed = -0x0034;

}  // namespace sparekey

#endif
