// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_PORT_POSIX_SOCKETS_HPP
#define SPAREKEY_PORT_POSIX_SOCKETS_HPP

#include "sparekey/port.hpp"

struct sockaddr;

namespace sparekey::posix {

// Of IPv4 or IPv6, with its scope and without the port.
Address from_sockaddr(const sockaddr* from);

int connect_start(void* context, const Address* address, uint16_t tcp_port, Handle* out_connection);

// A UDP socket that receives from this address and port alone, itself at a random port that the
// system chooses. kPortOk or kPortFailed, at once. `send`, `receive` and `close` work on it too; an
// empty datagram is received as kPortClosed.
int connect_datagrams(const Address& address, uint16_t udp_port, Handle* out_connection);

int connect_result(void* context, Handle connection);
int send(void* context, Handle connection, const void* bytes, size_t size);
int receive(void* context, Handle connection, void* bytes, size_t size);
void close(void* context, Handle connection);

}  // namespace sparekey::posix

#endif
