// SPDX-License-Identifier: Apache-2.0
// SPAREKEY_RESOLVER chooses at build time how names are looked up. Each choice is one source behind
// this interface, which Port explains; each reads /etc/hosts first and serves two lookups at a
// time: a third does not begin.
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
