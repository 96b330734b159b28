// SPDX-License-Identifier: Apache-2.0
#include <stdio.h>
#include <string.h>
#include <sparekey/sparekey.h>

static struct sparekey_client client;
static struct sparekey_recovery recovery;
static unsigned char memory[SPAREKEY_MEMORY_BYTES];
static unsigned char pool[SPAREKEY_POOL_BYTES];  // 8 if mbedTLS uses malloc
static char ca[512 * 1024], line[256], token[2048];

static const char* ask(const char* what) {
  printf("%s: ", what);
  fflush(stdout);
  if (fgets(line, sizeof line, stdin) == NULL) line[0] = '\0';
  line[strcspn(line, "\n")] = '\0';
  return line;
}

static bool worked(const char* what, struct sparekey_result result) {
  printf("%s: %s", what, sparekey_explain(result.code));
  if (result.code != SPAREKEY_CODE_OK) printf(" (%s)", sparekey_advice_name(result.advice));
  puts("");
  return result.code == SPAREKEY_CODE_OK;
}

static bool recover(const struct sparekey_recipient* person) {
  return worked("recovery", sparekey_recovery_open(&recovery, &client, token, sizeof token,
                                                   SPAREKEY_HIDE_ACCOUNT)) &&
         worked("send", sparekey_recovery_send_code(&recovery, person)) &&
         worked("verify", sparekey_recovery_enter_code(&recovery, ask("passcode"))) &&
         worked("reset", sparekey_recovery_enter_password(&recovery, ask("new password"),
                                                          SPAREKEY_ENCRYPTION_RSA,
                                                          SPAREKEY_SM2_FORMAT_PLAIN));
}

int main(int argc, char** argv) {  // HOST CA_FILE EMAIL
  FILE* file = argc == 4 ? fopen(argv[2], "rb") : NULL;
  if (file == NULL || !sparekey_use_pool(pool, sizeof pool)) return 2;
  const struct sparekey_port port = sparekey_posix_port(SPAREKEY_NO_HANDLE);
  struct sparekey_config config = {0};
  config.host = argv[1];
  config.app_id = "demo-app";
  config.ca_pem = ca;
  config.ca_pem_size = fread(ca, 1, sizeof ca, file);
  fclose(file);

  struct sparekey_recipient person = {0};
  person.email = argv[3];
  const bool done = worked("open", sparekey_open(&client, &config, &port, memory, sizeof memory,
                                                 NULL)) &&
                    recover(&person);
  memset(line, 0, sizeof line);
  sparekey_recovery_close(&recovery);
  sparekey_close(&client);
  return done ? 0 : 1;
}
