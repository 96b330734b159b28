// SPDX-License-Identifier: Apache-2.0
// What a C programmer hands over that nobody should.
#include "check.h"

#define CHECK_REFUSED(call)                                             \
  do {                                                                  \
    const struct sparekey_result refused = (call);                      \
    CHECK_CODE(refused, SPAREKEY_CODE_BAD_ARGUMENT);                    \
    CHECK(refused.delivery == SPAREKEY_DELIVERY_NOT_SENT);              \
    CHECK(refused.advice == SPAREKEY_ADVICE_CHECK_INPUT);               \
    CHECK(!SPAREKEY_DETAILS || refused.detail[0] != '\0');              \
    CHECK(refused.message[0] == '\0' && refused.request_id[0] == '\0'); \
  } while (0)

static struct sparekey_result open_with(struct stage* stage, const struct sparekey_config* config,
                                        const struct sparekey_port* port) {
  return sparekey_open(&stage->client, config, port, stage->memory, sizeof stage->memory, NULL);
}

void nulls_are_empty(struct stage* stage) {
  struct sparekey_config config = config_for(stage);
  CHECK_REFUSED(
      sparekey_open(NULL, &config, stage->port, stage->memory, sizeof stage->memory, NULL));
  CHECK_REFUSED(open_with(stage, NULL, stage->port));
  CHECK_REFUSED(open_with(stage, &config, NULL));
  config.host = NULL;
  CHECK_REFUSED(open_with(stage, &config, stage->port));
  config = config_for(stage);
  config.app_id = NULL;
  CHECK_REFUSED(open_with(stage, &config, stage->port));
  config = config_for(stage);
  config.ca_pem = NULL;  // its size says otherwise
  CHECK_CODE(open_with(stage, &config, stage->port), SPAREKEY_CODE_UNREADABLE_FILE);
  config = config_for(stage);
  config.pin_count = 1;
  CHECK_REFUSED(open_with(stage, &config, stage->port));
  config = config_for(stage);
  config.ca_der_count = 1;
  CHECK_REFUSED(open_with(stage, &config, stage->port));
  // Any function of the port.
  for (size_t i = 1; i < sizeof(struct sparekey_port) / sizeof(void*); ++i) {
    struct sparekey_port port = *stage->port;
    memset((unsigned char*)&port + i * sizeof(void*), 0, sizeof(void*));
    config = config_for(stage);
    CHECK_REFUSED(open_with(stage, &config, &port));
  }

  open_stage(stage);
  const struct sparekey_recipient nobody = {NULL, NULL, NULL};
  const struct sparekey_recipient empty = {"", "", ""};
  const struct sparekey_recipient person = {"alice@example.com", NULL, NULL};
  const struct sparekey_reset_request no_token = {NULL, "password", SPAREKEY_ENCRYPTION_NONE,
                                                  SPAREKEY_SM2_FORMAT_PLAIN};
  const struct sparekey_reset_request no_password = {"token", NULL, SPAREKEY_ENCRYPTION_NONE,
                                                     SPAREKEY_SM2_FORMAT_PLAIN};
  CHECK_REFUSED(sparekey_send_code(&stage->client, NULL));
  CHECK_REFUSED(sparekey_send_code(&stage->client, &nobody));
  CHECK_REFUSED(sparekey_send_code(&stage->client, &empty));
  CHECK_REFUSED(sparekey_check_code(&stage->client, &person, NULL, NULL));
  CHECK_REFUSED(sparekey_verify(&stage->client, &person, NULL, NULL));
  CHECK_REFUSED(sparekey_verify(&stage->client, NULL, "1", NULL));
  CHECK_REFUSED(sparekey_reset(&stage->client, NULL));
  CHECK_REFUSED(sparekey_reset(&stage->client, &no_token));
  CHECK_REFUSED(sparekey_reset(&stage->client, &no_password));
  sparekey_close(&stage->client);

  const struct sparekey_crls crls = sparekey_crls_from(NULL, 9);
  CHECK(crls.der.size == 0);
  CHECK(sparekey_crls_from_der(NULL, 9).der.size == 0);
}

static void never(void* context, const struct sparekey_result* result) {
  (void)result;
  CHECK(context == NULL);
}

