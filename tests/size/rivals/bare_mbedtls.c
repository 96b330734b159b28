/* SPDX-License-Identifier: Apache-2.0 */
/* What TLS alone costs: one passcode is asked for by a POST written by hand, and whatever answers
 * is printed. Neither HTTP nor JSON is read, and there is no deadline. As mbedTLS's ssl_client1
 * shows it. bare_mbedtls HOST PORT CA_FILE EMAIL */
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char** argv) {
  static mbedtls_net_context server;
  static mbedtls_entropy_context entropy;
  static mbedtls_ctr_drbg_context random;
  static mbedtls_ssl_context ssl;
  static mbedtls_ssl_config config;
  static mbedtls_x509_crt anchors;
  static char text[1024];
  char body[256];
  int got;
  if (argc != 5) return 2;

  mbedtls_net_init(&server);
  mbedtls_ssl_init(&ssl);
  mbedtls_ssl_config_init(&config);
  mbedtls_x509_crt_init(&anchors);
  mbedtls_ctr_drbg_init(&random);
  mbedtls_entropy_init(&entropy);
  if (mbedtls_ctr_drbg_seed(&random, mbedtls_entropy_func, &entropy, NULL, 0) != 0) return 1;
  if (mbedtls_x509_crt_parse_file(&anchors, argv[3]) != 0) return 1;
  if (mbedtls_net_connect(&server, argv[1], argv[2], MBEDTLS_NET_PROTO_TCP) != 0) return 1;
  if (mbedtls_ssl_config_defaults(&config, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                  MBEDTLS_SSL_PRESET_DEFAULT) != 0)
    return 1;
  mbedtls_ssl_conf_authmode(&config, MBEDTLS_SSL_VERIFY_REQUIRED);
  mbedtls_ssl_conf_ca_chain(&config, &anchors, NULL);
  mbedtls_ssl_conf_rng(&config, mbedtls_ctr_drbg_random, &random);
  if (mbedtls_ssl_setup(&ssl, &config) != 0) return 1;
  if (mbedtls_ssl_set_hostname(&ssl, argv[1]) != 0) return 1;
  mbedtls_ssl_set_bio(&ssl, &server, mbedtls_net_send, mbedtls_net_recv, NULL);
  while ((got = mbedtls_ssl_handshake(&ssl)) != 0)
    if (got != MBEDTLS_ERR_SSL_WANT_READ && got != MBEDTLS_ERR_SSL_WANT_WRITE) return 1;

  snprintf(body, sizeof body, "{\"email\":\"%s\",\"channel\":\"CHANNEL_RESET_PASSWORD\"}", argv[4]);
  const int size = snprintf(text, sizeof text,
                            "POST /api/v3/send-email HTTP/1.1\r\nHost: %s:%s\r\n"
                            "x-authing-app-id: demo-app\r\nContent-Type: application/json\r\n"
                            "Connection: close\r\nContent-Length: %zu\r\n\r\n%s",
                            argv[1], argv[2], strlen(body), body);
  for (int sent = 0; sent < size; sent += got) {
    got = mbedtls_ssl_write(&ssl, (unsigned char*)text + sent, (size_t)(size - sent));
    if (got == MBEDTLS_ERR_SSL_WANT_READ || got == MBEDTLS_ERR_SSL_WANT_WRITE) got = 0;
    if (got < 0) return 1;
  }
  while ((got = mbedtls_ssl_read(&ssl, (unsigned char*)text, sizeof text)) > 0)
    fwrite(text, 1, (size_t)got, stdout);
  mbedtls_ssl_close_notify(&ssl);
  return 0;
}
