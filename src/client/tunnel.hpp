// SPDX-License-Identifier: Apache-2.0
// A way through an HTTP proxy (RFC 9110 section 9.3.6). Nothing here waits, and no byte of TLS is
// sent before the tunnel stands: whatever goes wrong, the service has been told nothing.
#ifndef SPAREKEY_CLIENT_TUNNEL_HPP
#define SPAREKEY_CLIENT_TUNNEL_HPP

#include "base/origin.hpp"
#include "base/progress.hpp"
#include "http/response_parser.hpp"
#include "sparekey/port.hpp"

namespace sparekey {

// The proxy, and memory to talk to it that nobody else needs until the connection stands.
struct Proxy {
  Origin origin;     // empty host: there is no proxy
  Text credentials;  // `user:password`, or empty
  char* buffer = nullptr;
  size_t buffer_size = 0;
  size_t overhead_bytes = 0;  // of its answer
  http::ResponseParser* parser = nullptr;
};

class Tunnel {
 public:
  // Writes the request for a tunnel to `target` over `connection`, which stays the caller's. `port`
  // and `proxy` must outlive the tunnel. Code::ok or buffer_too_small.
  Code begin(const Port& port, Handle connection, const Origin& target, const Proxy& proxy);

  // Sends or receives once: `again`; a `want_…`; `done`: the tunnel stands; `failed`, with code():
  // `proxy_refused` (the parser has its status and Retry-After), `bad_http`, `answer_too_large`,
  // `connection_lost`. The buffer holds the credentials: it is wiped as soon as the request is
  // sent.
  Progress step();

  // Wipes what is left of a tunnel that was given up. Does nothing before begin().
  void end();

  Code code() const { return code_; }

 private:
  Progress send();
  Progress receive();
  Progress fail(Code code);

  const Port* port_;
  const Proxy* proxy_;
  Handle connection_;
  Code code_;
  Text request_;  // what is left of it
};

}  // namespace sparekey

#endif
