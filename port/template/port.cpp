// SPDX-License-Identifier: Apache-2.0
// Start a port for a new platform as a copy of this file: it links, and every call says that it is
// not implemented. sparekey/port.hpp has the contract of each function.
#include "template.hpp"

namespace sparekey {
namespace {

int resolve_start(void*, const char*, Handle*) { return kPortNotImplemented; }
int resolve_result(void*, Handle, Address*, int) { return kPortNotImplemented; }
int resolve_wants(void*, Handle, Interest*, int, int64_t*) { return 0; }
void resolve_end(void*, Handle) {}
int connect_start(void*, const Address*, uint16_t, Handle*) { return kPortNotImplemented; }
int connect_result(void*, Handle) { return kPortNotImplemented; }
int send(void*, Handle, const void*, size_t) { return kPortNotImplemented; }
int receive(void*, Handle, void*, size_t) { return kPortNotImplemented; }
void close(void*, Handle) {}
int wait(void*, const Interest*, int, int64_t) { return kPortNotImplemented; }
int64_t monotonic_ms(void*) { return kPortNotImplemented; }
int64_t wall_clock_s(void*) { return kPortNotImplemented; }
int fill_random(void*, void*, size_t) { return kPortNotImplemented; }

}  // namespace

Port template_port() {
  Port port;
  port.resolve_start = resolve_start;
  port.resolve_result = resolve_result;
  port.resolve_wants = resolve_wants;
  port.resolve_end = resolve_end;
  port.connect_start = connect_start;
  port.connect_result = connect_result;
  port.send = send;
  port.receive = receive;
  port.close = close;
  port.wait = wait;
  port.monotonic_ms = monotonic_ms;
  port.wall_clock_s = wall_clock_s;
  port.random = fill_random;
  return port;
}

}  // namespace sparekey
