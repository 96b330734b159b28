// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_SUPPORT_SERVER_TLS_HPP
#define SPAREKEY_SUPPORT_SERVER_TLS_HPP

#include <string>
#include <vector>

#include "support/certificates.hpp"

namespace sparekey::test {

// How a server does TLS. OpenSSL is told to allow everything, so that only the client can object.
struct ServerTls {
  ServerTls() = default;
  // Sends the leaf and the intermediate.
  explicit ServerTls(const Chain& chain) : own(chain.leaf), above{chain.intermediate.certificate} {}
  explicit ServerTls(const Credential& alone) : own(alone) {}

  Credential own;
  std::vector<Certificate> above;  // what is sent beside the server's own certificate
  int min_version = 0;             // TLS1_2_VERSION and the like; 0: OpenSSL's
  int max_version = 0;
  std::string ciphers;               // of TLS 1.2 and earlier; empty: all
  std::string signature_algorithms;  // empty: all
  std::string groups;                // empty: OpenSSL's
  bool wants_client_certificate = false;
  bool may_resume = true;
};

openssl::TlsContext make_context(const ServerTls& tls);

}  // namespace sparekey::test

#endif
