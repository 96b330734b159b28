// SPDX-License-Identifier: Apache-2.0
// The posix port, for C. Compiled if it is in the library.
#include "sparekey/posix.hpp"

#include "sparekey/sparekey.h"

namespace {

// Four of the functions differ in the names of types alone; c/c_port.cpp checks that these are
// alike.
sparekey_port in_c(const sparekey::Port& port) {
  sparekey_port out;
  out.context = port.context;
  out.resolve_start = port.resolve_start;
  out.resolve_result = reinterpret_cast<decltype(out.resolve_result)>(port.resolve_result);
  out.resolve_wants = reinterpret_cast<decltype(out.resolve_wants)>(port.resolve_wants);
  out.resolve_end = port.resolve_end;
  out.connect_start = reinterpret_cast<decltype(out.connect_start)>(port.connect_start);
  out.connect_result = port.connect_result;
  out.send = port.send;
  out.receive = port.receive;
  out.close = port.close;
  out.wait = reinterpret_cast<decltype(out.wait)>(port.wait);
  out.monotonic_ms = port.monotonic_ms;
  out.wall_clock_s = port.wall_clock_s;
  out.random = port.random;
  return out;
}

}  // namespace

extern "C" {

sparekey_port sparekey_posix_port(int cancel_handle) {
  return in_c(sparekey::posix_port(cancel_handle));
}

sparekey_port sparekey_posix_port_without_names(int cancel_handle) {
  return in_c(sparekey::posix_port_without_names(cancel_handle));
}

const char* sparekey_posix_ca_bundle() {
  const char* path = sparekey::posix_ca_bundle();
  return path == nullptr ? "" : path;
}

}  // extern "C"