static void all_refuse(struct sparekey_client* client, struct sparekey_recovery* recovery) {
  const struct sparekey_recipient person = {"alice@example.com", NULL, NULL};
  const struct sparekey_reset_request request = {"token", "password", SPAREKEY_ENCRYPTION_NONE,
                                                 SPAREKEY_SM2_FORMAT_PLAIN};
  struct sparekey_system_answer system;
  struct sparekey_check_code_answer check;
  struct sparekey_verify_answer verified;
  int context = 0;
  CHECK_REFUSED(sparekey_prepare(client, SPAREKEY_ENCRYPTION_NONE));
  CHECK_REFUSED(sparekey_system(client, &system));
  CHECK_REFUSED(sparekey_send_code(client, &person));
  CHECK_REFUSED(sparekey_check_code(client, &person, "1", &check));
  CHECK_REFUSED(sparekey_verify(client, &person, "1", &verified));
  CHECK_REFUSED(sparekey_reset(client, &request));
  CHECK_REFUSED(sparekey_begin_prepare(client, SPAREKEY_ENCRYPTION_NONE, never, &context));
  CHECK_REFUSED(sparekey_begin_system(client, &system, never, &context));
  CHECK_REFUSED(sparekey_begin_send_code(client, &person, never, &context));
  CHECK_REFUSED(sparekey_begin_check_code(client, &person, "1", &check, never, &context));
  CHECK_REFUSED(sparekey_begin_verify(client, &person, "1", &verified, never, &context));
  CHECK_REFUSED(sparekey_begin_reset(client, &request, never, &context));
  CHECK_REFUSED(sparekey_finish(client));
  CHECK_REFUSED(sparekey_last_result(client));
  CHECK(sparekey_step(client, NULL));
  CHECK(sparekey_now_ms(client) == 0);
  CHECK(sparekey_progress(client).phase == SPAREKEY_PHASE_IDLE);
  CHECK(sparekey_client_statistics(client).connections == 0);
  sparekey_cancel(client);
  sparekey_close(client);

  CHECK_REFUSED(sparekey_recovery_send_code(recovery, &person));
  CHECK_REFUSED(sparekey_recovery_enter_code(recovery, "1"));
  CHECK_REFUSED(sparekey_recovery_enter_password(recovery, "p", SPAREKEY_ENCRYPTION_NONE,
                                                 SPAREKEY_SM2_FORMAT_PLAIN));
  CHECK_REFUSED(sparekey_recovery_begin_send_code(recovery, &person, never, &context));
  CHECK_REFUSED(sparekey_recovery_begin_enter_code(recovery, "1", never, &context));
  CHECK_REFUSED(sparekey_recovery_begin_enter_password(recovery, "p", SPAREKEY_ENCRYPTION_NONE,
                                                       SPAREKEY_SM2_FORMAT_PLAIN, never, &context));
  CHECK_REFUSED(sparekey_recovery_result(recovery));
  CHECK(sparekey_recovery_current_step(recovery) == SPAREKEY_STEP_IDENTIFY);
  CHECK(sparekey_recovery_cooldown_ms(recovery) == 0);
  CHECK(sparekey_recovery_code_lifetime_ms(recovery) == 0);
  CHECK(sparekey_recovery_token_lifetime_ms(recovery) == 0);
  sparekey_recovery_start_over(recovery);
  sparekey_recovery_close(recovery);
}

void nothing_is_open(void) {
  static struct sparekey_client client;
  static struct sparekey_recovery recovery;
  char token[16];
  all_refuse(NULL, NULL);
  all_refuse(&client, &recovery);
  CHECK_REFUSED(sparekey_recovery_open(NULL, &client, token, sizeof token, SPAREKEY_HIDE_ACCOUNT));
  CHECK_REFUSED(
      sparekey_recovery_open(&recovery, NULL, token, sizeof token, SPAREKEY_HIDE_ACCOUNT));
}

