// SPDX-License-Identifier: Apache-2.0
#include "support/peer.hpp"

#include <sys/socket.h>

#include <cerrno>

namespace sparekey::test {

Peer::Peer(Descriptor connection, size_t index, SSL_CTX* context, const Event& stop)
    : connection_(std::move(connection)),
      index_(index),
      stop_(stop),
      tls_(SSL_new(context)),
      in_(BIO_new(BIO_s_mem())),
      out_(BIO_new(BIO_s_mem())) {
  require(tls_ != nullptr && in_ != nullptr && out_ != nullptr, "TLS connection");
  SSL_set_bio(tls_.get(), in_, out_);
  SSL_set_app_data(tls_.get(), this);
  SSL_set_info_callback(tls_.get(), on_info);
}

void Peer::on_info(const SSL* tls, int where, int value) {
  auto* peer = static_cast<Peer*>(SSL_get_app_data(tls));
  if (where == SSL_CB_READ_ALERT) peer->record_.alerts.push_back(value & 0xFF);
}

void Peer::handshake() {
  for (;;) {
    const int result = SSL_accept(tls_.get());
    const int error = SSL_get_error(tls_.get(), result);
    if (const char* name = SSL_get_servername(tls_.get(), TLSEXT_NAMETYPE_host_name))
      record_.sni = name;
    flush();
    if (result == 1) break;
    if (error != SSL_ERROR_WANT_READ) throw Ended();
    fill();
  }
  record_.handshake_done = true;
  record_.resumed = SSL_session_reused(tls_.get()) == 1;
  record_.tls_version = SSL_get_version(tls_.get());
}

void Peer::answer_hello() {
  fill();
  SSL_accept(tls_.get());
  flush();
}

void Peer::become(SSL_CTX* other) {
  require(SSL_set_SSL_CTX(tls_.get(), other) != nullptr, "another server");
}

std::string Peer::read() {
  char bytes[16'384];
  for (;;) {
    const int result = SSL_read(tls_.get(), bytes, sizeof bytes);
    if (result > 0) return std::string(bytes, static_cast<size_t>(result));
    const int error = SSL_get_error(tls_.get(), result);
    flush();
    if (error == SSL_ERROR_ZERO_RETURN) record_.close_notify_received = true;
    if (error != SSL_ERROR_WANT_READ) throw Ended();
    fill();
  }
}

Request Peer::read_request() {
  for (;;) {
    if (std::optional<Request> request = take_request(&inbox_)) return *request;
    inbox_ += read();
  }
}

void Peer::write_record(std::string_view bytes) {
  if (bytes.empty()) return;
  require(SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0, "TLS write");
}

void Peer::send(std::string_view bytes) {
  write_record(bytes);
  flush();
}

void Peer::send_in_pieces(std::string_view bytes, size_t piece) {
  for (size_t at = 0; at < bytes.size(); at += piece) send(bytes.substr(at, piece));
}

void Peer::send_together(const std::vector<std::string>& records, bool then_close_notify) {
  for (const std::string& record : records) write_record(record);
  if (then_close_notify) SSL_shutdown(tls_.get());
  flush();
}

void Peer::close_notify() {
  SSL_shutdown(tls_.get());
  flush();
}

void Peer::fatal_alert() {
  const std::string forged = std::string("\x17\x03\x03\x00\x40", 5) + std::string(64, 'x');
  require(BIO_write(in_, forged.data(), static_cast<int>(forged.size())) > 0, "feed TLS");
  char byte;
  require(SSL_read(tls_.get(), &byte, 1) <= 0, "a forged record was read");
  ERR_clear_error();
  flush();
}

bool Peer::renegotiate() {
  require(SSL_renegotiate(tls_.get()) == 1, "ask for a handshake");
  SSL_do_handshake(tls_.get());  // the question
  flush();
  for (;;) {
    char byte;
    const int error = SSL_get_error(tls_.get(), SSL_read(tls_.get(), &byte, 1));
    flush();
    if (SSL_renegotiate_pending(tls_.get()) == 0) return true;
    if (error != SSL_ERROR_WANT_READ) break;
    fill();
  }
  ERR_clear_error();
  return false;
}

void Peer::flush() {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(out_, &bytes);
  if (size <= 0) return;
  const std::string pending(bytes, static_cast<size_t>(size));
  (void)BIO_reset(out_);
  send_raw(pending);
}

void Peer::fill() {
  const std::string bytes = read_raw();
  require(BIO_write(in_, bytes.data(), static_cast<int>(bytes.size())) > 0, "feed TLS");
}

void Peer::send_raw(std::string_view bytes) {
  while (!bytes.empty()) {
    if (stop_.is_set()) throw Ended();
    const ssize_t sent =
        ::send(connection_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0)
      bytes.remove_prefix(static_cast<size_t>(sent));
    else if (errno == EAGAIN)
      test::wait_for({stop_.fd()}, connection_.get());
    else if (errno != EINTR)
      throw Ended();
  }
}

std::string Peer::read_raw() {
  char bytes[16'384];
  for (;;) {
    const ssize_t got = recv(connection_.get(), bytes, sizeof bytes, MSG_DONTWAIT);
    if (got > 0) return std::string(bytes, static_cast<size_t>(got));
    if (got == 0 || (errno != EAGAIN && errno != EINTR)) throw Ended();
    if (stop_.is_set()) throw Ended();
    test::wait_for({connection_.get(), stop_.fd()});
  }
}

void Peer::end_tcp() { shutdown(connection_.get(), SHUT_WR); }

void Peer::reset() {
  const linger at_once{1, 0};
  setsockopt(connection_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  connection_.reset();
  throw Ended();
}

void Peer::wait_for(const Event& event) {
  if (!event.is_set()) test::wait_for({event.fd(), stop_.fd()});
  if (stop_.is_set()) throw Ended();
}

void Peer::pause_ms(int ms) {
  if (test::wait_for({stop_.fd()}, -1, ms)) throw Ended();
}

void Peer::wait_for_end() {
  if (connection_.get() < 0) return;
  for (;;) {
    // Through TLS if there is TLS, so that alerts and close_notify are noticed.
    if (record_.handshake_done && !record_.close_notify_received)
      read();
    else
      read_raw();
  }
}

}  // namespace sparekey::test
