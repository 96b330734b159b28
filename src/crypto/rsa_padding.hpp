// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CRYPTO_RSA_PADDING_HPP
#define SPAREKEY_CRYPTO_RSA_PADDING_HPP

#include "base/random.hpp"
#include "base/wipe.hpp"

namespace sparekey::crypto {

// mbedTLS asks for padding a byte at a time, and each would be a system call. None is given twice.
class Padding {
 public:
  explicit Padding(Random* random) : random_(random) {}
  ~Padding() { wipe(bytes_, sizeof bytes_); }
  Padding(const Padding&) = delete;
  Padding& operator=(const Padding&) = delete;

  static int for_mbedtls(void* self, unsigned char* out, size_t size) {
    auto* padding = static_cast<Padding*>(self);
    if (size != 1) return Random::for_mbedtls(padding->random_, out, size);
    if (padding->left_ == 0) {
      const int error =
          Random::for_mbedtls(padding->random_, padding->bytes_, sizeof padding->bytes_);
      if (error != 0) return error;
      padding->left_ = sizeof padding->bytes_;
    }
    *out = padding->bytes_[--padding->left_];
    return 0;
  }

 private:
  Random* random_;
  size_t left_ = 0;
  uint8_t bytes_[128];  // two draws for a key of 2048 bits
};

}  // namespace sparekey::crypto

#endif
