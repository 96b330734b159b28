// SPDX-License-Identifier: Apache-2.0
// What the stub resolver reads of the system's configuration, anew for each lookup.
#ifndef SPAREKEY_PORT_POSIX_STUB_FILES_HPP
#define SPAREKEY_PORT_POSIX_STUB_FILES_HPP

#include "sparekey/port.hpp"

namespace sparekey::posix {

// Where to find things; tests have theirs elsewhere.
struct Places {
  const char* resolv_conf;
  const char* hosts;
  uint16_t server_port;
};
extern Places places;

constexpr int kMaxServers = 3;

struct Servers {
  int count;
  Address addresses[kMaxServers];
  int timeout_s;  // of each server in the first round, 2 by default; doubled in each further one
  int rounds;     // 2 by default
};

// The first `nameserver` lines of resolv.conf, or 127.0.0.1 if there are none, and its options
// `timeout:` (1 to 30) and `attempts:` (1 to 5). No `search` or `domain`: a name in a configuration
// is meant as written.
void read_servers(Servers* out);

// The addresses of `name` in the hosts file that are of `family` (4 or 6), in the order of its
// lines. Returns how many.
int read_hosts(const char* name, int family, Address* out, int capacity);

}  // namespace sparekey::posix

#endif
