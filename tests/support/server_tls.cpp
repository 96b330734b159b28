// SPDX-License-Identifier: Apache-2.0
#include "support/server_tls.hpp"

namespace sparekey::test {

openssl::TlsContext make_context(const ServerTls& tls) {
  openssl::TlsContext context(SSL_CTX_new(TLS_server_method()));
  require(context != nullptr, "TLS context");
  SSL_CTX* ctx = context.get();
  // Level 0: short keys, SHA-1 and TLS 1.0 are for the client to refuse.
  SSL_CTX_set_security_level(ctx, 0);
  const std::string ciphers = (tls.ciphers.empty() ? "ALL" : tls.ciphers) + ":@SECLEVEL=0";
  require(SSL_CTX_set_cipher_list(ctx, ciphers.c_str()) == 1, "ciphers " + ciphers);
  require(SSL_CTX_set_min_proto_version(ctx, tls.min_version) == 1, "min version");
  require(SSL_CTX_set_max_proto_version(ctx, tls.max_version) == 1, "max version");
  // OpenSSL's macros want what they read to be writable.
  std::string signature_algorithms = tls.signature_algorithms;
  std::string groups = tls.groups;
  if (!groups.empty()) require(SSL_CTX_set1_groups_list(ctx, groups.data()) == 1, "groups");
  if (!signature_algorithms.empty())
    require(SSL_CTX_set1_sigalgs_list(ctx, signature_algorithms.data()) == 1, "signatures");
  require(SSL_CTX_use_certificate(ctx, tls.own.certificate.get()) == 1, "certificate");
  require(SSL_CTX_use_PrivateKey(ctx, tls.own.key.get()) == 1, "private key");
  for (const Certificate& certificate : tls.above)
    require(SSL_CTX_add1_chain_cert(ctx, certificate.get()) == 1, "chain");
  if (tls.wants_client_certificate)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  if (!tls.may_resume) {
    SSL_CTX_set_options(ctx, SSL_OP_NO_TICKET);
    SSL_CTX_set_num_tickets(ctx, 0);
    SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
  }
  // What is sent is what was given, nothing OpenSSL finds elsewhere.
  SSL_CTX_set_mode(ctx, SSL_MODE_NO_AUTO_CHAIN);
  return context;
}

}  // namespace sparekey::test
