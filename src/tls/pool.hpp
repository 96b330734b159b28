// SPDX-License-Identifier: Apache-2.0
// How often mbedTLS was refused memory. It mistakes some refusals for other things: for an anchor
// that signed nothing, and in 2.28.3 for a Finished message that needs no comparing
// (CVE-2025-27810).
#ifndef SPAREKEY_TLS_POOL_HPP
#define SPAREKEY_TLS_POOL_HPP

#include <stdint.h>

#include "sparekey/options.hpp"

namespace sparekey::tls {

#ifdef SPAREKEY_HAS_POOL
extern uint32_t pool_refusals;  // in the whole process, so far
// What Code::out_of_memory comes from, in words for Result::detail.
const char* pool_shortage();
#else
constexpr uint32_t pool_refusals = 0;
constexpr const char* pool_shortage() { return nullptr; }  // the system's memory
#endif

}  // namespace sparekey::tls

#endif
