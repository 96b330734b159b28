// SPDX-License-Identifier: Apache-2.0
#include "c/port.hpp"

#include <string.h>

// Functions of the posix port say Address and Interest in their types where C says sparekey_….
#ifdef __clang__
#define CALLS [[clang::no_sanitize("function")]]
#else
#define CALLS
#endif

namespace sparekey::c {
namespace {

static_assert(sizeof(sparekey_address) == sizeof(Address) &&
              offsetof(sparekey_address, bytes) == offsetof(Address, bytes) &&
              offsetof(sparekey_address, scope) == offsetof(Address, scope));
static_assert(sizeof(sparekey_interest) == sizeof(Interest) &&
              offsetof(sparekey_interest, readable) == offsetof(Interest, readable) &&
              offsetof(sparekey_interest, writable) == offsetof(Interest, writable));

const sparekey_port& port_of(void* context) { return *static_cast<const sparekey_port*>(context); }

CALLS int resolve_start(void* context, const char* name, Handle* out_lookup) {
  const sparekey_port& port = port_of(context);
  return port.resolve_start(port.context, name, out_lookup);
}

CALLS int resolve_result(void* context, Handle lookup, Address* out, int capacity) {
  const sparekey_port& port = port_of(context);
  return port.resolve_result(port.context, lookup, reinterpret_cast<sparekey_address*>(out),
                             capacity);
}

CALLS int resolve_wants(void* context, Handle lookup, Interest* out, int capacity,
                        int64_t* wake_ms) {
  const sparekey_port& port = port_of(context);
  return port.resolve_wants(port.context, lookup, reinterpret_cast<sparekey_interest*>(out),
                            capacity, wake_ms);
}

CALLS void resolve_end(void* context, Handle lookup) {
  const sparekey_port& port = port_of(context);
  port.resolve_end(port.context, lookup);
}

CALLS int connect_start(void* context, const Address* address, uint16_t tcp_port,
                        Handle* out_connection) {
  const sparekey_port& port = port_of(context);
  return port.connect_start(port.context, reinterpret_cast<const sparekey_address*>(address),
                            tcp_port, out_connection);
}

CALLS int connect_result(void* context, Handle connection) {
  const sparekey_port& port = port_of(context);
  return port.connect_result(port.context, connection);
}

CALLS int send(void* context, Handle connection, const void* bytes, size_t size) {
  const sparekey_port& port = port_of(context);
  return port.send(port.context, connection, bytes, size);
}

CALLS int receive(void* context, Handle connection, void* bytes, size_t size) {
  const sparekey_port& port = port_of(context);
  return port.receive(port.context, connection, bytes, size);
}

CALLS void close(void* context, Handle connection) {
  const sparekey_port& port = port_of(context);
  port.close(port.context, connection);
}

CALLS int wait(void* context, const Interest* interests, int count, int64_t until_ms) {
  const sparekey_port& port = port_of(context);
  return port.wait(port.context, reinterpret_cast<const sparekey_interest*>(interests), count,
                   until_ms);
}

CALLS int64_t monotonic_ms(void* context) {
  const sparekey_port& port = port_of(context);
  return port.monotonic_ms(port.context);
}

CALLS int64_t wall_clock_s(void* context) {
  const sparekey_port& port = port_of(context);
  return port.wall_clock_s(port.context);
}

CALLS int random(void* context, void* out, size_t size) {
  const sparekey_port& port = port_of(context);
  return port.random(port.context, out, size);
}

bool has_all_functions(const sparekey_port* port) {
  constexpr size_t kParts = 14;
  static_assert(sizeof *port == kParts * sizeof(void*), "the context, and functions alone");
  if (port == nullptr) return false;
  const void* parts[kParts];
  memcpy(parts, port, sizeof parts);
  for (size_t i = 1; i < kParts; ++i)
    if (parts[i] == nullptr) return false;
  return true;
}

}  // namespace

Port port_over(const sparekey_port* port) {
  Port out;
  if (!has_all_functions(port)) return out;
  out.context = const_cast<sparekey_port*>(port);
  out.resolve_start = resolve_start;
  out.resolve_result = resolve_result;
  out.resolve_wants = resolve_wants;
  out.resolve_end = resolve_end;
  out.connect_start = connect_start;
  out.connect_result = connect_result;
  out.send = send;
  out.receive = receive;
  out.close = close;
  out.wait = wait;
  out.monotonic_ms = monotonic_ms;
  out.wall_clock_s = wall_clock_s;
  out.random = random;
  return out;
}

}  // namespace sparekey::c
