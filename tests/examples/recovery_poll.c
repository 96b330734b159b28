// SPDX-License-Identifier: Apache-2.0
// A whole recovery that never waits but in poll: on the service while a call is under way, and on
// the keyboard otherwise.
#include <poll.h>
#include <sparekey/sparekey.h>
#include <stdio.h>
#include <unistd.h>

static struct sparekey_client client;
static struct sparekey_recovery recovery;
static unsigned char memory[SPAREKEY_MEMORY_BYTES];
static unsigned char pool[SPAREKEY_POOL_BYTES];
static char ca[512 * 1024], line[256], token[2048];

// Not by stdio, whose buffer poll cannot see.
static bool read_line(void) {
  size_t size = 0;
  while (size + 1 < sizeof line && read(STDIN_FILENO, line + size, 1) == 1 && line[size] != '\n')
    ++size;
  line[size] = '\0';
  return size > 0;
}

// Called from sparekey_step() when a call is over.
static void told(void* context, const struct sparekey_result* result) {
  (void)context;
  printf("\r%s", sparekey_explain(result->code));
  if (result->code != SPAREKEY_CODE_OK) printf(" (%s)", sparekey_advice_name(result->advice));
  switch (sparekey_recovery_current_step(&recovery)) {
    case SPAREKEY_STEP_CODE:
      printf("\nPasscode, good for %d s: ",
             (int)(sparekey_recovery_code_lifetime_ms(&recovery) / 1000));
      break;
    case SPAREKEY_STEP_PASSWORD:
      printf("\nNew password: ");
      break;
    default:
      puts("");
  }
  fflush(stdout);
}

// Waits for what the call under way wants, and draws.
static void wait_for(const struct sparekey_wait* wait) {
  struct pollfd set[SPAREKEY_WAIT_CAPACITY];
  for (int i = 0; i < wait->count; ++i) {
    set[i].fd = wait->interests[i].handle;
    set[i].events = (short)((wait->interests[i].readable ? POLLIN : 0) |
                            (wait->interests[i].writable ? POLLOUT : 0));
  }
  int64_t rest_ms = wait->until_ms - sparekey_now_ms(&client);  // 100: often enough to draw
  rest_ms = rest_ms < 0 ? 0 : rest_ms > 100 ? 100 : rest_ms;
  poll(set, (nfds_t)wait->count, (int)rest_ms);
  printf("\r%s   ", sparekey_phase_name(sparekey_progress(&client).phase));
  fflush(stdout);
}

// The person's turn. False: they are done, or nothing more can be done.
static bool go_on(void) {
  struct pollfd keyboard = {STDIN_FILENO, POLLIN, 0};
  struct sparekey_result begun;
  switch (sparekey_recovery_current_step(&recovery)) {
    case SPAREKEY_STEP_CODE:
      if (poll(&keyboard, 1, -1) != 1 || !read_line()) return false;
      begun = sparekey_recovery_begin_enter_code(&recovery, line, told, NULL);
      break;
    case SPAREKEY_STEP_PASSWORD:
      if (poll(&keyboard, 1, -1) != 1 || !read_line()) return false;
      begun = sparekey_recovery_begin_enter_password(&recovery, line, SPAREKEY_ENCRYPTION_RSA,
                                                     SPAREKEY_SM2_FORMAT_PLAIN, told, NULL);
      break;
    default:
      return false;
  }
  if (begun.code != SPAREKEY_CODE_OK) puts(begun.detail);
  return begun.code == SPAREKEY_CODE_OK;
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
  struct sparekey_result begun =
      sparekey_open(&client, &config, &port, memory, sizeof memory, NULL);
  if (begun.code == SPAREKEY_CODE_OK)
    begun = sparekey_recovery_open(&recovery, &client, token, sizeof token, SPAREKEY_HIDE_ACCOUNT);
  if (begun.code == SPAREKEY_CODE_OK)
    begun = sparekey_recovery_begin_send_code(&recovery, &person, told, NULL);
  if (begun.code != SPAREKEY_CODE_OK) {
    printf("%s: %s\n", sparekey_explain(begun.code), begun.detail);
    return 1;
  }
  struct sparekey_wait wait;
  do {
    while (!sparekey_step(&client, &wait)) wait_for(&wait);
  } while (go_on());
  const bool done = sparekey_recovery_current_step(&recovery) == SPAREKEY_STEP_DONE;
  sparekey_recovery_close(&recovery);
  sparekey_close(&client);
  return done ? 0 : 1;
}
