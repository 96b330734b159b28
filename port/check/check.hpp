// SPDX-License-Identifier: Apache-2.0
// Tries a Port against its contract in sparekey/port.hpp: a line a case, and how many failed. Needs
// a peer (peer.hpp) that the port can connect to, and nothing else of sparekey.
#ifndef SPAREKEY_PORT_CHECK_CHECK_HPP
#define SPAREKEY_PORT_CHECK_CHECK_HPP

#include "sparekey/port.hpp"

namespace sparekey::check {

struct Options {
  // The peer, at nine TCP ports in a row from this one on.
  Address peer;
  uint16_t first_tcp_port = 0;

  // If the peer runs in this same thread: gives it its turn, without waiting.
  void (*step_peer)(void* context) = nullptr;
  void* step_context = nullptr;

  // A name that has an address; null: names are not tried.
  const char* name = nullptr;

  // One case by its name, as it is printed; null: all.
  const char* only = nullptr;

  // Takes one line, without its end.
  void (*print)(void* context, const char* line) = nullptr;
  void* print_context = nullptr;
};

// How many cases failed. Takes a few seconds, most of them spent waiting on purpose.
int run(const Port& port, const Options& options);

}  // namespace sparekey::check

namespace sparekey {

// The port to be checked, for main.cpp and recover.cpp of this folder: yours to define.
Port port_to_check();

}  // namespace sparekey

#endif
