// SPDX-License-Identifier: Apache-2.0
// The service in memory: TLS by OpenSSL, bytes in, bytes out, no threads, no time.
#ifndef SPAREKEY_SIMULATED_MEMORY_SERVER_HPP
#define SPAREKEY_SIMULATED_MEMORY_SERVER_HPP

#include <map>
#include <string>
#include <vector>

#include "support/request.hpp"
#include "support/server_tls.hpp"

namespace sparekey::test {

// What the service knows, whatever connection it is told over.
struct MemoryService {
  explicit MemoryService(const ServerTls& tls) : context(make_context(tls)) {}

  std::string answer(const Request& request) const;
  // Made once: it takes longer than a handshake.
  static Key rsa_key();

  openssl::TlsContext context;
  Key key = rsa_key();
  std::vector<Request> requests;  // that came whole
  std::string plain;              // all that came, taken out of TLS
  int handshakes = 0;
  int resumed = 0;                            // of them
  bool mute = false;                          // reads, and answers nothing
  std::map<std::string, std::string> bodies;  // by path: answered instead of a success
  int http_status = 200;                      // of each answer
  std::string fields;                         // of each answer's head, with their CR LF
  size_t record_size = SIZE_MAX;              // an answer comes in records no larger
  std::vector<std::string> trailers;          // records behind each answer
  std::string greeting;                       // raw bytes before all TLS
  std::vector<std::string> early;             // records right behind the handshake
  std::string interjection;                   // raw bytes behind these
  std::string connected;                      // if set, a proxy's answer to what comes before TLS
};

// One connection.
class MemoryServer {
 public:
  explicit MemoryServer(MemoryService& service);
  // OpenSSL forgets a session whose connection it was not told to end.
  ~MemoryServer() { SSL_set_shutdown(tls_.get(), SSL_SENT_SHUTDOWN); }
  MemoryServer(const MemoryServer&) = delete;
  MemoryServer& operator=(const MemoryServer&) = delete;

  // Takes bytes of the client's, and does all that follows from them.
  void take(const void* bytes, size_t size);
  // Sends so many tickets (TLS 1.3).
  void send_tickets(int count);
  // What is to be read by the client.
  std::string& outbox() { return outbox_; }

 private:
  void go_on();
  void write(const std::string& record);
  void fill_outbox();

  MemoryService& service_;
  std::string inbox_;
  std::string outbox_;
  bool secured_ = false;
  bool tunnelled_ = false;
  openssl::Tls tls_;
  BIO* in_;
  BIO* out_;
};

}  // namespace sparekey::test

#endif
