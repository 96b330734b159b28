// SPDX-License-Identifier: Apache-2.0
// Recovers an account many times, with room for large answers, and says what is left behind.
//   sparekey_growth HOST:PORT CA_FILE EMAIL NEW_PASSWORD TIMES
// Passcodes come on standard input, a line each. Exits with the Code of what went wrong, or 0.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

#include "../one_recovery.hpp"

using namespace sparekey;

namespace {

constexpr Limits limits() {
  Limits limits;
  limits.exchange_bytes = 68 * 1024;
  limits.json_tokens = 8192;
  return limits;
}

alignas(kMemoryAlignment) unsigned char memory[memory_needed(limits())];
alignas(kMemoryAlignment) unsigned char pool[pool_needed()];

// How many are open: without a heap, so not by reading a folder.
int descriptors() {
  int open = 0;
  for (int fd = 0; fd < 256; ++fd) open += fcntl(fd, F_GETFD) >= 0;
  return open;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6 || !use_pool(pool, sizeof pool)) return 2;
  Client client;
  Config config;
  config.host = argv[1];
  config.app_id = "demo-app";
  config.ca_pem = read_ca(argv[2]);
  Code code = client.open(config, posix_port(), memory, sizeof memory, limits()).code;
  Recipient person;
  person.email = argv[3];
  for (int left = atoi(argv[5]); left > 0 && code == Code::ok; --left)
    code = recover(client, person, argv[4]);
  const PoolStatistics statistics = pool_statistics();
  printf("pool %zu\npool_peak %zu\ndescriptors %d\n", statistics.bytes, statistics.peak_bytes,
         descriptors());
  return static_cast<int>(code);
}
