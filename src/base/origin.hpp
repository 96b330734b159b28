// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_BASE_ORIGIN_HPP
#define SPAREKEY_BASE_ORIGIN_HPP

#include "sparekey/port.hpp"
#include "sparekey/types.hpp"

namespace sparekey {

constexpr uint16_t kHttpsPort = 443;

// Where to connect, as views of the text it was read from.
struct Origin {
  // As the Host field wants it: with brackets, and with the port if one was given.
  Text authority;
  Text host;        // without brackets
  Address address;  // family 0: the host is a name
  uint16_t tcp_port = kHttpsPort;
};

// The host as a URI has it: an IPv6 address in its brackets.
inline Text uri_host(const Origin& origin) {
  return origin.authority.substr(0, origin.host.size() + (origin.address.family == 6 ? 2 : 0));
}

// Reads `https://HOST[:PORT]` or `HOST[:PORT]` and nothing more. Null, or what is wrong with it;
// `*out` is of no use then.
const char* parse_origin(Text text, Origin* out);

// Reads `HOST:PORT`, the same way.
const char* parse_host_and_port(Text text, Origin* out);

// Reads `http://HOST:PORT` or `HOST:PORT`, and nothing more.
const char* parse_proxy(Text text, Origin* out);

}  // namespace sparekey

#endif
