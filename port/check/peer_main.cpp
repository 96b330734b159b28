// SPDX-License-Identifier: Apache-2.0
// sparekey-port-peer: what sparekey-port-check connects to, over this machine's sockets. Prints its
// address and its first TCP port, and serves until it is stopped.
//   sparekey-port-peer [ADDRESS [FIRST_TCP_PORT]]     127.0.0.1, and any nine that are free
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "posix_peer.hpp"

int main(int argc, char** argv) {
  const char* const address = argc > 1 ? argv[1] : "127.0.0.1";
  const long given = argc > 2 ? strtol(argv[2], nullptr, 10) : 0;
  in_addr bytes;
  if (argc > 3 || inet_pton(AF_INET, address, &bytes) != 1 || given < 0 || given > 65535 - 8) {
    (void)fputs("usage: sparekey-port-peer [ADDRESS [FIRST_TCP_PORT]]\n", stderr);
    return 2;
  }
  const uint32_t at = bytes.s_addr;
  static sparekey::check::Peer peer;
  const sparekey::check::PeerStack stack = sparekey::check::posix_peer_stack(&at);
  auto tcp_port = static_cast<uint16_t>(given);
  // Below the range of which the system itself takes.
  unsigned tries = static_cast<unsigned>(getpid());
  for (int left = given != 0 ? 1 : 200; left > 0; --left) {
    if (given == 0) tcp_port = static_cast<uint16_t>(20000 + tries++ % 1300 * 9);
    if (peer.begin(stack, tcp_port)) break;
    tcp_port = 0;
  }
  if (tcp_port == 0) {
    (void)fprintf(stderr, "sparekey-port-peer: cannot listen at %s\n", address);
    return 1;
  }
  (void)printf("%s %u\n", address, unsigned{tcp_port});
  (void)fflush(stdout);
  for (;;) {
    peer.step();
    const timespec moment = {0, 1'000'000};
    (void)nanosleep(&moment, nullptr);
  }
}
