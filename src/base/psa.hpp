// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_BASE_PSA_HPP
#define SPAREKEY_BASE_PSA_HPP

#include "base/failure.hpp"
#include "base/random.hpp"

namespace sparekey {

// Begins mbedTLS's PSA part if anything of it needs that: in mbedTLS 4 each key and certificate
// that is parsed. Harmless if somebody has begun it already. Never ended: the application may use
// it too. entropy_failed or out_of_memory.
Failure start_psa();

// PSA has one source of random numbers for the whole process, and no argument that would say who
// asks. While this lives, it is `random`; afterwards the one before. Only an mbedTLS that asks us
// can be told so (port/mbedtls/psa_random.cpp); any other stays as it is.
class PsaRandom {
 public:
  explicit PsaRandom(Random& random);
  ~PsaRandom();
  PsaRandom(const PsaRandom&) = delete;
  PsaRandom& operator=(const PsaRandom&) = delete;

 private:
  Random* before_;
};

}  // namespace sparekey

#endif
