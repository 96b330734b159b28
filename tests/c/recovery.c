// SPDX-License-Identifier: Apache-2.0
#include "check.h"

static const struct sparekey_recipient kPerson = {"alice@example.com", NULL, NULL};

static void open_recovery(struct stage* stage, struct sparekey_recovery* recovery, char* token,
                          size_t size, enum sparekey_disclosure disclosure) {
  open_stage(stage);
  CHECK_CODE(sparekey_recovery_open(recovery, &stage->client, token, size, disclosure),
             SPAREKEY_CODE_OK);
  CHECK(sparekey_recovery_current_step(recovery) == SPAREKEY_STEP_IDENTIFY);
}

void recovery_blocking(struct stage* stage) {
  struct sparekey_recovery recovery = {{0}};
  char token[16] = "";
  open_recovery(stage, &recovery, token, sizeof token, SPAREKEY_REVEAL_ACCOUNT);
  CHECK_CODE(sparekey_recovery_enter_code(&recovery, "123456"), SPAREKEY_CODE_BAD_ARGUMENT);
  CHECK_TEXT(sparekey_recovery_send_code(&recovery, &kPerson).message, "sent");
  CHECK(sparekey_recovery_current_step(&recovery) == SPAREKEY_STEP_CODE);
  CHECK(sparekey_recovery_cooldown_ms(&recovery) == SPAREKEY_CODE_COOLDOWN_S * INT64_C(1000));
  CHECK(sparekey_recovery_code_lifetime_ms(&recovery) ==
        SPAREKEY_EMAIL_CODE_LIFETIME_S * INT64_C(1000));
  const struct sparekey_result early = sparekey_recovery_send_code(&recovery, &kPerson);
  CHECK_CODE(early, SPAREKEY_CODE_TOO_SOON);
  CHECK(early.retry_after_s == 60 && early.advice == SPAREKEY_ADVICE_WAIT);
  CHECK_CODE(sparekey_recovery_enter_code(&recovery, "123456"), SPAREKEY_CODE_OK);
  CHECK(sparekey_recovery_current_step(&recovery) == SPAREKEY_STEP_PASSWORD);
  CHECK(sparekey_recovery_token_lifetime_ms(&recovery) == 300 * INT64_C(1000));
  CHECK(memcmp(token, "the-token", 9) == 0);
  CHECK_CODE(sparekey_recovery_enter_password(&recovery, "Passw0rd!", SPAREKEY_ENCRYPTION_RSA,
                                              SPAREKEY_SM2_FORMAT_PLAIN),
             SPAREKEY_CODE_OK);
  CHECK_CODE(sparekey_recovery_result(&recovery), SPAREKEY_CODE_OK);
  CHECK(sparekey_recovery_current_step(&recovery) == SPAREKEY_STEP_DONE);
  CHECK(token[0] == '\0' && token[8] == '\0');

  // Back, and with memory that the token does not fit.
  sparekey_recovery_start_over(&recovery);
  CHECK(sparekey_recovery_current_step(&recovery) == SPAREKEY_STEP_IDENTIFY);
  for (size_t size = 0; size <= 8; size += 8) {
    CHECK_CODE(sparekey_recovery_open(&recovery, &stage->client, size == 0 ? NULL : token,
                                      size == 0 ? sizeof token : size, SPAREKEY_HIDE_ACCOUNT),
               SPAREKEY_CODE_OK);
    CHECK_CODE(sparekey_recovery_send_code(&recovery, &kPerson), SPAREKEY_CODE_OK);
    CHECK_CODE(sparekey_recovery_enter_code(&recovery, "1"), SPAREKEY_CODE_BUFFER_TOO_SMALL);
  }
  sparekey_recovery_close(&recovery);
  sparekey_recovery_close(&recovery);
  sparekey_close(&stage->client);
}

static void count(void* context, const struct sparekey_result* result) {
  CHECK_CODE(*result, SPAREKEY_CODE_OK);
  ++*(int*)context;
}

