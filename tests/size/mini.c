// SPDX-License-Identifier: Apache-2.0
// sparekey-mini-c: what sparekey-mini does, in C. The difference is what the face for C costs.
//   sparekey-mini-c HOST:PORT CA_FILE     CA_FILE in DER; passcodes on standard input
#include <fcntl.h>
#include <sparekey/sparekey.h>
#include <unistd.h>

static struct sparekey_client client;
static struct sparekey_recovery recovery;
static unsigned char memory[SPAREKEY_MEMORY_BYTES_FOR(1280, 32, 0)];
static unsigned char pool[SPAREKEY_POOL_BYTES_FOR(SPAREKEY_CHAIN_KEY_RSA_2048, 0)];
static char token[512];
static unsigned char test_anchor[2048];
static struct sparekey_bytes anchor = {test_anchor, 0};

static size_t read_all(int fd, void* out, size_t capacity) {
  size_t size = 0;
  for (ssize_t got; size < capacity; size += (size_t)got)
    if ((got = read(fd, (char*)out + size, capacity - size)) <= 0) break;
  return size;
}

// Not inlined: the configuration need not lie on the stack while the client works.
__attribute__((noinline)) static enum sparekey_code open_client(const struct sparekey_port* port,
                                                                const char* host,
                                                                const char* anchor_file) {
  anchor.size = read_all(open(anchor_file, O_RDONLY | O_CLOEXEC), test_anchor, sizeof test_anchor);
  struct sparekey_config config = {0};
  config.host = host;
  config.app_id = "demo-app";
  config.ca_ders = &anchor;
  config.ca_der_count = 1;
  struct sparekey_limits limits = {0};
  limits.exchange_bytes = 1280;
  limits.json_tokens = 32;
  return sparekey_open(&client, &config, port, memory, sizeof memory, &limits).code;
}

static enum sparekey_code recover_once(const char* password, enum sparekey_encryption encryption) {
  struct sparekey_recipient person = {0};
  person.email = "alice@example.com";
  enum sparekey_code code =
      sparekey_recovery_open(&recovery, &client, token, sizeof token, SPAREKEY_HIDE_ACCOUNT).code;
  if (code == SPAREKEY_CODE_OK) code = sparekey_recovery_send_code(&recovery, &person).code;
  char passcode[7];
  if (code == SPAREKEY_CODE_OK) {
    passcode[read_all(STDIN_FILENO, passcode, sizeof passcode - 1)] = '\0';
    code = sparekey_recovery_enter_code(&recovery, passcode).code;
  }
  if (code == SPAREKEY_CODE_OK)
    code =
        sparekey_recovery_enter_password(&recovery, password, encryption, SPAREKEY_SM2_FORMAT_PLAIN)
            .code;
  sparekey_recovery_close(&recovery);
  return code;
}

int main(int argc, char** argv) {
  if (argc != 3 || !sparekey_use_pool(pool, sizeof pool)) return 1;
  const struct sparekey_port port = sparekey_posix_port_without_names(SPAREKEY_NO_HANDLE);
  enum sparekey_code code = open_client(&port, argv[1], argv[2]);
  struct sparekey_system_answer system;
  if (code == SPAREKEY_CODE_OK) code = sparekey_system(&client, &system).code;
  if (code == SPAREKEY_CODE_OK) code = recover_once("Encrypted-by-rsa-1", SPAREKEY_ENCRYPTION_RSA);
  if (code == SPAREKEY_CODE_OK) code = recover_once("Encrypted-by-sm2-2", SPAREKEY_ENCRYPTION_SM2);
  return (int)code;
}
