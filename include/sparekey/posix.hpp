// SPDX-License-Identifier: Apache-2.0
/// \file
/// The port for Linux: BSD sockets, getaddrinfo on a helper thread, poll, getrandom.
#ifndef SPAREKEY_POSIX_HPP
#define SPAREKEY_POSIX_HPP

#include "sparekey/port.hpp"

namespace sparekey {

/// A port whose `wait` also watches `cancel_handle`: when that descriptor is readable, the call
/// under way ends with Code::cancelled. A signal handler may write to its other end. kNoHandle:
/// none.
Port posix_port(Handle cancel_handle = kNoHandle);

/// The path of the system's CA bundle, null where none of the usual places has one.
const char* posix_ca_bundle();

}  // namespace sparekey

#endif
