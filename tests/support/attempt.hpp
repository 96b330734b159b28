// SPDX-License-Identifier: Apache-2.0
// One call to a server with a certain TLS: how it came out on both sides.
#ifndef SPAREKEY_SUPPORT_ATTEMPT_HPP
#define SPAREKEY_SUPPORT_ATTEMPT_HPP

#include <functional>

#include "support/device.hpp"
#include "support/server.hpp"

namespace sparekey::test {

struct Attempt {
  Outcome outcome;
  int native;
  std::string detail;  // empty: none
  bool clock_was_unset;
  ConnectionRecord seen;  // by the server, of the only connection
  size_t requests;        // that reached the server
};

using ChangeConfig = std::function<void(Config&)>;
using ChangePort = std::function<void(Port&)>;

// Sends a code, which a server that is trusted grants.
Attempt attempt(const ServerTls& tls, const std::string& ca_pem, const ChangeConfig& config = {},
                const ChangePort& port = {}, Family family = Family::ipv4);

// The same with a script of the caller's instead of a service.
Attempt attempt_script(const ServerTls& tls, const Server::Script& script,
                       const std::string& ca_pem);

// Whether the mbedTLS linked can do TLS 1.3, and the library lets it.
bool client_has_tls_1_3();

Outcome trust_refused(Code code);

}  // namespace sparekey::test

#endif
