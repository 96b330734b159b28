// SPDX-License-Identifier: Apache-2.0
#include "check.h"

static const struct sparekey_recipient kPerson = {"alice@example.com", NULL, NULL};

void every_call_blocking(struct stage* stage) {
  struct sparekey_client* client = &stage->client;
  open_stage(stage);
  CHECK_CODE(sparekey_prepare(client, SPAREKEY_ENCRYPTION_RSA), SPAREKEY_CODE_OK);
  const struct sparekey_result sent = sparekey_send_code(client, &kPerson);
  CHECK_CODE(sent, SPAREKEY_CODE_OK);
  CHECK(sent.delivery == SPAREKEY_DELIVERY_ANSWERED && sent.advice == SPAREKEY_ADVICE_NONE);
  CHECK(sent.http_status == 200 && sent.status_code == 200 && !sent.has_api_code);
  CHECK(sent.retry_after_s == -1 && sent.native == 0 && !sent.clock_was_unset);
  CHECK_TEXT(sent.message, "sent");
  CHECK_TEXT(sent.request_id, "r-1");
  CHECK_TEXT(sparekey_last_result(client).message, "sent");

  struct sparekey_check_code_answer check = {false, NULL};
  CHECK_CODE(sparekey_check_code(client, &kPerson, "123456", &check), SPAREKEY_CODE_OK);
  CHECK(check.is_valid);
  CHECK_TEXT(check.message, "");

  struct sparekey_verify_answer verified = {NULL, 0};
  CHECK_CODE(sparekey_verify(client, &kPerson, "123456", &verified), SPAREKEY_CODE_OK);
  CHECK_TEXT(verified.password_reset_token, "the-token");
  CHECK(verified.token_expires_in_s == 300);

  // As it lies there the next call would overwrite it.
  struct sparekey_reset_request request = {verified.password_reset_token, "Passw0rd!",
                                           SPAREKEY_ENCRYPTION_RSA, SPAREKEY_SM2_FORMAT_PLAIN};
  CHECK_CODE(sparekey_reset(client, &request), SPAREKEY_CODE_BAD_ARGUMENT);
  char token[32];
  strcpy(token, verified.password_reset_token);
  request.password_reset_token = token;
  CHECK_CODE(sparekey_reset(client, &request), SPAREKEY_CODE_OK);

  const struct sparekey_statistics statistics = sparekey_client_statistics(client);
  CHECK(statistics.connections == 1 && statistics.handshakes == 1 && statistics.resumptions == 0);
  CHECK(statistics.bytes_sent > 500 && statistics.bytes_received > 500);
  CHECK(sparekey_now_ms(client) == stage->port->monotonic_ms(stage->port->context));
#ifdef SPAREKEY_HAS_POOL
  CHECK(sparekey_pool_statistics().bytes > 0);
#endif

  // Nobody wants the answer.
  CHECK_CODE(sparekey_system(client, NULL), SPAREKEY_CODE_OK);
  CHECK_CODE(sparekey_check_code(client, &kPerson, "123456", NULL), SPAREKEY_CODE_OK);
  CHECK_CODE(sparekey_verify(client, &kPerson, "123456", NULL), SPAREKEY_CODE_OK);
  sparekey_close(client);
  sparekey_close(client);
}

// The server's version lies within version_json, and is written beside it.
void system_texts_end(struct stage* stage) {
  struct sparekey_system_answer system;
  memset(&system, 0x55, sizeof system);
  open_stage(stage);
  CHECK_CODE(sparekey_system(&stage->client, &system), SPAREKEY_CODE_OK);
  CHECK_TEXT(system.rsa_public_key, "R\nR");
  CHECK_TEXT(system.sm2_public_key, "S");
  CHECK_TEXT(system.server_version, "1.2.3");
  CHECK_TEXT(system.version_json, "{\"server\":\"1.2.3\",\"x\":[1]}");
  CHECK_TEXT(system.public_ips_json, "[\"192.0.2.1\"]");
  sparekey_close(&stage->client);
}

// A refusal with an answer, an answer that lacks something, and one that is not readable.
void refusal_texts_end(struct stage* stage) {
  struct sparekey_check_code_answer check = {true, NULL};
  struct sparekey_verify_answer verified = {"old", 1};
  open_stage(stage);
  struct sparekey_result result = sparekey_check_code(&stage->client, &kPerson, "1", &check);
  CHECK_CODE(result, SPAREKEY_CODE_PASSCODE_REJECTED);
  CHECK(!check.is_valid);
  CHECK_TEXT(check.message, "wrong");
  CHECK_TEXT(result.message, "words");
  CHECK(result.advice == SPAREKEY_ADVICE_NEW_CODE);

  result = sparekey_verify(&stage->client, &kPerson, "1", &verified);
  CHECK_CODE(result, SPAREKEY_CODE_UNEXPECTED_SHAPE);
  CHECK_TEXT(result.message, "first");
  CHECK_TEXT(result.request_id, "second");
  CHECK_TEXT(verified.password_reset_token, "");
  CHECK(verified.token_expires_in_s == -1);
  CHECK(result.delivery == SPAREKEY_DELIVERY_UNKNOWN);

  result = sparekey_send_code(&stage->client, &kPerson);
  CHECK_CODE(result, SPAREKEY_CODE_ACCOUNT_NOT_FOUND);
  CHECK(result.has_api_code && result.api_code == 2004 && result.status_code == 400);
  CHECK_TEXT(result.message, "no such");
  CHECK_TEXT(result.request_id, "r\"2");

  // NULL as the service may send it: the text ends there.
  struct sparekey_reset_request request = {"token", "Passw0rd!", SPAREKEY_ENCRYPTION_NONE,
                                           SPAREKEY_SM2_FORMAT_PLAIN};
  result = sparekey_reset(&stage->client, &request);
  CHECK_CODE(result, SPAREKEY_CODE_OK);
  CHECK_TEXT(result.message, "a");
  sparekey_close(&stage->client);
}
