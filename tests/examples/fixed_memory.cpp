// SPDX-License-Identifier: Apache-2.0
// As little memory as a whole recovery takes, all of it static, and known when it is compiled.
#include <stdio.h>
#include <string.h>
#include <sparekey/sparekey.hpp>

using namespace sparekey;

constexpr Limits make_limits() {
  Limits limits;
  limits.exchange_bytes = 1280;  // an answer with an RSA-2048 and an SM2 key has 900
  limits.json_tokens = 32;       // and 22 tokens
  return limits;
}
constexpr Limits kLimits = make_limits();

alignas(kMemoryAlignment) static unsigned char memory[memory_needed(kLimits)];
// For a chain without keys above RSA-2048; 8 if mbedTLS uses malloc.
alignas(kMemoryAlignment) static unsigned char pool[pool_needed(ChainKey::rsa_2048)];
static char token[512], line[80];
static unsigned char ca[2048];  // in a product: a constant in flash

static Text ask(const char* what) {
  fputs(what, stdout);
  fflush(stdout);
  return fgets(line, sizeof line, stdin) != nullptr ? Text(line, strcspn(line, "\n")) : Text();
}

int main(int argc, char** argv) {  // ADDRESS:PORT CA_FILE_IN_DER EMAIL
  FILE* file = argc == 4 ? fopen(argv[2], "re") : nullptr;
  if (file == nullptr || !use_pool(pool, sizeof pool)) return 2;
  const Bytes anchor = {ca, fread(ca, 1, sizeof ca, file)};
  fclose(file);
  Config config;
  config.host = argv[1];
  config.app_id = "demo-app";
  config.ca_ders = &anchor;
  config.ca_der_count = 1;

  Client client;
  Recipient person;
  person.email = argv[3];
  Result result = client.open(config, posix_port_without_names(), memory, sizeof memory, kLimits);
  Recovery recovery(client, token, sizeof token);
  if (result.ok()) result = recovery.send_code(person);
  if (result.ok()) result = recovery.enter_code(ask("passcode: "));
  if (result.ok()) result = recovery.enter_password(ask("new password: "), Encryption::rsa);
  const Text words = explain(result.code);
  printf("%.*s. The client had %zu bytes, mbedTLS %zu.\n", static_cast<int>(words.size()),
         words.data(), sizeof memory, sizeof pool);
  return result.ok() ? 0 : 1;
}
