// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_PORT_CHECK_POSIX_PEER_HPP
#define SPAREKEY_PORT_CHECK_POSIX_PEER_HPP

#include "peer.hpp"

namespace sparekey::check {

// This machine's sockets, at one IPv4 address of it (in network order).
PeerStack posix_peer_stack(const uint32_t* address);

}  // namespace sparekey::check

#endif
