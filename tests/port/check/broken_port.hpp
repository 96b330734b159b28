// SPDX-License-Identifier: Apache-2.0
// Ports that break their contract in one place each, around one that keeps it.
#ifndef SPAREKEY_TESTS_PORT_CHECK_BROKEN_PORT_HPP
#define SPAREKEY_TESTS_PORT_CHECK_BROKEN_PORT_HPP

#include <map>
#include <string>
#include <vector>

#include "sparekey/port.hpp"

namespace broken {

enum class Fault {
  none,
  closed_before_data,   // the FIN hides the bytes before it
  closed_once,          // behind the FIN kPortClosed is said once, and then kPortAgain
  closed_for_reset,     // a reset looks like a FIN
  loses_bytes,          // a large send takes one byte more than goes out
  doubles_bytes,        // after kPortAgain a byte goes out twice
  keeps_pointer,        // sends from the caller's memory, later
  writes_behind,        // receive writes one byte too many
  zero_for_again,       // receive says 0 when there is nothing
  mixes_two,            // receives what is another connection's
  frees_at_fin,         // the handle is free, and used again, before it is closed
  never_closes,         // close does nothing
  drops_at_close,       // what was sent last is lost at close
  resets_others,        // closing while connecting closes the one made next
  fails_early,          // connect_result: not yet means no
  connects_always,      // connect_result: whatever comes
  waits_for_answer,     // connect_start waits until it is connected
  clock_runs_back,      // now and then
  clock_stands,         //
  clock_in_seconds,     //
  wall_clock_in_ms,     //
  constant_random,      //
  short_random,         // the last byte is forgotten
  repeated_random,      // the same again each time, though it looks random
  wait_sleeps_through,  // never wakes before its time
  wait_spins,           // never waits
  wait_too_long,        // a second and a half more
  wait_fails_for_past,  // a time that has passed is an error
  lookup_never_ends,    // another address each time
  lookup_overruns,      // more addresses than there is room for
  lookup_keeps_name,    // reads the name when it is too late
  lookup_not_ended,     // resolve_end does nothing
};

class BrokenPort {
 public:
  BrokenPort(const sparekey::Port& inner, Fault fault) : inner_(inner), fault_(fault) {}
  sparekey::Port port();

 private:
  struct Functions;
  struct Connection {
    sparekey::Handle inner = sparekey::kNoHandle;
    const uint8_t* kept = nullptr;
    size_t kept_size = 0;
    std::string held;  // taken, and not sent
    bool said_again = false;
    bool said_closed = false;
  };

  Connection& of(sparekey::Handle handle) { return connections_[handle]; }
  int receive_end_first(const Connection& connection) const;

  sparekey::Port inner_;
  Fault fault_;
  std::map<sparekey::Handle, Connection> connections_;
  int readings_ = 0;
  int64_t first_ms_ = -1;
  bool closes_next_ = false;
  uint8_t given_ = 0;
  const char* name_ = nullptr;
};

}  // namespace broken

#endif
