/* SPDX-License-Identifier: Apache-2.0 */
/* A whole recovery as libcurl's and cJSON's documentation has it: the service's key, a passcode,
 * the token, the new password encrypted with RSA. No SM2: none of these libraries has it.
 *   libcurl_cjson https://HOST:PORT CA_FILE EMAIL NEW_PASSWORD     the passcode on standard input
 */
#include <cJSON.h>
#include <curl/curl.h>
#include <mbedtls/base64.h>
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/pk.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static CURL* curl;
static const char* host;
static struct curl_slist* headers;

struct Answer {
  char* text;
  size_t size;
};

static size_t keep(char* bytes, size_t one, size_t count, void* context) {
  struct Answer* answer = context;
  char* grown = realloc(answer->text, answer->size + count * one + 1);
  if (grown == NULL) return 0;
  memcpy(grown + answer->size, bytes, count * one);
  answer->text = grown;
  answer->size += count * one;
  grown[answer->size] = 0;
  return count * one;
}

/* The whole answer, or NULL. `request` is given up. */
static cJSON* call(const char* path, cJSON* request) {
  struct Answer answer = {NULL, 0};
  char url[256];
  char* body = request != NULL ? cJSON_PrintUnformatted(request) : NULL;
  snprintf(url, sizeof url, "%s%s", host, path);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  if (body != NULL)
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
  else
    curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, 30L);
  const CURLcode code = curl_easy_perform(curl);
  cJSON* json = code == CURLE_OK && answer.text != NULL ? cJSON_Parse(answer.text) : NULL;
  if (code != CURLE_OK) fprintf(stderr, "%s: %s\n", path, curl_easy_strerror(code));
  free(answer.text);
  free(body);
  cJSON_Delete(request);
  return json;
}

/* Whether the service says so. */
static int accepted(const cJSON* answer) {
  return answer != NULL && cJSON_GetNumberValue(cJSON_GetObjectItem(answer, "statusCode")) == 200;
}

static int encrypt(const char* key, const char* password, char* out, size_t capacity) {
  mbedtls_pk_context pk;
  mbedtls_entropy_context entropy;
  mbedtls_ctr_drbg_context random;
  unsigned char cipher[512];
  size_t size = 0, written = 0;
  mbedtls_pk_init(&pk);
  mbedtls_entropy_init(&entropy);
  mbedtls_ctr_drbg_init(&random);
  int bad = mbedtls_ctr_drbg_seed(&random, mbedtls_entropy_func, &entropy, NULL, 0) != 0 ||
            mbedtls_pk_parse_public_key(&pk, (const unsigned char*)key, strlen(key) + 1) != 0 ||
            mbedtls_pk_encrypt(&pk, (const unsigned char*)password, strlen(password), cipher, &size,
                               sizeof cipher, mbedtls_ctr_drbg_random, &random) != 0 ||
            mbedtls_base64_encode((unsigned char*)out, capacity, &written, cipher, size) != 0;
  mbedtls_pk_free(&pk);
  return !bad;
}

int main(int argc, char** argv) {
  char code[16], cipher[1024];
  if (argc != 5) return 2;
  host = argv[1];
  curl_global_init(CURL_GLOBAL_DEFAULT);
  curl = curl_easy_init();
  if (curl == NULL) return 1;
  curl_easy_setopt(curl, CURLOPT_CAINFO, argv[2]);
  headers = curl_slist_append(headers, "x-authing-app-id: demo-app");
  headers = curl_slist_append(headers, "Content-Type: application/json");

  cJSON* system = call("/api/v3/system", NULL);
  const char* key =
      cJSON_GetStringValue(cJSON_GetObjectItem(cJSON_GetObjectItem(system, "rsa"), "publicKey"));
  if (key == NULL || !encrypt(key, argv[4], cipher, sizeof cipher)) return 1;

  cJSON* request = cJSON_CreateObject();
  cJSON_AddStringToObject(request, "email", argv[3]);
  cJSON_AddStringToObject(request, "channel", "CHANNEL_RESET_PASSWORD");
  if (!accepted(call("/api/v3/send-email", request))) return 1;

  if (fgets(code, sizeof code, stdin) == NULL) return 1;
  code[strcspn(code, "\n")] = 0;
  request = cJSON_CreateObject();
  cJSON_AddStringToObject(request, "verifyMethod", "EMAIL_PASSCODE");
  cJSON* payload = cJSON_AddObjectToObject(request, "emailPassCodePayload");
  cJSON_AddStringToObject(payload, "email", argv[3]);
  cJSON_AddStringToObject(payload, "passCode", code);
  cJSON* verified = call("/api/v3/verify-reset-password-request", request);
  const char* token = cJSON_GetStringValue(
      cJSON_GetObjectItem(cJSON_GetObjectItem(verified, "data"), "passwordResetToken"));
  if (!accepted(verified) || token == NULL) return 1;

  request = cJSON_CreateObject();
  cJSON_AddStringToObject(request, "passwordResetToken", token);
  cJSON_AddStringToObject(request, "password", cipher);
  cJSON_AddStringToObject(request, "passwordEncryptType", "rsa");
  cJSON* reset = call("/api/v3/reset-password", request);
  const int done = accepted(reset);
  puts(done ? "done" : "refused");

  cJSON_Delete(system);
  cJSON_Delete(verified);
  cJSON_Delete(reset);
  curl_slist_free_all(headers);
  curl_easy_cleanup(curl);
  curl_global_cleanup();
  return done ? 0 : 1;
}
