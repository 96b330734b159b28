// SPDX-License-Identifier: Apache-2.0
// Which port sparekey-port-check and sparekey-port-recover are about. The check's peer is on the
// same stack, from TCP port 7000 on; SPAREKEY_SERVICE_PORT: where a service of Linux's is to be
// reached.
#include "check.hpp"

#include <stdlib.h>

#include <chrono>
#include <thread>

#include "lwip_port.hpp"

namespace sparekey {

Port port_to_check() {
  lwip_port::start();
  static check::Peer peer;
  peer.begin(lwip_port::peer_stack(), 7000);
  std::thread([] {
    for (;;) {
      peer.step();
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }).detach();
  if (const char* const tcp_port = getenv("SPAREKEY_SERVICE_PORT"))
    lwip_port::start_gateway(static_cast<uint16_t>(atoi(tcp_port)));
  return lwip_port::port();
}

}  // namespace sparekey