void recovery_stepwise(struct stage* stage) {
  struct sparekey_recovery recovery = {{0}};
  char token[16];
  int times = 0;
  open_recovery(stage, &recovery, token, sizeof token, SPAREKEY_HIDE_ACCOUNT);
  CHECK_CODE(sparekey_recovery_begin_send_code(&recovery, &kPerson, count, &times),
             SPAREKEY_CODE_OK);
  CHECK_CODE(sparekey_recovery_send_code(&recovery, &kPerson), SPAREKEY_CODE_BAD_ARGUMENT);
  drive(stage);
  CHECK(times == 1);
  CHECK_CODE(sparekey_recovery_begin_enter_code(&recovery, "123456", NULL, NULL), SPAREKEY_CODE_OK);
  drive(stage);
  CHECK_CODE(sparekey_recovery_result(&recovery), SPAREKEY_CODE_OK);
  CHECK_CODE(
      sparekey_recovery_begin_enter_password(&recovery, "Passw0rd!", SPAREKEY_ENCRYPTION_NONE,
                                             SPAREKEY_SM2_FORMAT_PLAIN, count, &times),
      SPAREKEY_CODE_OK);
  drive(stage);
  CHECK(times == 2);
  CHECK(sparekey_recovery_current_step(&recovery) == SPAREKEY_STEP_DONE);
  sparekey_recovery_close(&recovery);
  sparekey_close(&stage->client);
}

// The person learns nothing; the program may still read what the service said.
void recovery_keeps_silent(struct stage* stage) {
  struct sparekey_recovery recovery = {{0}};
  char token[16];
  open_recovery(stage, &recovery, token, sizeof token, SPAREKEY_HIDE_ACCOUNT);
  const struct sparekey_result result = sparekey_recovery_send_code(&recovery, &kPerson);
  CHECK_CODE(result, SPAREKEY_CODE_OK);
  CHECK_TEXT(result.message, "");
  const struct sparekey_result said = sparekey_last_result(&stage->client);
  CHECK_CODE(said, SPAREKEY_CODE_ACCOUNT_NOT_FOUND);
  CHECK_TEXT(said.message, "no such");
  CHECK_TEXT(said.request_id, "r\"2");
  sparekey_recovery_close(&recovery);
  sparekey_close(&stage->client);
}

// A result that is read late must not write into what lies there now.
void recovery_reads_old_results(struct stage* stage) {
  struct sparekey_recovery recovery = {{0}};
  char token[16];
  struct sparekey_wait wait;
  open_recovery(stage, &recovery, token, sizeof token, SPAREKEY_REVEAL_ACCOUNT);
  CHECK_TEXT(sparekey_recovery_send_code(&recovery, &kPerson).message, "sent");
  CHECK_CODE(sparekey_begin_send_code(&stage->client, &kPerson, NULL, NULL), SPAREKEY_CODE_OK);
  while (!sparekey_step(&stage->client, &wait)) {
    CHECK_CODE(sparekey_recovery_result(&recovery), SPAREKEY_CODE_OK);
    (void)sparekey_last_result(&stage->client);
    CHECK(stage->port->wait(stage->port->context, wait.interests, wait.count, wait.until_ms) ==
          SPAREKEY_PORT_OK);
  }
  CHECK_CODE(sparekey_last_result(&stage->client), SPAREKEY_CODE_OK);
  sparekey_recovery_close(&recovery);
  sparekey_close(&stage->client);
}

// Closed while its call is under way: nobody is told, and the client is free again.
void recovery_is_ended(struct stage* stage) {
  struct sparekey_recovery recovery = {{0}};
  char token[16];
  int times = 0;
  open_recovery(stage, &recovery, token, sizeof token, SPAREKEY_HIDE_ACCOUNT);
  CHECK_CODE(sparekey_recovery_begin_send_code(&recovery, &kPerson, count, &times),
             SPAREKEY_CODE_OK);
  CHECK(!sparekey_step(&stage->client, NULL));
  sparekey_recovery_close(&recovery);
  CHECK(times == 0);
  CHECK_CODE(sparekey_send_code(&stage->client, &kPerson), SPAREKEY_CODE_OK);
  sparekey_close(&stage->client);
}
