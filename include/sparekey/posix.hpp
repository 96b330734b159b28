// SPDX-License-Identifier: Apache-2.0
/// \file
/// The port for Linux: BSD sockets, poll, getrandom. Names are looked up as SPAREKEY_RESOLVER says
/// at build time, `/etc/hosts` first: `getaddrinfo` on a helper thread; `stub`, which needs no
/// thread and no heap; or `c-ares`. None blocks, and each serves two lookups at a time.
#ifndef SPAREKEY_POSIX_HPP
#define SPAREKEY_POSIX_HPP

#include "sparekey/port.hpp"

namespace sparekey {

/// A port whose `wait` also watches `cancel_handle`: when that descriptor is readable, the call
/// under way ends with Code::cancelled. A signal handler may write to its other end. kNoHandle:
/// none.
Port posix_port(Handle cancel_handle = kNoHandle);

/// The same without names, for a service at a numeric address: a program that uses only this links
/// no resolver. A host name ends in Code::name_not_resolved.
Port posix_port_without_names(Handle cancel_handle = kNoHandle);

/// The path of the system's CA bundle, null where none of the usual places has one.
const char* posix_ca_bundle();

}  // namespace sparekey

#endif
