// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "contender.hpp"
#include "crypto/sm2.hpp"
#include "crypto/sm2_field.hpp"

namespace bench {
namespace {

sparekey::crypto::Sm2Key key;
sparekey::crypto::Sm2Work work;

}  // namespace

std::string name() {
  return "sparekey, limbs of " + std::to_string(sparekey::crypto::sm2::kLimbBits) + " bits";
}

void prepare() {
  const std::string published = std::string("04") + kPublicX + kPublicY;
  if (sm2_decode_key(published, &key) != sparekey::Code::ok) abort();
}

bool measured_encrypt() {
  sparekey::Random random{fill, nullptr};
  uint8_t out[sparekey::crypto::sm2_ciphertext_size(kPasswordSize)];
  return sm2_encrypt(key, kPassword, random, &work, out) == sparekey::Code::ok;
}

}  // namespace bench
