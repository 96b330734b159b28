// SPDX-License-Identifier: Apache-2.0
// PSA's random numbers (TLS 1.3): the kernel's, or an error if its generator is not seeded yet.
#include <psa/crypto.h>

#ifdef MBEDTLS_PSA_CRYPTO_EXTERNAL_RNG
#include <errno.h>
#include <sys/random.h>

psa_status_t mbedtls_psa_external_get_random(mbedtls_psa_external_random_context_t* context,
                                             uint8_t* out, size_t size, size_t* out_size) {
  (void)context;
  *out_size = 0;
  while (*out_size < size) {
    const ssize_t got = getrandom(out + *out_size, size - *out_size, GRND_NONBLOCK);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return PSA_ERROR_INSUFFICIENT_ENTROPY;
    *out_size += (size_t)got;
  }
  return PSA_SUCCESS;
}
#endif
