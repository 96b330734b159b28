// SPDX-License-Identifier: Apache-2.0
// One call of the client's to a server in memory.
#ifndef SPAREKEY_CONFORMANCE_TRIAL_HPP
#define SPAREKEY_CONFORMANCE_TRIAL_HPP

#include <string>
#include <vector>

#include "scene.hpp"
#include "support/outcome.hpp"

namespace sparekey::test {

struct Trial {
  Outcome outcome;
  std::string detail;  // empty: none
  bool opened;         // the client was content with its anchors and lists
  size_t requests;     // that reached the server
  int handshakes;      // that were whole for the server
};

// With TLS of that version and no other: TLS1_2_VERSION, say.
Trial attempt(const Scene& scene, int tls_version);

// What this client offers: "1.2", and "1.3" if its mbedTLS can.
const std::vector<std::string>& tls_versions();
int tls_version(const std::string& name);

}  // namespace sparekey::test

#endif
