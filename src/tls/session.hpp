// SPDX-License-Identifier: Apache-2.0
// The last TLS session, to be resumed by the next connection. It stays with whoever verified the
// peer, so it is bound to the same anchors, name and pins.
#ifndef SPAREKEY_TLS_SESSION_HPP
#define SPAREKEY_TLS_SESSION_HPP

#include <mbedtls/ssl.h>

namespace sparekey::tls {

class Session {
 public:
  void begin();
  // Forgets the session, if there is one, and wipes it.
  void drop();

  // Keeps the session of `ssl`, or of the ticket that it has just read, instead of an older one. It
  // may fail for want of memory; the next handshake is then a full one.
  void keep(const mbedtls_ssl_context& ssl);

  // Within these seconds of the wall clock, both included, the chain on which the sessions kept
  // from now on rest would be judged the same.
  void set_window(int64_t from_s, int64_t until_s);

  // Hands the session to `ssl` if it is within its window, and drops it in any case: offered once,
  // no handshake can fail of it twice, and nobody can follow a device by its tickets (RFC 8446
  // appendix C.4). `*offered` tells. 0, or mbedTLS's error: out of memory.
  int offer(mbedtls_ssl_context* ssl, int64_t now_s, bool* offered);

 private:
  bool held_;
  int64_t from_s_;
  int64_t until_s_;
  mbedtls_ssl_session session_;
};

}  // namespace sparekey::tls

#endif
