/* SPDX-License-Identifier: Apache-2.0 */
/* A whole recovery as libcurl's and cJSON's documentation has it: the service's key, a passcode,
 * the token, the new password encrypted with RSA, by OpenSSL if WITH_OPENSSL, else by mbedTLS.
 *   libcurl_cjson HOST:PORT CA_FILE EMAIL NEW_PASSWORD TIMES     passcodes on standard input, a
 * line each
 */
#include <cJSON.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef WITH_OPENSSL
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#else
#include <mbedtls/base64.h>
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/pk.h>
#endif

enum { kCipherText = 1024 };

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
  snprintf(url, sizeof url, "https://%s%s", host, path);
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

#ifdef WITH_OPENSSL
static int encrypt(const char* key, const char* password, char* out) {
  unsigned char cipher[512];
  size_t size = sizeof cipher;
  BIO* text = BIO_new_mem_buf(key, -1);
  EVP_PKEY* public_key = text != NULL ? PEM_read_bio_PUBKEY(text, NULL, NULL, NULL) : NULL;
  EVP_PKEY_CTX* context = public_key != NULL ? EVP_PKEY_CTX_new(public_key, NULL) : NULL;
  const int done = context != NULL && EVP_PKEY_encrypt_init(context) > 0 &&
                   EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0 &&
                   EVP_PKEY_encrypt(context, cipher, &size, (const unsigned char*)password,
                                    strlen(password)) > 0;
  if (done) EVP_EncodeBlock((unsigned char*)out, cipher, (int)size);
  EVP_PKEY_CTX_free(context);
  EVP_PKEY_free(public_key);
  BIO_free(text);
  return done;
}
#else
static int encrypt(const char* key, const char* password, char* out) {
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
            mbedtls_base64_encode((unsigned char*)out, kCipherText, &written, cipher, size) != 0;
  mbedtls_pk_free(&pk);
  mbedtls_ctr_drbg_free(&random);
  mbedtls_entropy_free(&entropy);
  return !bad;
}
#endif

static int recover(const char* email, const char* password) {
  char code[16], cipher[kCipherText];
  cJSON* system = call("/api/v3/system", NULL);
  const char* key =
      cJSON_GetStringValue(cJSON_GetObjectItem(cJSON_GetObjectItem(system, "rsa"), "publicKey"));
  const int encrypted = key != NULL && encrypt(key, password, cipher);
  cJSON_Delete(system);
  if (!encrypted) return 0;

  cJSON* request = cJSON_CreateObject();
  cJSON_AddStringToObject(request, "email", email);
  cJSON_AddStringToObject(request, "channel", "CHANNEL_RESET_PASSWORD");
  cJSON* sent = call("/api/v3/send-email", request);
  int done = accepted(sent);
  cJSON_Delete(sent);
  if (!done || fgets(code, sizeof code, stdin) == NULL) return 0;
  code[strcspn(code, "\n")] = 0;

  request = cJSON_CreateObject();
  cJSON_AddStringToObject(request, "verifyMethod", "EMAIL_PASSCODE");
  cJSON* payload = cJSON_AddObjectToObject(request, "emailPassCodePayload");
  cJSON_AddStringToObject(payload, "email", email);
  cJSON_AddStringToObject(payload, "passCode", code);
  cJSON* verified = call("/api/v3/verify-reset-password-request", request);
  const char* token = cJSON_GetStringValue(
      cJSON_GetObjectItem(cJSON_GetObjectItem(verified, "data"), "passwordResetToken"));
  done = accepted(verified) && token != NULL;
  if (done) {
    request = cJSON_CreateObject();
    cJSON_AddStringToObject(request, "passwordResetToken", token);
    cJSON_AddStringToObject(request, "password", cipher);
    cJSON_AddStringToObject(request, "passwordEncryptType", "rsa");
    cJSON* reset = call("/api/v3/reset-password", request);
    done = accepted(reset);
    cJSON_Delete(reset);
  }
  cJSON_Delete(verified);
  return done;
}

int main(int argc, char** argv) {
  if (argc != 6) return 2;
  host = argv[1];
  curl_global_init(CURL_GLOBAL_DEFAULT);
  curl = curl_easy_init();
  if (curl == NULL) return 1;
  curl_easy_setopt(curl, CURLOPT_CAINFO, argv[2]);
  headers = curl_slist_append(headers, "x-authing-app-id: demo-app");
  headers = curl_slist_append(headers, "Content-Type: application/json");
  int left = atoi(argv[5]);
  while (left > 0 && recover(argv[3], argv[4])) --left;
  curl_slist_free_all(headers);
  curl_easy_cleanup(curl);
  curl_global_cleanup();
  return left == 0 ? 0 : 1;
}
