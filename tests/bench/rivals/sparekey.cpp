// SPDX-License-Identifier: Apache-2.0
// Ours, beside the rivals: a whole recovery as the front page shows it, but silent. It is
// enter_password() that asks for the service's key.
//   sparekey_recovery HOST:PORT CA_FILE EMAIL NEW_PASSWORD TIMES
// Passcodes come on standard input, a line each. Exits with the Code of what went wrong, or 0.
// Built with REPORT_POOL it says how much of its pool was in use at most.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "sparekey/sparekey.hpp"

using namespace sparekey;

namespace {

alignas(kMemoryAlignment) unsigned char memory[memory_needed(Limits())];
alignas(kMemoryAlignment) unsigned char pool[pool_needed()];
char token[512];
char ca[512 * 1024];  // a system's bundle of roots takes half of it

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
