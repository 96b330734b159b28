// SPDX-License-Identifier: Apache-2.0
// How often mbedTLS was refused memory. It takes some refusals for other things: for an anchor that
// signed nothing, and in 2.28.3 for a Finished message that needs no comparing (CVE-2025-27810).
#ifndef SPAREKEY_TLS_POOL_HPP
#define SPAREKEY_TLS_POOL_HPP

#include <stdint.h>

namespace sparekey::tls {

#ifdef SPAREKEY_HAS_POOL
extern uint32_t pool_refusals;  // in the whole process, so far
#else
constexpr uint32_t pool_refusals = 0;
#endif

}  // namespace sparekey::tls

#endif
