/* SPDX-License-Identifier: Apache-2.0 */
/* What TLS alone costs: the floor. A whole recovery as mbedTLS's ssl_client1 talks to a server:
 * requests are bytes that need but values put in, answers are searched for their end and for the
 * one text they are wanted for. Neither HTTP nor JSON is read, nothing is wiped, and there is no
 * deadline. Random numbers are the kernel's, as sparekey has them; with BARE_DRBG they are
 * CTR_DRBG's, as in mbedTLS's examples, which costs a million instructions.
 *   bare_mbedtls HOST:PORT CA_FILE EMAIL NEW_PASSWORD TIMES
 * Passcodes come on standard input, a line each. */
#define _GNU_SOURCE /* strcasestr */
#include <mbedtls/base64.h>
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/pk.h>
#include <mbedtls/ssl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#ifndef ANSWER_BYTES
#define ANSWER_BYTES 8192
#endif

static mbedtls_net_context server;
static mbedtls_ssl_context ssl;
static mbedtls_ssl_config config;
static mbedtls_ssl_session session;
static mbedtls_x509_crt anchors;
static char host[256], request[2048], answer[ANSWER_BYTES];
static const char* port;
static int connected, kept;

#ifdef BARE_DRBG
static mbedtls_entropy_context entropy;
static mbedtls_ctr_drbg_context generator;

static int open_random(void) {
  mbedtls_ctr_drbg_init(&generator);
  mbedtls_entropy_init(&entropy);
  return mbedtls_ctr_drbg_seed(&generator, mbedtls_entropy_func, &entropy, NULL, 0) == 0;
}
static int random_bytes(void* context, unsigned char* out, size_t size) {
  (void)context;
  return mbedtls_ctr_drbg_random(&generator, out, size);
}
#else
static int open_random(void) { return 1; }
static int random_bytes(void* context, unsigned char* out, size_t size) {
  (void)context;
  return getrandom(out, size, 0) == (ssize_t)size ? 0 : -1;
}
#endif

static int connect_to_service(void) {
  int status;
  if (mbedtls_net_connect(&server, host, port, MBEDTLS_NET_PROTO_TCP) != 0) return 0;
  if (mbedtls_ssl_session_reset(&ssl) != 0) return 0;
  if (kept && mbedtls_ssl_set_session(&ssl, &session) != 0) return 0;
  mbedtls_ssl_set_bio(&ssl, &server, mbedtls_net_send, mbedtls_net_recv, NULL);
  while ((status = mbedtls_ssl_handshake(&ssl)) != 0)
    if (status != MBEDTLS_ERR_SSL_WANT_READ && status != MBEDTLS_ERR_SSL_WANT_WRITE) return 0;
  mbedtls_ssl_session_free(&session);
  mbedtls_ssl_session_init(&session);
  kept = mbedtls_ssl_get_session(&ssl, &session) == 0;
  connected = 1;
  return 1;
}

static void disconnect(void) {
  mbedtls_ssl_close_notify(&ssl);
  mbedtls_net_free(&server);
  connected = 0;
}

/* Joins texts up to a NULL; 0 if they are too long. */
static size_t join(char* out, size_t capacity, const char* const* texts) {
  size_t size = 0;
  for (; *texts != NULL; ++texts) {
    const size_t more = strlen(*texts);
    if (more >= capacity - size) return 0;
    memcpy(out + size, *texts, more);
    size += more;
  }
  out[size] = '\0';
  return size;
}
#define JOIN(out, ...) join(out, sizeof out, (const char* const[]){__VA_ARGS__, NULL})

/* Sends request and body; the answer is then in `answer`, up to its end. */
static int talk(const char* line, const char* body) {
  size_t request_size, sent = 0, size = 0, wanted = 0;
  char digits[8] = "", *digit = digits + sizeof digits - 1;
  int got;
  for (size_t left = strlen(body); left > 0; left /= 10) *--digit = (char)('0' + left % 10);
  request_size = JOIN(request, line, " HTTP/1.1\r\nHost: ", host, ":", port,
                      "\r\nx-authing-app-id: demo-app\r\nContent-Type: application/json",
                      *digit != '\0' ? "\r\nContent-Length: " : "", digit, "\r\n\r\n", body);
  if (request_size == 0 || (!connected && !connect_to_service())) return 0;
  while (sent < request_size) {
    got = mbedtls_ssl_write(&ssl, (unsigned char*)request + sent, request_size - sent);
    if (got == MBEDTLS_ERR_SSL_WANT_READ || got == MBEDTLS_ERR_SSL_WANT_WRITE) continue;
    if (got < 0) return 0;
    sent += (size_t)got;
  }
  while (wanted == 0 || size < wanted) {
    got = mbedtls_ssl_read(&ssl, (unsigned char*)answer + size, sizeof answer - 1 - size);
    if (got == MBEDTLS_ERR_SSL_WANT_READ || got == MBEDTLS_ERR_SSL_WANT_WRITE) continue;
    if (got <= 0) return 0;
    size += (size_t)got;
    answer[size] = '\0';
    const char* body = wanted == 0 ? strstr(answer, "\r\n\r\n") : NULL;
    const char* length = body != NULL ? strstr(answer, "Content-Length: ") : NULL;
    if (length != NULL) wanted = (size_t)(body + 4 - answer) + strtoul(length + 16, NULL, 10);
  }
  if (strcasestr(answer, "connection: close") != NULL) disconnect();
  return strncmp(answer, "HTTP/1.1 200", 12) == 0;
}

