// SPDX-License-Identifier: Apache-2.0
// Two whole recoveries over one connection, the new password encrypted by RSA and then by SM2, on
// any machine. Person and passwords are built in; whoever calls knows where passcodes of six digits
// come from.
#ifndef SPAREKEY_SIZE_RECOVER_TWICE_HPP
#define SPAREKEY_SIZE_RECOVER_TWICE_HPP

#include "sparekey/pool.hpp"
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

// RSA and SM2; of a smaller build, what it has.
constexpr Encryption kFirst = SPAREKEY_RSA   ? Encryption::rsa
                              : SPAREKEY_SM2 ? Encryption::sm2
                                             : Encryption::none;
constexpr Encryption kSecond = SPAREKEY_SM2 ? Encryption::sm2 : kFirst;

alignas(kMemoryAlignment) inline unsigned char client_memory[memory_needed(kLimits)];
inline char token[512];

// The anchor is a file here, since the emulator makes a new one each time. A product's is in flash.
inline unsigned char test_anchor[2048];
inline Bytes anchor = {test_anchor, 0};

// Not inlined: the configuration need not lie on the stack while the client works.
__attribute__((noinline)) inline Code open_client(Client* client, const Port& port,
                                                  const char* host) {
  Config config;
  config.host = host;
  config.app_id = "demo-app";
  config.ca_ders = &anchor;
  config.ca_der_count = 1;
  return client->open(config, port, client_memory, sizeof client_memory, kLimits).code;
}

using ReadPasscode = void (*)(void* out, size_t size);

inline Code recover_once(Client& client, Text password, Encryption encryption, ReadPasscode read) {
  Recipient person;
  person.email = "alice@example.com";
  Recovery recovery(client, token, sizeof token);
  Code code = recovery.send_code(person).code;
  char passcode[6] = {};
  if (code == Code::ok) {
    read(passcode, sizeof passcode);
    code = recovery.enter_code({passcode, sizeof passcode}).code;
  }
  if (code == Code::ok) code = recovery.enter_password(password, encryption).code;
  return code;
}

// With `anchor` filled in.
inline Code recover_twice(const Port& port, const char* host, ReadPasscode read) {
  Client client;
  Code code = open_client(&client, port, host);
  SystemAnswer system;
  if (code == Code::ok) code = client.system(&system).code;
  if (code == Code::ok) code = recover_once(client, "Encrypted-by-rsa-1", kFirst, read);
  if (code == Code::ok) code = recover_once(client, "Encrypted-by-sm2-2", kSecond, read);
  return code;
}

}  // namespace sparekey

#endif
