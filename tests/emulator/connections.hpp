// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_CONNECTIONS_HPP
#define SPAREKEY_EMULATOR_CONNECTIONS_HPP

#include <openssl/ssl.h>

#include <mutex>
#include <set>
#include <string>

namespace emulator {

struct ConnectionInfo {
  int number;  // in the order they came, from 1
  std::string tls_version;
  bool resumed;
};

// The server's TLS connections. cpp-httplib shows its handlers no socket, and where the request is
// malformed not even the TLS object; and when it stops, it waits for idle connections. OpenSSL's
// callbacks tell us of all of them.
class Connections {
 public:
  // Watches every connection made from this context. `this` must outlive them.
  void watch(SSL_CTX* context);

  // Of the connection that the calling thread serves.
  static ConnectionInfo current();

  // Ends that connection at once; `close_notify`: TLS is told before TCP is.
  static void cut_current(bool close_notify);

  // Ends all there are, and each that still comes.
  void close_all();

 private:
  struct Watched;

  static void on_state(const SSL* ssl, int where, int value) noexcept;
  static void on_free(void* ssl, void* pointer, CRYPTO_EX_DATA* data, int index, long argl,
                      void* argp) noexcept;
  void begin(SSL* ssl);

  std::mutex mutex_;
  int last_number_ = 0;
  bool closing_ = false;
  std::set<int> sockets_;
};

}  // namespace emulator

#endif