void numbers_are_no_values(struct stage* stage) {
  struct sparekey_config config = config_for(stage);
  config.brand = (enum sparekey_brand)(SPAREKEY_BRAND_GENAUTH + 1);
  CHECK_REFUSED(open_with(stage, &config, stage->port));
  config = config_for(stage);
  config.language = (enum sparekey_language)(SPAREKEY_LANGUAGE_JA_JP + 1);
  CHECK_REFUSED(open_with(stage, &config, stage->port));
  config = config_for(stage);
  config.clock_policy = (enum sparekey_clock_policy)(SPAREKEY_CLOCK_IGNORE_DATES + 1);
  CHECK_REFUSED(open_with(stage, &config, stage->port));

  // Nothing that looks like NONE after a cast.
  const enum sparekey_encryption cipher = (enum sparekey_encryption)256;
  const enum sparekey_sm2_format format = (enum sparekey_sm2_format)256;
  open_stage(stage);
  CHECK_REFUSED(sparekey_prepare(&stage->client, cipher));
  struct sparekey_reset_request request = {"token", "password", cipher, SPAREKEY_SM2_FORMAT_PLAIN};
  CHECK_REFUSED(sparekey_reset(&stage->client, &request));
  request.encryption = SPAREKEY_ENCRYPTION_SM2;
  request.sm2_format = format;
  CHECK_REFUSED(sparekey_reset(&stage->client, &request));
  struct sparekey_recovery recovery;
  memset(&recovery, 0, sizeof recovery);
  CHECK_REFUSED(
      sparekey_recovery_open(&recovery, &stage->client, NULL, 0, (enum sparekey_disclosure)2));
  CHECK_CODE(sparekey_recovery_open(&recovery, &stage->client, NULL, 0, SPAREKEY_REVEAL_ACCOUNT),
             SPAREKEY_CODE_OK);
  CHECK_REFUSED(
      sparekey_recovery_enter_password(&recovery, "password", cipher, SPAREKEY_SM2_FORMAT_PLAIN));
  CHECK_REFUSED(
      sparekey_recovery_enter_password(&recovery, "password", SPAREKEY_ENCRYPTION_SM2, format));
  sparekey_recovery_close(&recovery);
  sparekey_close(&stage->client);
}

static enum sparekey_code open_in(struct stage* stage, void* memory, size_t size,
                                  const struct sparekey_limits* limits) {
  const struct sparekey_config config = config_for(stage);
  const struct sparekey_result result =
      sparekey_open(&stage->client, &config, stage->port, memory, size, limits);
  return result.code;
}

void sizes_are_checked(struct stage* stage) {
  static unsigned char memory[SPAREKEY_MEMORY_BYTES_FOR(4001, 65, 512) + 16];
  const size_t size = SPAREKEY_MEMORY_BYTES_FOR(4001, 65, 512);
  const struct sparekey_limits limits = {4001, 0, 512, 65};
  const struct sparekey_recipient person = {"alice@example.com", NULL, NULL};
  for (size_t shift = 0; shift < 16; ++shift) {  // any alignment will do
    CHECK(open_in(stage, memory + shift, size, &limits) == SPAREKEY_CODE_OK);
    CHECK_CODE(sparekey_send_code(&stage->client, &person), SPAREKEY_CODE_OK);
  }
  // Bytes that nothing but alignment could need.
  CHECK(open_in(stage, memory + 1, size - 16, &limits) == SPAREKEY_CODE_BUFFER_TOO_SMALL);
  CHECK(open_in(stage, memory, size, NULL) == SPAREKEY_CODE_BUFFER_TOO_SMALL);
  CHECK(open_in(stage, memory + 1, 3, &limits) == SPAREKEY_CODE_BUFFER_TOO_SMALL);
  CHECK(open_in(stage, memory, 0, &limits) == SPAREKEY_CODE_BUFFER_TOO_SMALL);
  CHECK(open_in(stage, NULL, size, &limits) == SPAREKEY_CODE_BUFFER_TOO_SMALL);
  CHECK_CODE(sparekey_send_code(&stage->client, &person), SPAREKEY_CODE_BAD_ARGUMENT);
  // An answer that does not fit the tokens; zero is the default.
  struct sparekey_limits few = {0, 0, 0, 3};
  struct sparekey_limits none = {0, 0, 0, 0};
  CHECK(open_in(stage, stage->memory, sizeof stage->memory, &few) == SPAREKEY_CODE_OK);
  CHECK_CODE(sparekey_send_code(&stage->client, &person), SPAREKEY_CODE_ANSWER_TOO_LARGE);
  few.json_tokens = 0;
  few.overhead_bytes = 10;
  CHECK(open_in(stage, stage->memory, sizeof stage->memory, &few) == SPAREKEY_CODE_OK);
  CHECK_CODE(sparekey_send_code(&stage->client, &person), SPAREKEY_CODE_ANSWER_TOO_LARGE);
  CHECK(open_in(stage, stage->memory, sizeof stage->memory, &none) == SPAREKEY_CODE_OK);
  CHECK_CODE(sparekey_send_code(&stage->client, &person), SPAREKEY_CODE_OK);
  sparekey_close(&stage->client);
}
