// SPDX-License-Identifier: Apache-2.0
// What an application does with mbedTLS by itself: a TLS session of its own, beside any Client.
#ifndef SPAREKEY_SUPPORT_APPLICATION_TLS_HPP
#define SPAREKEY_SUPPORT_APPLICATION_TLS_HPP

#include <mbedtls/ssl.h>
#include <mbedtls/x509_crt.h>

#include <string>

namespace sparekey::test {

// One connection to 127.0.0.1, verified by `ca_pem`, that never waits. Throws std::runtime_error.
class ApplicationTls {
 public:
  ApplicationTls(int tcp_port, const std::string& ca_pem);
  ~ApplicationTls();
  ApplicationTls(const ApplicationTls&) = delete;
  ApplicationTls& operator=(const ApplicationTls&) = delete;

  int socket() const { return socket_; }

  // Begins a request; may be called again and again, all over the one connection.
  void ask(const std::string& path);
  // One step further. True: the answer is there.
  bool step();
  const std::string& answer() const { return answer_; }

 private:
  void demand(bool holds, const char* what) const;

  int socket_ = -1;
  bool secured_ = false;
  std::string unsent_;
  std::string answer_;
  mbedtls_x509_crt anchors_;
  mbedtls_ssl_config config_;
  mbedtls_ssl_context ssl_;
};

}  // namespace sparekey::test

#endif
