// SPDX-License-Identifier: Apache-2.0
// Ours, beside the rivals: a whole recovery as the front page shows it, but silent. It is
// enter_password() that asks for the service's key.
//   sparekey_recovery HOST:PORT CA_FILE EMAIL NEW_PASSWORD TIMES
// Passcodes come on standard input, a line each. Exits with the Code of what went wrong, or 0.
// Built with REPORT_POOL it says how much of its pool was in use at most.
#include <stdio.h>
#include <stdlib.h>

#include "../one_recovery.hpp"

using namespace sparekey;

namespace {

alignas(kMemoryAlignment) unsigned char memory[memory_needed(Limits())];
alignas(kMemoryAlignment) unsigned char pool[pool_needed()];

// Not inlined: the configuration need not lie on the stack while the client works.
__attribute__((noinline)) Code open_client(Client& client, const char* host, const char* ca_file) {
  Config config;
  config.host = host;
  config.app_id = "demo-app";
  config.ca_pem = read_ca(ca_file);
  return client.open(config, posix_port(), memory, sizeof memory).code;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6 || !use_pool(pool, sizeof pool)) return 2;
  Client client;
  Code code = open_client(client, argv[1], argv[2]);
  Recipient person;
  person.email = argv[3];
  for (int left = atoi(argv[5]); left > 0 && code == Code::ok; --left)
    code = recover(client, person, argv[4]);
#ifdef REPORT_POOL
  printf("pool_peak %zu\n", pool_statistics().peak_bytes);
#endif
  return static_cast<int>(code);
}
