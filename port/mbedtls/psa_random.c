// SPDX-License-Identifier: Apache-2.0
// PSA's random numbers (TLS 1.3): those of the client at work, whose port knows where to get them.
// Between two steps of clients only the application itself can be asking: on Linux it is given the
// kernel's, or an error if the generator is not seeded yet; elsewhere always an error.
#include "psa_random.h"

#include <psa/crypto.h>

#ifdef MBEDTLS_PSA_CRYPTO_EXTERNAL_RNG
int (*sparekey_psa_random)(void* context, unsigned char* out, size_t size);
void* sparekey_psa_random_context;

#ifdef __linux__
#include <errno.h>
#include <sys/random.h>

static int fill(unsigned char* out, size_t size) {
  while (size > 0) {
    const ssize_t got = getrandom(out, size, GRND_NONBLOCK);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return -1;
    out += got;
    size -= (size_t)got;
  }
  return 0;
}
#else
static int fill(unsigned char* out, size_t size) {
  (void)out;
  return size == 0 ? 0 : -1;
}
#endif

psa_status_t mbedtls_psa_external_get_random(mbedtls_psa_external_random_context_t* context,
                                             uint8_t* out, size_t size, size_t* out_size) {
  (void)context;
  *out_size = 0;
  const int error = sparekey_psa_random == NULL
                        ? fill(out, size)
                        : sparekey_psa_random(sparekey_psa_random_context, out, size);
  if (error != 0) return PSA_ERROR_INSUFFICIENT_ENTROPY;
  *out_size = size;
  return PSA_SUCCESS;
}
#endif
