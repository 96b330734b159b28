// SPDX-License-Identifier: Apache-2.0
// Recovers an account many times, with room for large answers, and says what is left behind.
//   sparekey_growth HOST:PORT CA_FILE EMAIL NEW_PASSWORD TIMES
// Passcodes come on standard input, a line each. Exits with the Code of what went wrong, or 0.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "sparekey/sparekey.hpp"

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
char token[512];
char ca[512 * 1024];

Text read_ca(const char* file) {
  const int fd = open(file, O_RDONLY | O_CLOEXEC);
  const ssize_t size = read(fd, ca, sizeof ca);
  close(fd);
  return {ca, size > 0 ? static_cast<size_t>(size) : 0};
}

Code recover(Client& client, const Recipient& person, Text password) {
  Recovery recovery(client, token, sizeof token);
  Code code = recovery.send_code(person).code;
  if (code != Code::ok) return code;
  char passcode[16];
  const ssize_t typed = read(STDIN_FILENO, passcode, sizeof passcode);  // pipes give a line at once
  code = recovery.enter_code({passcode, typed > 0 ? static_cast<size_t>(typed) - 1 : 0}).code;
  return code == Code::ok ? recovery.enter_password(password, Encryption::rsa).code : code;
}

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
