// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_CERTIFICATES_HPP
#define SPAREKEY_EMULATOR_CERTIFICATES_HPP

#include <string>
#include <vector>

#include "config.hpp"
#include "support/openssl_handles.hpp"

namespace emulator {

struct ServerIdentity {
  openssl::Key key;
  std::vector<openssl::Certificate> chain;  // the server's own first; the root is not sent
  std::string ca_pem;                       // the root, for clients to trust
};

// A fresh root and, signed by it, a certificate for localhost, 127.0.0.1 and ::1. The root's key is
// forgotten, so that nothing else will ever be signed by it.
ServerIdentity make_server_identity(const TlsConfig& config);

}  // namespace emulator

#endif
