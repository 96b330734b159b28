// SPDX-License-Identifier: Apache-2.0
// getaddrinfo cannot be given a deadline, so each lookup runs on a thread of its own, which owns
// one of two static slots. A lookup that is given up keeps its slot until getaddrinfo comes back,
// and touches no memory of the caller's. While both slots are held so, no further lookup begins.
#ifndef SPAREKEY_PORT_POSIX_LOOKUP_HPP
#define SPAREKEY_PORT_POSIX_LOOKUP_HPP

#include "sparekey/port.hpp"

namespace sparekey::posix {

int resolve_start(void* context, const char* name, Handle* out_lookup);
int resolve_result(void* context, Handle lookup, Address* out, int capacity);
int resolve_wants(void* context, Handle lookup, Interest* out, int capacity, int64_t* wake_ms);
void resolve_end(void* context, Handle lookup);

}  // namespace sparekey::posix

#endif
