// SPDX-License-Identifier: Apache-2.0
// A world of its own behind a Port: names, addresses and servers in memory, time that passes only
// while somebody waits, and faults at will.
#ifndef SPAREKEY_SIMULATED_WORLD_HPP
#define SPAREKEY_SIMULATED_WORLD_HPP

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "memory_server.hpp"
#include "sparekey/sparekey.hpp"
#include "support/outcome.hpp"

namespace sparekey::test {

enum class Host {
  answers,  // takes the connection and speaks TLS
  refuses,
  silent,    // never answers a connect
  deaf,      // takes the connection, and says nothing
  slow,      // answers a connect after 400 ms
  late_bad,  // refuses after 400 ms
};

class World {
 public:
  explicit World(MemoryService& service) : service_(service) {}
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  Port port();

  // The server's side of the connection made last.
  MemoryServer& server() { return *connections_.rbegin()->second.server; }

  // Names. `resolve_status`: kPortOk gives `hosts`, one address each.
  std::vector<Host> hosts = {Host::answers};
  std::string families = "64646464";  // of the hosts, in this order
  int resolve_status = kPortOk;
  int resolve_start_status = kPortOk;
  int64_t resolve_takes_ms = 0;  // negative: for ever
  // If set: when each host is found. The lookup then gives each once, and stays open for
  // `resolve_takes_ms`. If not, it gives all of them at its end, and again whenever it is asked.
  std::vector<int64_t> found_after_ms;

  // Time and randomness.
  int64_t now_ms = 1'000'000;
  int64_t wall_clock_s = now_s();
  bool random_fails = false;
  int fail_at_draw = 0;         // 1: the first one
  uint32_t random_pattern = 0;  // not 0: the same bytes each time, and others for another pattern
  int draws = 0;

  // A modem's sockets: a connect beyond them says "not now".
  int sockets = 1000;
  int64_t busy_until_ms = 0;  // somebody else has all of them
  int refused_for_now = 0;

  // I/O.
  int64_t round_trip_ms = 0;        // until the server's bytes can be read
  size_t most_per_call = SIZE_MAX;  // bytes that one send or receive moves
  bool takes_nothing = false;       // each send says kPortAgain, and waits for ever
  bool again_every_other = false;   // each other send or receive says kPortAgain
  int interrupt_at_wait = 0;        // 1: at the first one
  int interrupt_with = kPortInterrupted;
  int io_calls = 0;             // sends and receives so far
  int fail_at_io_call = 0;      // 1: the first one
  int fail_with = kPortFailed;  // what that call returns
  bool fails_for_good = false;  // ... and all I/O behind it
  int64_t drip_ms = 0;          // a mute server sends a byte of no record's end so often

  // What was seen.
  std::vector<int> connects;  // addresses tried, by index in `hosts`
  std::vector<int64_t> connect_times_ms;
  std::string trace;           // 'S' a send, 'R' a receive, '.' either in vain
  std::string sent, received;  // bytes, of all connections
  int waits = 0;
  int io_at_interrupt = 0;  // sends and receives before it
  int lookups_open = 0;
  int connections_open = 0;
  int most_connections_open = 0;
  bool misuse = false;  // a handle used that is not open, or what the contract forbids

 private:
  struct Connection {
    Host host;
    int64_t since_ms;
    int64_t dripped_ms;
    int dripped;
    int64_t readable_at_ms;
    std::unique_ptr<MemoryServer> server;
    bool connected;
  };
  struct Functions;

  Connection* find(Handle handle);
  bool io_fails(int* out);
  bool is_ready(const Interest& interest, int64_t* at_ms);
  bool is_lookup_over() const;
  int find_addresses(Address* out, int capacity);

  MemoryService& service_;
  std::map<Handle, Connection> connections_;
  Handle next_handle_ = 100;
  int64_t lookup_since_ms_ = 0;
  size_t given_ = 0;  // of the hosts, by a lookup that gives each once
  int lookup_said_ = 0;
  bool again_ = false;
};

}  // namespace sparekey::test

#endif
