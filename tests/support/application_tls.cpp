// SPDX-License-Identifier: Apache-2.0
#include "support/application_tls.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <mbedtls/version.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#if defined(MBEDTLS_PSA_CRYPTO_C)
#include <psa/crypto.h>
#endif

namespace sparekey::test {
namespace {

int send_some(void* self, const unsigned char* bytes, size_t size) {
  const ssize_t sent =
      send(static_cast<ApplicationTls*>(self)->socket(), bytes, size, MSG_NOSIGNAL);
  return sent < 0 ? MBEDTLS_ERR_SSL_WANT_WRITE : static_cast<int>(sent);
}

int receive_some(void* self, unsigned char* bytes, size_t size) {
  const ssize_t got = recv(static_cast<ApplicationTls*>(self)->socket(), bytes, size, 0);
  return got < 0 ? MBEDTLS_ERR_SSL_WANT_READ : static_cast<int>(got);
}

[[maybe_unused]] int fill_random(void*, unsigned char* out, size_t size) {
  return getrandom(out, size, 0) == static_cast<ssize_t>(size) ? 0 : -1;
}

bool waits(int result) {
#ifdef MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET
  if (result == MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET) return true;
#endif
  return result == MBEDTLS_ERR_SSL_WANT_READ || result == MBEDTLS_ERR_SSL_WANT_WRITE;
}

}  // namespace

ApplicationTls::ApplicationTls(int tcp_port, const std::string& ca_pem) {
  mbedtls_x509_crt_init(&anchors_);
  mbedtls_ssl_config_init(&config_);
  mbedtls_ssl_init(&ssl_);
#if defined(MBEDTLS_PSA_CRYPTO_C)
  demand(psa_crypto_init() == PSA_SUCCESS, "PSA");
#endif
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(tcp_port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  demand(connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0, "connect");
  fcntl(socket_, F_SETFL, O_NONBLOCK);
  const auto* pem = reinterpret_cast<const unsigned char*>(ca_pem.c_str());
  demand(mbedtls_x509_crt_parse(&anchors_, pem, ca_pem.size() + 1) == 0, "trust anchors");
  demand(mbedtls_ssl_config_defaults(&config_, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                     MBEDTLS_SSL_PRESET_DEFAULT) == 0,
         "configuration");
#if MBEDTLS_VERSION_NUMBER < 0x04000000
  mbedtls_ssl_conf_rng(&config_, fill_random, nullptr);
#endif
  mbedtls_ssl_conf_ca_chain(&config_, &anchors_, nullptr);
  demand(mbedtls_ssl_setup(&ssl_, &config_) == 0, "setup");
  demand(mbedtls_ssl_set_hostname(&ssl_, "localhost") == 0, "name");
  mbedtls_ssl_set_bio(&ssl_, this, send_some, receive_some, nullptr);
}

ApplicationTls::~ApplicationTls() {
  mbedtls_ssl_free(&ssl_);
  mbedtls_ssl_config_free(&config_);
  mbedtls_x509_crt_free(&anchors_);
  close(socket_);
}

void ApplicationTls::demand(bool holds, const char* what) const {
  if (!holds) throw std::runtime_error(std::string("the application's TLS: ") + what);
}

void ApplicationTls::ask(const std::string& path) {
  unsent_ = "GET " + path + " HTTP/1.1\r\nhost: localhost\r\nx-authing-app-id: demo-app\r\n\r\n";
  answer_.clear();
}

bool ApplicationTls::step() {
  if (!secured_) {
    const int result = mbedtls_ssl_handshake_step(&ssl_);
    demand(result == 0 || waits(result), "handshake");
#if MBEDTLS_VERSION_NUMBER < 0x03000000
    secured_ = ssl_.state == MBEDTLS_SSL_HANDSHAKE_OVER;
#else
    secured_ = mbedtls_ssl_is_handshake_over(&ssl_) != 0;
#endif
    return false;
  }
  if (!unsent_.empty()) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(unsent_.data());
    const int sent = mbedtls_ssl_write(&ssl_, bytes, unsent_.size());
    demand(sent > 0 || waits(sent), "write");
    if (sent > 0) unsent_.erase(0, static_cast<size_t>(sent));
    return false;
  }
  unsigned char bytes[256];
  const int got = mbedtls_ssl_read(&ssl_, bytes, sizeof bytes);
  demand(got > 0 || waits(got), "read");
  if (got > 0) answer_.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(got));
  // The emulator's answers end with a JSON object and no space after it; no header field does.
  return answer_.find("\r\n\r\n") != std::string::npos && answer_.back() == '}';
}

}  // namespace sparekey::test
