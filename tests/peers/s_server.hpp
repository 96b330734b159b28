// SPDX-License-Identifier: Apache-2.0
// `openssl s_server` as a process of its own: a TLS server that is not ours.
#ifndef SPAREKEY_PEERS_S_SERVER_HPP
#define SPAREKEY_PEERS_S_SERVER_HPP

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "support/certificates.hpp"
#include "support/sockets.hpp"

namespace sparekey::test {

class OpensslServer {
 public:
  // Presents `own` with `above`; further options as s_server's manual has them. It answers
  // GET /api/v3/system with `answer`, a whole HTTP answer, and then ends the connection.
  OpensslServer(const Credential& own, const std::vector<Certificate>& above,
                const std::vector<std::string>& options, const std::string& answer);
  ~OpensslServer();
  OpensslServer(const OpensslServer&) = delete;
  OpensslServer& operator=(const OpensslServer&) = delete;

  std::string address() const { return "127.0.0.1:" + std::to_string(tcp_port_); }

 private:
  void start(const std::vector<std::string>& arguments);
  void read_port();

  std::string folder_;
  pid_t pid_ = -1;
  Descriptor input_;
  Descriptor output_;
  uint16_t tcp_port_ = 0;
};

}  // namespace sparekey::test

#endif