/* The text behind `name` in the answer, cut out of it. */
static char* text_of(const char* name) {
  char* text = strstr(answer, name);
  if (text == NULL) return NULL;
  text += strlen(name);
  text[strcspn(text, "\"")] = '\0';
  return text;
}

static int read_key(mbedtls_pk_context* key) {
  char* pem = text_of("\"rsa\":{\"publicKey\":\"");
  if (pem == NULL) return 0;
  for (char* escape = pem; (escape = strstr(escape, "\\n")) != NULL;) {
    *escape = '\n';
    memmove(escape + 1, escape + 2, strlen(escape + 2) + 1);
  }
  return mbedtls_pk_parse_public_key(key, (unsigned char*)pem, strlen(pem) + 1) == 0;
}

static int recover(const char* email, const char* password) {
  char passcode[16], body[1024], token[512];
  unsigned char cipher[512], text[1024];
  size_t size = 0, text_size = 0;
  ssize_t typed;
  mbedtls_pk_context key;
  mbedtls_pk_init(&key);
  if (!talk("GET /api/v3/system", "") || !read_key(&key)) return 0;

  JOIN(body, "{\"email\":\"", email, "\",\"channel\":\"CHANNEL_RESET_PASSWORD\"}");
  if (!talk("POST /api/v3/send-email", body)) return 0;
  typed = read(STDIN_FILENO, passcode, sizeof passcode - 1); /* pipes give a line at once */
  if (typed <= 1) return 0;
  passcode[typed - 1] = '\0';

  JOIN(body, "{\"verifyMethod\":\"EMAIL_PASSCODE\",\"emailPassCodePayload\":{\"email\":\"", email,
       "\",\"passCode\":\"", passcode, "\"}}");
  if (!talk("POST /api/v3/verify-reset-password-request", body)) return 0;
  const char* found = text_of("\"passwordResetToken\":\"");
  if (found == NULL || JOIN(token, found) == 0) return 0;

  int bad = mbedtls_pk_encrypt(&key, (const unsigned char*)password, strlen(password), cipher,
                               &size, sizeof cipher, random_bytes, NULL) != 0 ||
            mbedtls_base64_encode(text, sizeof text, &text_size, cipher, size) != 0;
  mbedtls_pk_free(&key);
  if (bad) return 0;
  JOIN(body, "{\"passwordResetToken\":\"", token, "\",\"password\":\"", (const char*)text,
       "\",\"passwordEncryptType\":\"rsa\"}");
  return talk("POST /api/v3/reset-password", body) && strstr(answer, "\"statusCode\":200") != NULL;
}

int main(int argc, char** argv) {
  const char* colon = argc == 6 ? strrchr(argv[1], ':') : NULL;
  if (colon == NULL || (size_t)(colon - argv[1]) >= sizeof host) return 2;
  memcpy(host, argv[1], (size_t)(colon - argv[1]));
  port = colon + 1;

  mbedtls_net_init(&server);
  mbedtls_ssl_init(&ssl);
  mbedtls_ssl_config_init(&config);
  mbedtls_ssl_session_init(&session);
  mbedtls_x509_crt_init(&anchors);
  if (!open_random()) return 1;
  if (mbedtls_x509_crt_parse_file(&anchors, argv[2]) < 0) return 1;
  if (mbedtls_ssl_config_defaults(&config, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                  MBEDTLS_SSL_PRESET_DEFAULT) != 0)
    return 1;
  mbedtls_ssl_conf_authmode(&config, MBEDTLS_SSL_VERIFY_REQUIRED);
  mbedtls_ssl_conf_ca_chain(&config, &anchors, NULL);
  mbedtls_ssl_conf_rng(&config, random_bytes, NULL);
  if (mbedtls_ssl_setup(&ssl, &config) != 0 || mbedtls_ssl_set_hostname(&ssl, host) != 0) return 1;
  for (int left = atoi(argv[5]); left > 0; --left)
    if (!recover(argv[3], argv[4])) return 1;
  if (connected) disconnect();
  return 0;
}
