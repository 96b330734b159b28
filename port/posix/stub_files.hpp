// SPDX-License-Identifier: Apache-2.0
// What the stub resolver reads of the system's configuration, anew for each lookup.
#ifndef SPAREKEY_PORT_POSIX_STUB_FILES_HPP
#define SPAREKEY_PORT_POSIX_STUB_FILES_HPP

#include "sparekey/port.hpp"

namespace sparekey::posix {

// Where things are; tests have them elsewhere.
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
  int timeout_s;  // of each server in the first round, 2 by default; doubled with each round
  int rounds;     // 2 by default
};

// The first `nameserver` lines of resolv.conf, 127.0.0.1 where there are none, and its options
// `timeout:` (1 to 30) and `attempts:` (1 to 5). No `search` or `domain`: a name in a configuration
// is meant as it stands there. A server with a scope (fe80::1%eth0) is passed over.
void read_servers(Servers* out);

// The addresses of `name` and of `family`, 4 or 6, in the hosts file, in the order of its lines.
// Returns their number.
int read_hosts(const char* name, int family, Address* out, int capacity);

}  // namespace sparekey::posix

#endif
