// SPDX-License-Identifier: Apache-2.0
#include "connections.hpp"

#include <sys/socket.h>

#include <memory>

#include "support/openssl_handles.hpp"

namespace emulator {

using openssl::require;

namespace {

// A thread of the server serves one connection from its handshake to its end.
thread_local SSL* served_ssl = nullptr;

int connections_index() {
  static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
  return index;
}

}  // namespace

struct Connections::Watched {
  Connections& connections;
  int number;
  int socket;
};

namespace {

int watched_index(CRYPTO_EX_free* on_free) {
  static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, on_free);
  return index;
}

}  // namespace

void Connections::watch(SSL_CTX* context) {
  require(SSL_CTX_set_ex_data(context, connections_index(), this) == 1, "watch connections");
  SSL_CTX_set_info_callback(context, on_state);
}

void Connections::on_state(const SSL* ssl, int where, int) noexcept {
  if ((where & SSL_CB_HANDSHAKE_START) == 0) return;
  // TLS 1.3 calls it a handshake again when it sends session tickets.
  if (SSL_get_ex_data(ssl, watched_index(on_free)) != nullptr) return;
  auto* connections =
      static_cast<Connections*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), connections_index()));
  connections->begin(const_cast<SSL*>(ssl));
}

void Connections::begin(SSL* ssl) {
  const int socket = SSL_get_fd(ssl);
  const std::lock_guard<std::mutex> lock(mutex_);
  // on_free() deletes it.
  auto* watched = new Watched{*this, ++last_number_, socket};
  require(SSL_set_ex_data(ssl, watched_index(on_free), watched) == 1, "watch a connection");
  sockets_.insert(socket);
  served_ssl = ssl;
  if (closing_) shutdown(socket, SHUT_RDWR);
}

// The socket is still open here: cpp-httplib closes it afterwards.
void Connections::on_free(void*, void* pointer, CRYPTO_EX_DATA*, int, long, void*) noexcept {
  const std::unique_ptr<Watched> watched(static_cast<Watched*>(pointer));
  if (!watched) return;
  const std::lock_guard<std::mutex> lock(watched->connections.mutex_);
  watched->connections.sockets_.erase(watched->socket);
  served_ssl = nullptr;
}

ConnectionInfo Connections::current() {
  const auto* watched =
      static_cast<const Watched*>(SSL_get_ex_data(served_ssl, watched_index(on_free)));
  return {watched->number, SSL_get_version(served_ssl), SSL_session_reused(served_ssl) == 1};
}

void Connections::cut_current(bool close_notify) {
  if (close_notify) SSL_shutdown(served_ssl);
  shutdown(SSL_get_fd(served_ssl), SHUT_RDWR);
}

void Connections::close_all() {
  const std::lock_guard<std::mutex> lock(mutex_);
  closing_ = true;
  for (const int socket : sockets_) shutdown(socket, SHUT_RDWR);
}

}  // namespace emulator
