// SPDX-License-Identifier: Apache-2.0
#include "kiosk/option_values.hpp"

#include <sys/un.h>

#include "base/origin.hpp"
#include "base/text.hpp"
#include "kiosk/page.hpp"

namespace sparekey::kiosk {
namespace {

constexpr Text kHttp = "http://";
constexpr Text kHttps = "https://";

bool begins(Text text, Text with) {
  return text.size() >= with.size() && equal_ignoring_case(text.substr(0, with.size()), with);
}

bool read_port(Text text, Text before, uint16_t* out) {
  uint64_t port = 0;
  if (!begins(text, before) || !parse_decimal(text.substr(before.size()), UINT16_MAX, &port))
    return false;
  *out = static_cast<uint16_t>(port);
  return true;
}

Text scheme_of(Text url) {
  return begins(url, kHttp) ? kHttp : begins(url, kHttps) ? kHttps : Text();
}

Text authority_of(Text origin) { return origin.substr(scheme_of(origin).size()); }

Text without_usual_port(Text origin) {
  const Text port = begins(origin, kHttp) ? ":80" : ":443";
  const size_t size = origin.size() - port.size();
  return equal(origin.substr(size), port) ? origin.substr(0, size) : origin;
}

}  // namespace

Word read_listen(const char* value, Listen* out) {
  const Text text = value;
  constexpr Text kUnix = "unix:";
  if (text.size() > kUnix.size() && equal(text.substr(0, kUnix.size()), kUnix)) {
    out->kind = Listen::Kind::local;
    out->path = value + kUnix.size();
    const bool fits = text.size() - kUnix.size() < sizeof sockaddr_un::sun_path;
    return fits ? Word::none : Word::path_too_long;
  }
  if (read_port(text, "127.0.0.1:", &out->tcp_port)) {
    out->kind = Listen::Kind::ipv4;
    return Word::none;
  }
  if (read_port(text, "[::1]:", &out->tcp_port)) {
    out->kind = Listen::Kind::ipv6;
    return Word::none;
  }
  Origin other;
  const bool is_address = parse_origin(text, &other) == nullptr && other.address.family != 0;
  return is_address ? Word::not_loopback : Word::want_listen;
}

Word add_origin(char* value, Settings* out) {
  Text given = value;
  if (!given.empty() && given[given.size() - 1] == '/') given = given.substr(0, given.size() - 1);
  Origin parsed;
  if (scheme_of(given).empty() || begins(authority_of(given), kHttps) ||
      parse_origin(authority_of(given), &parsed) != nullptr)
    return Word::want_origin;
  for (size_t i = 0; i < given.size(); ++i) value[i] = to_lower(value[i]);
  const Text origin = without_usual_port(given);
  for (size_t i = 0; i < out->origin_count; ++i) {
    const Text other = out->origins[i];
    if (equal(other, origin)) return Word::none;
    // Host alone could not tell which of the two a browser means.
    if (equal(authority_of(other), authority_of(origin))) return Word::origin_by_both;
  }
  out->origins[out->origin_count++] = origin;
  return Word::none;
}

bool is_done_url(Text value) {
  if (value.size() > kMaxUrlBytes) return false;
  for (const char c : value)
    if (!is_plain(c) || c == ' ' || c == '<' || c == '>') return false;
  if (value[0] == '/') return value.size() == 1 || value[1] != '/';
  const Text scheme = scheme_of(value);
  if (scheme.empty()) return false;
  // What a browser takes for the host ends at the first of these.
  size_t end = scheme.size();
  while (end < value.size() && value[end] != '/' && value[end] != '?' && value[end] != '#') ++end;
  Origin parsed;
  const Text authority = value.substr(scheme.size(), end - scheme.size());
  return !contains(authority, '@') && parse_origin(authority, &parsed) == nullptr;
}

}  // namespace sparekey::kiosk
