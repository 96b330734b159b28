// SPDX-License-Identifier: Apache-2.0
// PSA's random numbers (TLS 1.3, and all of mbedTLS 4), if mbedTLS was built to ask us: those of
// the client at work, whose port knows where to get them. Between two steps of clients only the
// application itself can be asking: on Linux it is given the kernel's, or an error if the generator
// is not seeded yet; elsewhere always an error.
#include <mbedtls/version.h>

#include "base/psa.hpp"

// A 3.6 that others built to ask asks them.
#if defined(MBEDTLS_PSA_CRYPTO_EXTERNAL_RNG) && \
    (MBEDTLS_VERSION_NUMBER >= 0x04000000 || defined(SPAREKEY_MBEDTLS_CONFIG_SYMBOL))
#include <psa/crypto.h>

#ifdef __linux__
#include <errno.h>
#include <sys/random.h>
#endif

namespace sparekey {
namespace {

Random* asked = nullptr;

#ifdef __linux__
bool fill(uint8_t* out, size_t size) {
  while (size > 0) {
    const ssize_t got = getrandom(out, size, GRND_NONBLOCK);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    out += got;
    size -= static_cast<size_t>(got);
  }
  return true;
}
#else
bool fill(uint8_t*, size_t size) { return size == 0; }
#endif

}  // namespace

PsaRandom::PsaRandom(Random& random) : before_(asked) { asked = &random; }

PsaRandom::~PsaRandom() { asked = before_; }

}  // namespace sparekey

// Weak: a program may have one of its own, for all of its PSA.
extern "C" [[gnu::weak]] psa_status_t mbedtls_psa_external_get_random(
    mbedtls_psa_external_random_context_t*, uint8_t* out, size_t size, size_t* out_size) {
  using sparekey::Random;
  *out_size = 0;
  const bool done = sparekey::asked == nullptr
                        ? sparekey::fill(out, size)
                        : Random::for_mbedtls(sparekey::asked, out, size) == 0;
  if (!done) return PSA_ERROR_INSUFFICIENT_ENTROPY;
  *out_size = size;
  return PSA_SUCCESS;
}
#else
namespace sparekey {

PsaRandom::PsaRandom(Random&) : before_(nullptr) {}
PsaRandom::~PsaRandom() { (void)before_; }

}  // namespace sparekey
#endif
