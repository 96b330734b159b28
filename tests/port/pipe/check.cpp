// SPDX-License-Identifier: Apache-2.0
// Which port sparekey-port-check and sparekey-port-recover are about: with the modem in a process
// of its own. SPAREKEY_MODEM_SOCKETS: how many sockets it lends.
#include "check.hpp"

#include <stdlib.h>

#include "modem.hpp"

namespace sparekey {

Port port_to_check() {
  static pipe_port::PipePort port;
  const char* const sockets = getenv("SPAREKEY_MODEM_SOCKETS");
  port.begin(pipe_port::line_over(pipe_port::start_modem()),
             sockets != nullptr ? atoi(sockets) : 2);
  return port.port();
}

}  // namespace sparekey
