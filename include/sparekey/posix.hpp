// SPDX-License-Identifier: Apache-2.0
/// \file
/// The port for Linux: BSD sockets, poll, getrandom. SPAREKEY_RESOLVER chooses at build time how
/// names are looked up: `getaddrinfo` on a helper thread; `stub`, which needs no thread and no
/// heap; or `c-ares`. Each reads `/etc/hosts` first, never blocks, and serves two lookups at a
/// time.
#ifndef SPAREKEY_POSIX_HPP
#define SPAREKEY_POSIX_HPP

#include "sparekey/api.h"
#include "sparekey/port.hpp"

namespace sparekey {

/// A port whose `wait` also watches `cancel_handle`, if there is one: as soon as that descriptor is
/// readable, the call under way ends with Code::cancelled. A signal handler may write to its other
/// end.
SPAREKEY_API Port posix_port(Handle cancel_handle = kNoHandle);

/// The same without a resolver, for a service at a numeric address: a program that uses only this
/// links none. A host name ends in Code::name_not_resolved.
SPAREKEY_API Port posix_port_without_names(Handle cancel_handle = kNoHandle);

/// The path of the system's CA bundle, or null if it is in none of the usual places.
SPAREKEY_API const char* posix_ca_bundle();

}  // namespace sparekey

#endif
