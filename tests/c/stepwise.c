// SPDX-License-Identifier: Apache-2.0
#include "check.h"

static const struct sparekey_recipient kPerson = {NULL, "18812345678", "+86"};

struct told {
  int times;
  enum sparekey_code code;
  char message[16];
};

static void tell(void* context, const struct sparekey_result* result) {
  struct told* told = context;
  ++told->times;
  told->code = result->code;
  strncpy(told->message, result->message, sizeof told->message - 1);
}

void every_call_stepwise(struct stage* stage) {
  struct sparekey_client* client = &stage->client;
  struct told told;
  memset(&told, 0, sizeof told);
  open_stage(stage);
  CHECK_CODE(sparekey_begin_prepare(client, SPAREKEY_ENCRYPTION_SM2, tell, &told),
             SPAREKEY_CODE_OK);
  CHECK(told.times == 0);
  // Another cannot begin; what is under way goes on, and its answer comes.
  struct sparekey_system_answer other;
  CHECK_CODE(sparekey_begin_system(client, &other, tell, &told), SPAREKEY_CODE_BAD_ARGUMENT);
  CHECK_CODE(sparekey_system(client, &other), SPAREKEY_CODE_BAD_ARGUMENT);
  drive(stage);
  CHECK(told.times == 1 && told.code == SPAREKEY_CODE_BAD_KEY);  // the service has none for SM2

  struct sparekey_system_answer system;
  CHECK_CODE(sparekey_begin_system(client, &system, tell, &told), SPAREKEY_CODE_OK);
  drive(stage);
  CHECK(told.times == 2 && told.code == SPAREKEY_CODE_OK);
  CHECK_TEXT(system.server_version, "4.5.6");

  CHECK_CODE(sparekey_begin_send_code(client, &kPerson, tell, &told), SPAREKEY_CODE_OK);
  drive(stage);
  CHECK(told.times == 3);
  CHECK_TEXT(told.message, "sent");

  struct sparekey_check_code_answer check;
  CHECK_CODE(sparekey_begin_check_code(client, &kPerson, "123456", &check, tell, &told),
             SPAREKEY_CODE_OK);
  drive(stage);
  CHECK(told.times == 4 && check.is_valid);

  // Nobody is told.
  struct sparekey_verify_answer verified;
  CHECK_CODE(sparekey_begin_verify(client, &kPerson, "123456", &verified, NULL, NULL),
             SPAREKEY_CODE_OK);
  while (!sparekey_step(client, NULL)) {
    const struct sparekey_interest none = {SPAREKEY_NO_HANDLE, false, false};
    stage->port->wait(stage->port->context, &none, 0, sparekey_now_ms(client));
  }
  CHECK_TEXT(verified.password_reset_token, "the-token");
  CHECK_CODE(sparekey_last_result(client), SPAREKEY_CODE_OK);

  const struct sparekey_reset_request request = {"the-token", "Passw0rd!", SPAREKEY_ENCRYPTION_NONE,
                                                 SPAREKEY_SM2_FORMAT_PLAIN};
  CHECK_CODE(sparekey_begin_reset(client, &request, tell, &told), SPAREKEY_CODE_OK);
  CHECK_CODE(sparekey_finish(client), SPAREKEY_CODE_OK);
  CHECK(told.times == 5);
  sparekey_close(client);
}

struct watch {
  const struct sparekey_client* client;
  char seen[64];
  bool sent;
};

static void watch_phase(void* context, enum sparekey_phase phase) {
  struct watch* watch = context;
  strncat(watch->seen, sparekey_phase_name(phase), 2);
  const struct sparekey_call_progress progress = sparekey_progress(watch->client);
  if (phase != SPAREKEY_PHASE_IDLE) CHECK(progress.phase == phase);
  if (phase == SPAREKEY_PHASE_RECEIVING)
    watch->sent = progress.request_sent && progress.bytes_sent > 0 && progress.elapsed_ms >= 0;
}

void phases_are_told(struct stage* stage) {
  struct sparekey_config config = config_for(stage);
  struct watch watch = {&stage->client, "", false};
  config.on_phase = watch_phase;
  config.on_phase_context = &watch;
  CHECK_CODE(sparekey_open(&stage->client, &config, stage->port, stage->memory,
                           sizeof stage->memory, NULL),
             SPAREKEY_CODE_OK);
  CHECK_CODE(sparekey_send_code(&stage->client, &kPerson), SPAREKEY_CODE_OK);
  CHECK_TEXT(watch.seen, "recosesewareid");
  CHECK(watch.sent);
  CHECK(sparekey_progress(&stage->client).phase == SPAREKEY_PHASE_IDLE);
  sparekey_close(&stage->client);
}

void call_is_cancelled(struct stage* stage) {
  struct told told;
  memset(&told, 0, sizeof told);
  open_stage(stage);
  CHECK_CODE(sparekey_begin_send_code(&stage->client, &kPerson, tell, &told), SPAREKEY_CODE_OK);
  CHECK(!sparekey_step(&stage->client, NULL));
  sparekey_cancel(&stage->client);
  CHECK(sparekey_step(&stage->client, NULL));
  CHECK(told.times == 1 && told.code == SPAREKEY_CODE_CANCELLED);
  CHECK(sparekey_last_result(&stage->client).delivery == SPAREKEY_DELIVERY_NOT_SENT);
  // Closed while a call is under way: nobody is told.
  CHECK_CODE(sparekey_begin_send_code(&stage->client, &kPerson, tell, &told), SPAREKEY_CODE_OK);
  sparekey_close(&stage->client);
  CHECK(sparekey_step(&stage->client, NULL));
  CHECK(told.times == 1);
}

struct chain {
  struct sparekey_client* client;
  struct sparekey_verify_answer verified;
  char token[32];
  int over;
};

static void over(void* context, const struct sparekey_result* result) {
  struct chain* chain = context;
  CHECK_CODE(*result, SPAREKEY_CODE_OK);
  CHECK_TEXT(chain->verified.password_reset_token, "the-token");
  ++chain->over;
}

static void verify_next(void* context, const struct sparekey_result* result) {
  struct chain* chain = context;
  CHECK_CODE(*result, SPAREKEY_CODE_OK);
  CHECK_CODE(sparekey_begin_verify(chain->client, &kPerson, "1", &chain->verified, over, chain),
             SPAREKEY_CODE_OK);
}

void completion_begins_the_next(struct stage* stage) {
  struct chain chain;
  memset(&chain, 0, sizeof chain);
  chain.client = &stage->client;
  open_stage(stage);
  CHECK_CODE(sparekey_begin_send_code(&stage->client, &kPerson, verify_next, &chain),
             SPAREKEY_CODE_OK);
  drive(stage);
  CHECK(chain.over == 1);
  sparekey_close(&stage->client);
}
