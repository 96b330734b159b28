// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_PEERS_HAPROXY_HPP
#define SPAREKEY_PEERS_HAPROXY_HPP

#include <string>

#include "front.hpp"

namespace sparekey::test {

class Haproxy : public Front {
 public:
  struct Setup {
    std::string server = "";    // address and options of the server behind
    std::string bind = "";      // options of `bind`, beside the certificate
    std::string defaults = "";  // lines of the section `defaults`
    bool tcp = false;           // TLS is the server's: bytes are passed through
  };

  Haproxy(const Chain& chain, const Setup& setup);

  // Ends the sessions under way from the proxy's side, as an operator may.
  void shut_sessions() const;
};

// For Setup::server: the emulator, over TLS that is verified.
std::string haproxy_to(const support::EmulatorProcess& emulator);

}  // namespace sparekey::test

#endif
