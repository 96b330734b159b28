// SPDX-License-Identifier: Apache-2.0
#include "base/psa.hpp"

#include <mbedtls/ssl.h>

#if defined(MBEDTLS_PSA_CRYPTO_C) && \
    (defined(MBEDTLS_SSL_PROTO_TLS1_3) || defined(MBEDTLS_USE_PSA_CRYPTO))
#include <psa/crypto.h>

namespace sparekey {

Failure start_psa() {
  const psa_status_t status = psa_crypto_init();
  if (status == PSA_SUCCESS) return {};
  return {status == PSA_ERROR_INSUFFICIENT_ENTROPY ? Code::entropy_failed : Code::out_of_memory,
          nullptr};
}

}  // namespace sparekey
#else
namespace sparekey {

Failure start_psa() { return {}; }

}  // namespace sparekey
#endif

// An mbedTLS that was built otherwise may have a function of its own to ask.
#if defined(SPAREKEY_MBEDTLS_CONFIG_SYMBOL) && defined(MBEDTLS_PSA_CRYPTO_EXTERNAL_RNG)
#include <psa_random.h>

namespace sparekey {

PsaRandom::PsaRandom(Random& random) : before_(sparekey_psa_random_context) {
  sparekey_psa_random = Random::for_mbedtls;
  sparekey_psa_random_context = &random;
}

PsaRandom::~PsaRandom() {
  sparekey_psa_random_context = before_;
  if (before_ == nullptr) sparekey_psa_random = nullptr;
}

}  // namespace sparekey
#else
namespace sparekey {

PsaRandom::PsaRandom(Random&) : before_(nullptr) {}
PsaRandom::~PsaRandom() { (void)before_; }

}  // namespace sparekey
#endif
