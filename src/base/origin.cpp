// SPDX-License-Identifier: Apache-2.0
#include "base/origin.hpp"

#include "base/failure.hpp"
#include "base/ip.hpp"
#include "base/text.hpp"
#include "sparekey/options.hpp"

namespace sparekey {
namespace {

// A number to inet_aton, and so to resolvers: decimal, octal, or hexadecimal behind 0x.
bool is_number(Text label) {
  const bool hex = label.size() >= 2 && label[0] == '0' && (label[1] | 0x20) == 'x';
  const unsigned base = hex ? 16 : 10;
  for (size_t i = hex ? 2 : 0; i < label.size(); ++i)
    if (static_cast<unsigned>(hex_value(label[i])) >= base) return false;
  return true;
}

// RFC 1123 section 2.1, and the underscore that private networks use. With a number as its last
// label it would be an address in disguise. `name` is not empty.
bool is_dns_name(Text name) {
  if (name.size() > 253) return false;
  size_t start = 0;  // of the label
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c == '.') {
      if (i == start || name[i - 1] == '-') return false;
      start = i + 1;
      continue;
    }
    if (!is_name_char(c) && (c != '-' || i == start)) return false;
    if (i - start >= 63) return false;
  }
  return name[name.size() - 1] != '-' && !is_number(name.substr(start));
}

// What `text` holds that no host and port do, or null. All of it is refused without this too, but
// in words that do not help.
const char* foreign_part(Text text) {
  size_t colons = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ':' && i + 2 < text.size() && text[i + 1] == '/' && text[i + 2] == '/')
      return in_words("the host stands behind a scheme that cannot be used here");
    if (c == '/' || c == '?' || c == '#')
      return in_words("a path or query follows the host: leave it out, and the slash too");
    if (c == '@') return in_words("user information stands before the host: leave it out");
    if (c <= ' ' || c > '~')
      return in_words("the host holds a blank, a control character, or one outside ASCII");
    if (c == ':') ++colons;
  }
  if (colons > 1 && text[0] != '[')
    return in_words("an IPv6 address stands in brackets: [ADDRESS] or [ADDRESS]:PORT");
  return nullptr;
}

const char* parse_authority(Text text, bool port_needed, Origin* out) {
  if (SPAREKEY_DETAILS)
    if (const char* detail = foreign_part(text)) return detail;
  Origin& origin = *out;
  origin.authority = text;
  origin.tcp_port = kHttpsPort;
  size_t host_end = 0;
  if (!text.empty() && text[0] == '[') {
    host_end = find(text, ']');
    if (host_end == text.size()) return in_words("the host's bracket is not closed");
    origin.host = text.substr(1, host_end - 1);
    if (!parse_ipv6(origin.host, &origin.address))
      return in_words("the host in brackets is not an IPv6 address");
    ++host_end;
  } else {
    host_end = find(text, ':');
    origin.host = text.substr(0, host_end);
    if (origin.host.empty()) return in_words("there is no host");
    if (!parse_ipv4(origin.host, &origin.address) && !is_dns_name(origin.host))
      return in_words("the host is neither a name nor an IP address (four decimal numbers)");
  }
  if (host_end == text.size()) {
    if (port_needed) return in_words("a port is needed: HOST:PORT");
  } else {
    uint64_t number = 0;
    if (text[host_end] != ':' || text.size() - host_end > 6 ||
        !parse_decimal(text.substr(host_end + 1), UINT16_MAX, &number) || number == 0)
      return in_words("the port is not a number from 1 to 65535");
    origin.tcp_port = static_cast<uint16_t>(number);
  }
  return nullptr;
}

// `text` without `scheme`, if it begins with that.
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
