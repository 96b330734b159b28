// SPDX-License-Identifier: Apache-2.0
#include "https_server.hpp"

#include <httplib.h>
#include <netinet/in.h>
#include <openssl/core_names.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <sys/socket.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <ctime>
#include <stdexcept>

namespace emulator {

using openssl::require;

namespace {

// Each connection holds a thread while it is open; more than these wait in line.
constexpr std::size_t kThreads = 64;
constexpr std::size_t kMaxBody = 65536;
// Within a request and an answer. cpp-httplib waits for a body even if no length announces one.
constexpr std::time_t kTransferTimeout_s = 5;
constexpr const char* kServerHeader = "Server";

int to_openssl(TlsVersion version) {
  return version == TlsVersion::k1_2 ? TLS1_2_VERSION : TLS1_3_VERSION;
}

// Gives names to tickets and knows none of them again.
int take_no_ticket(SSL*, unsigned char* name, unsigned char* iv, EVP_CIPHER_CTX* cipher,
                   EVP_MAC_CTX* mac, int is_new) {
  if (is_new == 0) return 0;
  unsigned char key[32] = {};
  OSSL_PARAM digest[] = {OSSL_PARAM_construct_utf8_string("digest", const_cast<char*>("SHA256"), 0),
                         OSSL_PARAM_construct_end()};
  const bool done = RAND_bytes(name, 16) == 1 && RAND_bytes(iv, 16) == 1 &&
                    RAND_bytes(key, sizeof key) == 1 &&
                    EVP_EncryptInit_ex(cipher, EVP_aes_256_cbc(), nullptr, key, iv) == 1 &&
                    EVP_MAC_init(mac, key, sizeof key, digest) == 1;
  return done ? 1 : -1;
}

void set_up_tls(SSL_CTX* context, const TlsConfig& config, const ServerIdentity& identity) {
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
  require(SSL_CTX_set_min_proto_version(context, to_openssl(config.min_version)) == 1 &&
              SSL_CTX_set_max_proto_version(context, to_openssl(config.max_version)) == 1,
          "TLS versions");
  require(SSL_CTX_use_certificate(context, identity.chain.front().get()) == 1 &&
              SSL_CTX_use_PrivateKey(context, identity.key.get()) == 1,
          "server certificate");
  for (std::size_t i = 1; i < identity.chain.size(); ++i)
    require(SSL_CTX_add1_chain_cert(context, identity.chain[i].get()) == 1, "certificate chain");
  if (!config.resumption)
    require(SSL_CTX_set_tlsext_ticket_key_evp_cb(context, take_no_ticket) == 1, "tickets");
}

// cpp-httplib's default is SO_REUSEPORT, by which two emulators would share a port unnoticed.
void set_socket_options(socket_t socket) {
  const int on = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
}

HttpRequest to_request(const httplib::Request& request) {
  HttpRequest out{request.method, request.path, {}, request.body, request.remote_addr};
  for (const auto& [name, value] : request.headers) {
    // cpp-httplib puts the addresses of both ends among the headers.
    const bool address = name.rfind("REMOTE_", 0) == 0 || name.rfind("LOCAL_", 0) == 0;
    if (address) continue;
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto [field, is_first] = out.headers.emplace(lower, value);
    if (!is_first) field->second += ", " + value;  // RFC 9110, 5.3
  }
  return out;
}

}  // namespace

HttpsServer::HttpsServer(const Config& config, const ServerIdentity& identity, Service& service,
                         AccessLog& access_log)
    : service_(service), access_log_(access_log) {
  server_ = std::make_unique<httplib::SSLServer>([&](SSL_CTX& context) {
    set_up_tls(&context, config.tls, identity);
    connections_.watch(&context);
    return true;
  });
  server_->new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
  server_->set_socket_options(set_socket_options);
  server_->set_tcp_nodelay(true);
  server_->set_keep_alive_max_count(1000000);
  server_->set_keep_alive_timeout(config.idle_timeout_s);
  server_->set_read_timeout(kTransferTimeout_s);
  server_->set_write_timeout(kTransferTimeout_s);
  server_->set_payload_max_length(kMaxBody);
  const httplib::Server::Handler handler = [this](const auto& request, auto& response) {
    handle(request, response);
  };
  server_->Get(".*", handler);
  server_->Post(".*", handler);
  server_->set_error_handler(httplib::Server::Handler(
      [this](const auto& request, auto& response) { handle_refused(request, response); }));
}

HttpsServer::~HttpsServer() { stop(); }

int HttpsServer::start(const std::string& host, int port) {
  const int bound = port == 0                           ? server_->bind_to_any_port(host)
                    : server_->bind_to_port(host, port) ? port
                                                        : -1;
  if (bound < 0)
    throw std::runtime_error("cannot listen on " + host + ", port " + std::to_string(port));
  thread_ = std::thread([this] { server_->listen_after_bind(); });
  // stop() does nothing before the server runs.
  while (!server_->is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return bound;
}

void HttpsServer::stop() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
  }
  stopping_.notify_all();
  server_->stop();
  connections_.close_all();
  thread_.join();
}

void HttpsServer::handle(const httplib::Request& request, httplib::Response& response) {
  const HttpRequest asked = to_request(request);
  const HttpReply reply = service_.answer(asked);
  access_log_.append(Connections::current(), asked, reply);
  deliver(reply, response);
}

// Called for every answer with a status from 400 on, our own as well.
void HttpsServer::handle_refused(const httplib::Request& request, httplib::Response& response) {
  if (response.has_header(kServerHeader)) return;
  const HttpRequest asked = to_request(request);
  const HttpReply reply = service_.refuse(asked, response.status);
  access_log_.append(Connections::current(), asked, reply);
  deliver(reply, response);
}

void HttpsServer::deliver(const HttpReply& reply, httplib::Response& response) {
  {
    std::unique_lock<std::mutex> lock(mutex_);
    stopping_.wait_for(lock, std::chrono::milliseconds(reply.delay_ms), [this] { return stop_; });
  }
  if (reply.drop) Connections::cut_current(reply.close_notify);
  response.status = reply.status;
  response.set_header(kServerHeader, "sparekey-emulator");
  for (const auto& [name, value] : reply.headers) response.set_header(name, value);
  if (!reply.close_after_bytes || reply.body.empty()) {
    response.set_content(reply.body, reply.content_type);
    return;
  }
  const std::string sent = reply.body.substr(0, static_cast<std::size_t>(*reply.close_after_bytes));
  response.set_content_provider(
      reply.body.size(), reply.content_type,
      [sent, close_notify = reply.close_notify](std::size_t, std::size_t, httplib::DataSink& sink) {
        sink.write(sent.data(), sent.size());
        Connections::cut_current(close_notify);
        return false;
      });
}

}  // namespace emulator
