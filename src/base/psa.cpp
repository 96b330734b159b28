// SPDX-License-Identifier: Apache-2.0
#include "base/psa.hpp"

#include <mbedtls/ssl.h>
#include <mbedtls/version.h>

#if MBEDTLS_VERSION_NUMBER >= 0x04000000 || \
    (defined(MBEDTLS_PSA_CRYPTO_C) &&       \
     (defined(MBEDTLS_SSL_PROTO_TLS1_3) || defined(MBEDTLS_USE_PSA_CRYPTO)))
#include <psa/crypto.h>

namespace sparekey {

Failure start_psa() {
  const psa_status_t status = psa_crypto_init();
  // Not covered: a process does this once, and the tests' have all that it takes.
  if (status != PSA_SUCCESS) {
    return {status == PSA_ERROR_INSUFFICIENT_ENTROPY ? Code::entropy_failed : Code::out_of_memory,
            nullptr};
  }
  return {};
}

}  // namespace sparekey
#else
namespace sparekey {

Failure start_psa() { return {}; }

}  // namespace sparekey
#endif
