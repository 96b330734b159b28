// SPDX-License-Identifier: Apache-2.0
// The port whose functions are the static members of a class: one list of them for all test ports.
#ifndef SPAREKEY_TESTS_SUPPORT_PORT_OF_HPP
#define SPAREKEY_TESTS_SUPPORT_PORT_OF_HPP

#include "sparekey/port.hpp"

namespace support {

template <typename Functions>
sparekey::Port port_of(void* context) {
  sparekey::Port port;
  port.context = context;
  port.resolve_start = Functions::resolve_start;
  port.resolve_result = Functions::resolve_result;
  port.resolve_wants = Functions::resolve_wants;
  port.resolve_end = Functions::resolve_end;
  port.connect_start = Functions::connect_start;
  port.connect_result = Functions::connect_result;
  port.send = Functions::send;
  port.receive = Functions::receive;
  port.close = Functions::close;
  port.wait = Functions::wait;
  port.monotonic_ms = Functions::monotonic_ms;
  port.wall_clock_s = Functions::wall_clock_s;
  port.random = Functions::random;
  return port;
}

}  // namespace support

#endif
