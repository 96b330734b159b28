// SPDX-License-Identifier: Apache-2.0
#include <stdio.h>
#include <string.h>
#include <sparekey/sparekey.hpp>

using namespace sparekey;

alignas(kMemoryAlignment) static unsigned char memory[memory_needed(Limits())];
alignas(kMemoryAlignment) static unsigned char pool[pool_needed()];  // 8 if mbedTLS uses malloc
static char ca[512 * 1024], line[256], token[2048];

static Text ask(const char* what) {
  printf("%s: ", what);
  fflush(stdout);
  return fgets(line, sizeof line, stdin) != nullptr ? Text(line, strcspn(line, "\n")) : Text();
}

static bool worked(const char* what, const Result& result) {
  const Text words = explain(result.code), advice = name(result.advice);
  printf("%s: %.*s", what, static_cast<int>(words.size()), words.data());
  if (!result.ok()) printf(" (%.*s)", static_cast<int>(advice.size()), advice.data());
  puts("");
  return result.ok();
}

int main(int argc, char** argv) {  // HOST CA_FILE EMAIL
  FILE* file = argc == 4 ? fopen(argv[2], "re") : nullptr;
  if (file == nullptr || !use_pool(pool, sizeof pool)) return 2;
  Config config;
  config.host = argv[1];
  config.app_id = "demo-app";
  config.ca_pem = Text(ca, fread(ca, 1, sizeof ca, file));
  fclose(file);

  Client client;
  if (!worked("open", client.open(config, posix_port(), memory, sizeof memory))) return 1;
  Recipient person;
  person.email = argv[3];
  Recovery recovery(client, token, sizeof token);
  if (!worked("send", recovery.send_code(person))) return 1;
  if (!worked("verify", recovery.enter_code(ask("passcode")))) return 1;
  return worked("reset", recovery.enter_password(ask("new password"), Encryption::rsa)) ? 0 : 1;
}
