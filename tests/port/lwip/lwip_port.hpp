// SPDX-License-Identifier: Apache-2.0
// A port on lwIP, as Debian builds it: sockets in a TCP/IP stack of the process's own, whose
// network is itself. Names are not looked up: that build has no resolver.
#ifndef SPAREKEY_TESTS_PORT_LWIP_LWIP_PORT_HPP
#define SPAREKEY_TESTS_PORT_LWIP_LWIP_PORT_HPP

#include "peer.hpp"
#include "sparekey/port.hpp"

namespace lwip_port {

// Starts the stack, at 127.0.0.1 (its own, not Linux's). Once.
void start();

sparekey::Port port();

// A peer on the same stack.
sparekey::check::PeerStack peer_stack();

// Passes connections to a TCP port of lwIP's on to the same one of Linux's, in a thread of its own
// that ends with the process.
void start_gateway(uint16_t tcp_port);

}  // namespace lwip_port

#endif
