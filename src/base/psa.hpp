// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_BASE_PSA_HPP
#define SPAREKEY_BASE_PSA_HPP

#include "base/failure.hpp"

namespace sparekey {

// Begins mbedTLS's PSA part if its TLS needs that; harmless if somebody else has begun it. Never
// ended: the application may use it too. entropy_failed or out_of_memory.
Failure start_psa();

}  // namespace sparekey

#endif
