// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_PEERS_NGINX_HPP
#define SPAREKEY_PEERS_NGINX_HPP

#include <string>

#include "front.hpp"

namespace sparekey::test {

class Nginx : public Front {
 public:
  struct Setup {
    std::string server = "";    // directives of the server
    std::string location = "";  // what to do with a request
    bool http2 = false;
    bool workers = false;  // with a master, as `reload` needs it; else it is one process
  };

  Nginx(const Chain& chain, const Setup& setup);
};

// Directives: hand the request to the emulator, over TLS that is verified.
std::string nginx_pass_to(const support::EmulatorProcess& emulator);

}  // namespace sparekey::test

#endif
