// SPDX-License-Identifier: Apache-2.0
// The service in memory: TLS by OpenSSL, bytes in, bytes out, no threads, no time.
#ifndef SPAREKEY_FAULTS_MEMORY_SERVER_HPP
#define SPAREKEY_FAULTS_MEMORY_SERVER_HPP

#include <map>
#include <string>
#include <vector>

#include "request.hpp"
#include "server_tls.hpp"

namespace sparekey::test {

// What the service knows, whatever connection it is told over.
struct MemoryService {
  explicit MemoryService(const ServerTls& tls) : context(make_context(tls)) {}

  std::string answer(const Request& request) const;

  TlsContext context;
  Key key = make_key(KeyKind::rsa1024);
  std::vector<Request> requests;              // that came whole
  bool mute = false;                          // reads, and answers nothing
  std::map<std::string, std::string> bodies;  // by path: answered instead of a success
};

// One connection.
class MemoryServer {
 public:
  explicit MemoryServer(MemoryService& service);

  // Takes bytes of the client's, and does all that follows from them.
  void take(const void* bytes, size_t size);
  // What is to be read by the client.
  std::string& outbox() { return outbox_; }

 private:
  void go_on();

  MemoryService& service_;
  std::string inbox_;
  std::string outbox_;
  Tls tls_;
  BIO* in_;
  BIO* out_;
};

}  // namespace sparekey::test

#endif
