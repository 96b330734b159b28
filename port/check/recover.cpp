// SPDX-License-Identifier: Apache-2.0
// sparekey-port-recover: a whole recovery over port_to_check(), with nothing else of the machine's
// but stdio. Asks for the passcode and the new password, a line each.
//   sparekey-port-recover HOST[:PORT] CA_FILE APP_ID EMAIL     CA_FILE in PEM
#include <stdio.h>
#include <string.h>

#include "check.hpp"
#include "sparekey/pool.hpp"
#include "sparekey/recovery.hpp"

namespace {

using namespace sparekey;

constexpr Limits kLimits;
char token[2048];
char anchors[16384];
#ifdef SPAREKEY_HAS_POOL
alignas(8) unsigned char pool[pool_needed()];
#endif

Text ask(const char* what, char* line, int size) {
  (void)printf("%s: ", what);
  (void)fflush(stdout);
  if (fgets(line, size, stdin) == nullptr) return Text();
  return Text(line, strcspn(line, "\r\n"));
}

bool worked(const char* what, const Result& result) {
  if (result.ok()) return true;
  const Text code = name(result.code);
  (void)printf("%s: %.*s%s%s\n", what, static_cast<int>(code.size()), code.data(),
               result.detail != nullptr ? ": " : "", result.detail != nullptr ? result.detail : "");
  return false;
}

bool recover(Recovery& recovery, const char* email) {
  char passcode[16];
  char password[128];
  Recipient person;
  person.email = email;
  return worked("the passcode was not sent", recovery.send_code(person)) &&
         worked("the passcode was not taken",
                recovery.enter_code(ask("passcode", passcode, sizeof passcode))) &&
         worked("the password was not taken",
                recovery.enter_password(ask("new password", password, sizeof password),
                                        Encryption::rsa));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    (void)fputs("usage: sparekey-port-recover HOST[:PORT] CA_FILE APP_ID EMAIL\n", stderr);
    return 2;
  }
  FILE* const file = fopen(argv[2], "rb");
  const size_t size = file == nullptr ? 0 : fread(anchors, 1, sizeof anchors, file);
  if (file != nullptr) (void)fclose(file);
  if (size == 0 || size == sizeof anchors) {
    (void)fprintf(stderr, "sparekey-port-recover: %s cannot be read, or is too long\n", argv[2]);
    return 2;
  }
#ifdef SPAREKEY_HAS_POOL
  (void)use_pool(pool, sizeof pool);
#endif
  Config config;
  config.host = argv[1];
  config.app_id = argv[3];
  config.ca_pem = Text(anchors, size);
  alignas(kMemoryAlignment) static unsigned char memory[memory_needed(kLimits)];
  Client client;
  if (!worked("not begun", client.open(config, port_to_check(), memory, sizeof memory, kLimits)))
    return 1;
  Recovery recovery(client, token, sizeof token);
  if (!recover(recovery, argv[4])) return 1;
  (void)puts("The new password is set.");
  return 0;
}
