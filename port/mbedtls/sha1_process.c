// SPDX-License-Identifier: Apache-2.0
// One block of SHA-1 (FIPS 180-4, section 6.1.2) in place of mbedTLS's, which unrolls all eighty
// rounds: 3.4 KB less for a hash that only tells a weak certificate from a forged one.
#include <mbedtls/sha1.h>

#if defined(MBEDTLS_SHA1_C) && defined(MBEDTLS_SHA1_PROCESS_ALT)
#include <string.h>

#ifndef MBEDTLS_PRIVATE /* of 3.x */
#define MBEDTLS_PRIVATE(member) member
#endif

static uint32_t rotate_left(uint32_t word, unsigned bits) {
  return word << bits | word >> (32 - bits);
}

int mbedtls_internal_sha1_process(mbedtls_sha1_context* context, const unsigned char block[64]) {
  uint32_t schedule[16];  // of the last sixteen rounds
  uint32_t v[5];          // a to e
  uint32_t* const state = context->MBEDTLS_PRIVATE(state);
  memcpy(v, state, sizeof v);
  for (unsigned t = 0; t < 80; ++t) {
    uint32_t* const word = &schedule[t % 16];
    if (t < 16) {
      const unsigned char* byte = block + 4 * t;
      *word = (uint32_t)byte[0] << 24 | (uint32_t)byte[1] << 16 | (uint32_t)byte[2] << 8 | byte[3];
    } else {
      *word = rotate_left(
          *word ^ schedule[(t + 2) % 16] ^ schedule[(t + 8) % 16] ^ schedule[(t + 13) % 16], 1);
    }
    uint32_t sum = rotate_left(v[0], 5) + v[4] + *word;
    if (t < 20)
      sum += ((v[1] & v[2]) | (~v[1] & v[3])) + 0x5A827999;
    else if (t < 40)
      sum += (v[1] ^ v[2] ^ v[3]) + 0x6ED9EBA1;
    else if (t < 60)
      sum += ((v[1] & v[2]) | (v[1] & v[3]) | (v[2] & v[3])) + 0x8F1BBCDC;
    else
      sum += (v[1] ^ v[2] ^ v[3]) + 0xCA62C1D6;
    v[4] = v[3];
    v[3] = v[2];
    v[2] = rotate_left(v[1], 30);
    v[1] = v[0];
    v[0] = sum;
  }
  for (unsigned i = 0; i < 5; ++i) state[i] += v[i];
  return 0;
}
#endif
