// SPDX-License-Identifier: Apache-2.0
// Words of 32 bits as SM2 and SM3 write them, the most significant byte first.
#ifndef SPAREKEY_CRYPTO_BIG_ENDIAN_HPP
#define SPAREKEY_CRYPTO_BIG_ENDIAN_HPP

#include <stdint.h>
#include <string.h>

namespace sparekey::crypto {

// Its own inverse.
inline uint32_t big_endian(uint32_t word) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  return __builtin_bswap32(word);
#else
  return word;
#endif
}

inline uint32_t read_word(const uint8_t* at) {
  uint32_t word;
  memcpy(&word, at, sizeof word);
  return big_endian(word);
}

inline void write_word(uint8_t* out, uint32_t word) {
  word = big_endian(word);
  memcpy(out, &word, sizeof word);
}

}  // namespace sparekey::crypto

#endif
