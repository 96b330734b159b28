// SPDX-License-Identifier: Apache-2.0
// The hash function SM3 (GB/T 32905-2016).
#ifndef SPAREKEY_CRYPTO_SM3_HPP
#define SPAREKEY_CRYPTO_SM3_HPP

#include "base/wipe.hpp"
#include "sparekey/types.hpp"

namespace sparekey::crypto {

constexpr size_t kSm3Size = 32;

// One message, in pieces of any size. Its bytes may be secret, its length not: neither branches
// nor addresses depend on the bytes. Wiped when destroyed.
class Sm3 {
 public:
  [[gnu::noinline]] Sm3();  // there are several callers
  ~Sm3() { wipe(this, sizeof *this); }
  Sm3(const Sm3&) = delete;
  Sm3& operator=(const Sm3&) = delete;

  // Adds `size` bytes; none are kept by reference.
  void update(const uint8_t* bytes, size_t size);

  // Writes kSm3Size bytes; nothing may be added afterwards.
  void finish(uint8_t* out);

 private:
  void add_byte(uint8_t byte);
  void compress();

  uint32_t state_[8];
  uint8_t block_[64];
  uint64_t size_ = 0;  // in bytes
};

}  // namespace sparekey::crypto

#endif
