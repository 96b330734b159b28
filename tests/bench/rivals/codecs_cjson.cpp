// SPDX-License-Identifier: Apache-2.0
#include <cjson/cJSON.h>

#include "by_hand.hpp"

namespace bench {
namespace {

char buffer[2048];
char written[2048];
size_t written_size = 0;

void write(const char* path, cJSON* body) {
  char* text = body == nullptr ? nullptr : cJSON_PrintUnformatted(body);
  written_size = write_request(written, sizeof written, path, text);
  cJSON_free(text);
  cJSON_Delete(body);
}

cJSON* read(std::string_view answer) {
  const char* body = read_answer(buffer, answer);
  return body == nullptr ? nullptr : cJSON_Parse(body);
}

bool is_success(const cJSON* answer) {
  const cJSON* status = cJSON_GetObjectItemCaseSensitive(answer, "statusCode");
  return cJSON_IsNumber(status) && status->valueint == 200 &&
         cJSON_IsString(cJSON_GetObjectItemCaseSensitive(answer, "message")) &&
         cJSON_IsString(cJSON_GetObjectItemCaseSensitive(answer, "requestId"));
}

bool has_text(const cJSON* object, const char* name, size_t size) {
  const cJSON* text = cJSON_GetObjectItemCaseSensitive(object, name);
  return cJSON_IsString(text) && strlen(text->valuestring) == size;
}

}  // namespace

const char* name() { return "cJSON, HTTP by hand"; }

std::string_view request() { return {written, written_size}; }

bool system_call() {
  write("/api/v3/system", nullptr);
  cJSON* answer = read(kSystemAnswer);
  const bool good = has_text(cJSON_GetObjectItemCaseSensitive(answer, "rsa"), "publicKey", 451) &&
                    has_text(cJSON_GetObjectItemCaseSensitive(answer, "sm2"), "publicKey", 130) &&
                    has_text(cJSON_GetObjectItemCaseSensitive(answer, "version"), "server", 17);
  cJSON_Delete(answer);
  return good;
}

bool send_code_call() {
  cJSON* body = cJSON_CreateObject();
  cJSON_AddStringToObject(body, "email", kEmail);
  cJSON_AddStringToObject(body, "channel", "CHANNEL_RESET_PASSWORD");
  write("/api/v3/send-email", body);
  cJSON* answer = read(kSendAnswer);
  const bool good = is_success(answer);
  cJSON_Delete(answer);
  return good;
}

bool verify_call() {
  cJSON* body = cJSON_CreateObject();
  cJSON_AddStringToObject(body, "verifyMethod", "EMAIL_PASSCODE");
  cJSON* payload = cJSON_AddObjectToObject(body, "emailPassCodePayload");
  cJSON_AddStringToObject(payload, "email", kEmail);
  cJSON_AddStringToObject(payload, "passCode", kPassCode);
  write("/api/v3/verify-reset-password-request", body);
  cJSON* answer = read(kVerifyAnswer);
  const cJSON* data = cJSON_GetObjectItemCaseSensitive(answer, "data");
  const cJSON* token = cJSON_GetObjectItemCaseSensitive(data, "passwordResetToken");
  const cJSON* expires_in = cJSON_GetObjectItemCaseSensitive(data, "tokenExpiresIn");
  const bool good = is_success(answer) && cJSON_IsString(token) &&
                    strcmp(token->valuestring, kToken) == 0 && cJSON_IsNumber(expires_in) &&
                    expires_in->valueint == 300;
  cJSON_Delete(answer);
  return good;
}

bool reset_call() {
  cJSON* body = cJSON_CreateObject();
  cJSON_AddStringToObject(body, "passwordResetToken", kToken);
  cJSON_AddStringToObject(body, "password", kCiphertext);
  cJSON_AddStringToObject(body, "passwordEncryptType", "rsa");
  write("/api/v3/reset-password", body);
  cJSON* answer = read(kResetAnswer);
  const cJSON* data = cJSON_GetObjectItemCaseSensitive(answer, "data");
  const bool good =
      is_success(answer) && cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(data, "success"));
  cJSON_Delete(answer);
  return good;
}

}  // namespace bench
