// SPDX-License-Identifier: Apache-2.0
#include "memory_server.hpp"

#include "support/answers.hpp"

namespace sparekey::test {

Key MemoryService::rsa_key() {
  static const Key key = make_key(KeyKind::rsa1024);
  return key;
}

std::string MemoryService::answer(const Request& request) const {
  const std::string path = request.path();
  const auto with = [this](const std::string& body) { return http(http_status, body, fields); };
  if (const auto found = bodies.find(path); found != bodies.end()) return with(found->second);
  if (path == "/api/v3/system") return with(keys(public_pem(key)));
  if (path == "/api/v3/pre-check-code") return with(envelope(R"({"isValid":true})"));
  if (path == "/api/v3/verify-reset-password-request") return with(kVerified);
  if (path == "/api/v3/reset-password") return with(kReset);
  return with(kSent);
}

MemoryServer::MemoryServer(MemoryService& service)
    : service_(service),
      outbox_(service.greeting),
      tls_(SSL_new(service.context.get())),
      in_(BIO_new(BIO_s_mem())),
      out_(BIO_new(BIO_s_mem())) {
  require(tls_ != nullptr && in_ != nullptr && out_ != nullptr, "TLS connection");
  SSL_set_bio(tls_.get(), in_, out_);
  SSL_set_accept_state(tls_.get());
}

void MemoryServer::take(const void* bytes, size_t size) {
  if (!service_.connected.empty() && !tunnelled_) {
    inbox_.append(static_cast<const char*>(bytes), size);
    if (inbox_.find("\r\n\r\n") == std::string::npos) return;
    inbox_.clear();
    tunnelled_ = true;
    outbox_ += service_.connected;
    return;
  }
  require(BIO_write(in_, bytes, static_cast<int>(size)) > 0, "feed TLS");
  go_on();
}

void MemoryServer::go_on() {
  char bytes[16'384];
  int got = 0;
  // Does the handshake as well, as far as there are bytes for it.
  while ((got = SSL_read(tls_.get(), bytes, sizeof bytes)) > 0) {
    inbox_.append(bytes, static_cast<size_t>(got));
    service_.plain.append(bytes, static_cast<size_t>(got));
  }
  ERR_clear_error();
  if (!secured_ && SSL_is_init_finished(tls_.get()) == 1) {
    secured_ = true;
    ++service_.handshakes;
    service_.resumed += SSL_session_reused(tls_.get());
    for (const std::string& record : service_.early) write(record);
    fill_outbox();
    outbox_ += service_.interjection;
  }
  while (std::optional<Request> request = take_request(&inbox_)) {
    service_.requests.push_back(*request);
    if (service_.mute) continue;
    const std::string answer = service_.answer(*request);
    for (size_t at = 0; at < answer.size(); at += service_.record_size)
      write(answer.substr(at, service_.record_size));
    for (const std::string& trailer : service_.trailers) write(trailer);
  }
  fill_outbox();
}

void MemoryServer::write(const std::string& record) {
  require(SSL_write(tls_.get(), record.data(), static_cast<int>(record.size())) > 0, "answer");
}

void MemoryServer::send_tickets(int count) {
  for (int i = 0; i < count; ++i)
    require(SSL_new_session_ticket(tls_.get()) == 1 && SSL_do_handshake(tls_.get()) == 1, "ticket");
  fill_outbox();
}

void MemoryServer::fill_outbox() {
  char bytes[16'384];
  int got = 0;
  while ((got = BIO_read(out_, bytes, sizeof bytes)) > 0)
    outbox_.append(bytes, static_cast<size_t>(got));
}

}  // namespace sparekey::test
