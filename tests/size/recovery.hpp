// SPDX-License-Identifier: Apache-2.0
// What the programs of this folder do, the least an appliance has around the library: two whole
// recoveries over one connection, the new password encrypted by RSA and then by SM2. Person and
// passwords are built in; passcodes of six digits come on standard input.
#ifndef SPAREKEY_SIZE_RECOVERY_HPP
#define SPAREKEY_SIZE_RECOVERY_HPP

#include <fcntl.h>
#include <unistd.h>

#include "sparekey/pool.hpp"
#include "sparekey/posix.hpp"
#include "sparekey/recovery.hpp"

namespace sparekey {

// An answer of GET /system with RSA-2048 and SM2 keys has 900 bytes and 22 tokens.
constexpr Limits make_limits() {
  Limits limits;
  limits.exchange_bytes = 1280;
  limits.json_tokens = 32;
  return limits;
}
constexpr Limits kLimits = make_limits();

alignas(kMemoryAlignment) inline unsigned char client_memory[memory_needed(kLimits)];
inline char token[512];

// The anchor is a file here, since the emulator makes a new one each time. A product's is in flash.
inline unsigned char test_anchor[2048];
inline Bytes anchor = {test_anchor, 0};

inline size_t read_all(int fd, void* out, size_t capacity) {
  size_t size = 0;
  for (ssize_t got; size < capacity; size += static_cast<size_t>(got))
    if ((got = read(fd, static_cast<char*>(out) + size, capacity - size)) <= 0) break;
  return size;
}

// Not inlined: the configuration need not lie on the stack while the client works.
__attribute__((noinline)) inline Code open_client(Client* client, const Port& port,
                                                  const char* host, const char* anchor_file) {
  anchor.size = read_all(open(anchor_file, O_RDONLY | O_CLOEXEC), test_anchor, sizeof test_anchor);
  Config config;
  config.host = host;
  config.app_id = "demo-app";
  config.ca_ders = &anchor;
  config.ca_der_count = 1;
  return client->open(config, port, client_memory, sizeof client_memory, kLimits).code;
}

inline Code recover_once(Client& client, Text password, Encryption encryption) {
  Recipient person;
  person.email = "alice@example.com";
  Recovery recovery(client, token, sizeof token);
  Code code = recovery.send_code(person).code;
  char passcode[6];
  if (code == Code::ok)
    code = recovery.enter_code({passcode, read_all(STDIN_FILENO, passcode, sizeof passcode)}).code;
  if (code == Code::ok) code = recovery.enter_password(password, encryption).code;
  return code;
}

inline Code recover(const Port& port, const char* host, const char* anchor_file) {
  Client client;
  Code code = open_client(&client, port, host, anchor_file);
  SystemAnswer system;
  if (code == Code::ok) code = client.system(&system).code;
  if (code == Code::ok) code = recover_once(client, "Encrypted-by-rsa-1", Encryption::rsa);
  if (code == Code::ok) code = recover_once(client, "Encrypted-by-sm2-2", Encryption::sm2);
  return code;
}

}  // namespace sparekey

#endif
