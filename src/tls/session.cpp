// SPDX-License-Identifier: Apache-2.0
#include "tls/session.hpp"

#include "tls/generation.hpp"

namespace sparekey::tls {
namespace {

// A ticket must leave room for the rest of a ClientHello, which mbedTLS writes in one record: 350
// bytes, and the server's name. And it takes that much heap between two connections.
constexpr size_t kRest = 608;
constexpr size_t kRecord = MBEDTLS_SSL_OUT_CONTENT_LEN;
constexpr size_t kFits = kRecord < 2 * kRest ? kRecord / 2 : kRecord - kRest;
constexpr size_t kMaxTicket = kFits < 2048 ? kFits : 2048;

}  // namespace

void Session::begin() { mbedtls_ssl_session_init(&session_); }

void Session::drop() {
  if (held_) mbedtls_ssl_session_free(&session_);
  held_ = false;
}

void Session::set_window(int64_t from_s, int64_t until_s) {
  from_s_ = from_s;
  until_s_ = until_s;
}

void Session::keep(const mbedtls_ssl_context& ssl) {
  drop();
  held_ = true;
  const bool good =
      mbedtls_ssl_get_session(&ssl, &session_) == 0 && ticket_size(session_) <= kMaxTicket;
  if (!good) drop();
  drop_peer_certificate(&session_);
}

int Session::offer(mbedtls_ssl_context* ssl, int64_t now_s, bool* offered) {
  *offered = held_ && now_s >= from_s_ && now_s <= until_s_;
  const int error = *offered ? mbedtls_ssl_set_session(ssl, &session_) : 0;
  drop();
  return error;
}

}  // namespace sparekey::tls
