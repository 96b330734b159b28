// SPDX-License-Identifier: Apache-2.0
// sparekey-mini: the library with the least around it, and a pool for keys up to RSA-2048. Exits
// with the Code of what went wrong, or 0. Built as sparekey-mini-names it takes a host's name.
//   sparekey-mini HOST:PORT CA_FILE     CA_FILE in DER; passcodes on standard input
#include "recovery.hpp"

namespace {

using namespace sparekey;

alignas(8) unsigned char pool[pool_needed(ChainKey::rsa_2048)];

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 || !use_pool(pool, sizeof pool)) return 1;
#ifdef SPAREKEY_MINI_NAMES
  const Port port = posix_port();
#else
  const Port port = posix_port_without_names();
#endif
  return static_cast<int>(recover(port, argv[1], argv[2]));
}
