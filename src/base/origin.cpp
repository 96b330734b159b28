// SPDX-License-Identifier: Apache-2.0
#include "base/origin.hpp"

#include "base/failure.hpp"
#include "base/ip.hpp"
#include "base/text.hpp"

namespace sparekey {
namespace {

// RFC 1123 section 2.1, and the underscore that private networks use. A last label of digits alone
// would be an address to some resolvers, so it is no name.
bool is_dns_name(Text name) {
  if (name.empty() || name.size() > 253) return false;
  size_t label = 0;
  bool only_digits = true;
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c == '.') {
      if (label == 0 || name[i - 1] == '-') return false;
      label = 0;
      only_digits = true;
      continue;
    }
    const char lower = to_lower(c);
    const bool letter = (lower >= 'a' && lower <= 'z') || c == '_';
    if (!letter && !is_digit(c) && (c != '-' || label == 0)) return false;
    if (!is_digit(c)) only_digits = false;
    if (++label > 63) return false;
  }
  return label > 0 && !only_digits && name[name.size() - 1] != '-';
}

const char* parse_authority(Text text, bool port_needed, Origin* out) {
  Origin origin;
  origin.authority = text;
  size_t host_end = 0;
  if (!text.empty() && text[0] == '[') {
    while (host_end < text.size() && text[host_end] != ']') ++host_end;
    if (host_end == text.size()) return in_words("the host's bracket is not closed");
    origin.host = text.substr(1, host_end - 1);
    if (!parse_ipv6(origin.host, &origin.address))
      return in_words("the host in brackets is no IPv6 address");
    ++host_end;
  } else {
    while (host_end < text.size() && text[host_end] != ':') ++host_end;
    origin.host = text.substr(0, host_end);
    if (!parse_ipv4(origin.host, &origin.address) && !is_dns_name(origin.host))
      return in_words(
          "the host is neither a name, nor an IPv4 address, nor an IPv6 address in brackets");
  }
  if (host_end == text.size()) {
    if (port_needed) return in_words("a port is needed: HOST:PORT");
  } else {
    uint64_t number = 0;
    if (text[host_end] != ':' || text.size() - host_end > 6 ||
        !parse_decimal(text.substr(host_end + 1), UINT16_MAX, &number) || number == 0)
      return in_words("what follows the host is no port from 1 to 65535");
    origin.tcp_port = static_cast<uint16_t>(number);
  }
  *out = origin;
  return nullptr;
}

// `text` without `scheme`, where it begins with it.
Text without_scheme(Text text, Text scheme) {
  const bool has_it =
      text.size() >= scheme.size() && equal_ignoring_case(text.substr(0, scheme.size()), scheme);
  return has_it ? text.substr(scheme.size()) : text;
}

}  // namespace

const char* parse_origin(Text text, Origin* out) {
  return parse_authority(without_scheme(text, "https://"), false, out);
}

const char* parse_host_and_port(Text text, Origin* out) { return parse_authority(text, true, out); }

const char* parse_proxy(Text text, Origin* out) {
  const bool good = parse_authority(without_scheme(text, "http://"), true, out) == nullptr;
  return good ? nullptr : in_words("the proxy is not http://HOST:PORT");
}

}  // namespace sparekey
