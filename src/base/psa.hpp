// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_BASE_PSA_HPP
#define SPAREKEY_BASE_PSA_HPP

#include "base/failure.hpp"
#include "base/random.hpp"

namespace sparekey {

// Begins mbedTLS's PSA part if its TLS needs that; harmless if somebody else has begun it. Never
// ended: the application may use it too. entropy_failed or out_of_memory.
Failure start_psa();

// PSA has one source of random numbers for the whole process, and no argument that would say who
// asks. While this lives, it is `random`; afterwards the one before. Only mbedTLS built from source
// for sparekey, with TLS 1.3, can be told so; any other stays as it is.
class PsaRandom {
 public:
  explicit PsaRandom(Random& random);
  ~PsaRandom();
  PsaRandom(const PsaRandom&) = delete;
  PsaRandom& operator=(const PsaRandom&) = delete;

 private:
  void* before_;
};

}  // namespace sparekey

#endif
