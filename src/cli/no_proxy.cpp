// SPDX-License-Identifier: Apache-2.0
#include "cli/no_proxy.hpp"

#include <arpa/inet.h>
#include <strings.h>

namespace sparekey::cli {
namespace {

bool equal_ignoring_case(Text a, Text b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

struct Ip {
  int family = 0;  // 0: it is none
  unsigned char bytes[16] = {};
};

Ip parse_ip(Text text) {
  Ip ip;
  char copy[INET6_ADDRSTRLEN] = {};
  if (text.size() >= sizeof copy) return ip;
  memcpy(copy, text.data(), text.size());
  constexpr int kFamilies[] = {AF_INET, AF_INET6};
  for (const int family : kFamilies)
    if (inet_pton(family, copy, ip.bytes) == 1) ip.family = family;
  return ip;
}

struct Place {
  Text host;  // without brackets
  int tcp_port = 0;
};

// -1 where it is none.
int parse_port(Text text) {
  int number = text.empty() ? -1 : 0;
  for (const char c : text)
    number = c >= '0' && c <= '9' && number >= 0 && number < 10'000 ? number * 10 + (c - '0') : -1;
  return number == 0 ? -1 : number;
}

// HOST, HOST:PORT, [IPV6], [IPV6]:PORT, or an IPv6 address alone.
Place parse_place(Text text, int default_port) {
  Place place{text, default_port};
  size_t colons = 0;
  size_t last = 0;
  for (size_t i = 0; i < text.size(); ++i)
    if (text[i] == ':') {
      ++colons;
      last = i;
    }
  const bool bracketed = !text.empty() && text[0] == '[';
  const bool has_port = bracketed ? colons > 0 && last > 0 && text[last - 1] == ']' : colons == 1;
  if (has_port) {
    place.host = text.substr(0, last);
    place.tcp_port = parse_port(text.substr(last + 1));
  }
  const size_t size = place.host.size();
  if (bracketed && size >= 2 && place.host[size - 1] == ']')
    place.host = place.host.substr(1, size - 2);
  return place;
}

bool matches(const Place& service, Text entry) {
  constexpr int kAnyPort = 0;
  Place place = parse_place(entry, kAnyPort);
  if (place.tcp_port != kAnyPort && place.tcp_port != service.tcp_port) return false;
  if (equal(place.host, "*")) return true;
  const Ip ip = parse_ip(service.host);
  if (ip.family != 0) {
    const Ip other = parse_ip(place.host);
    return other.family == ip.family && memcmp(other.bytes, ip.bytes, sizeof ip.bytes) == 0;
  }
  if (!place.host.empty() && place.host[0] == '.') place.host = place.host.substr(1);
  if (place.host.empty() || place.host.size() > service.host.size()) return false;
  const size_t above = service.host.size() - place.host.size();
  return equal_ignoring_case(service.host.substr(above), place.host) &&
         (above == 0 || service.host[above - 1] == '.');
}

}  // namespace

bool is_in_no_proxy(Text host, Text list) {
  constexpr Text kScheme = "https://";
  if (host.size() >= kScheme.size() && equal_ignoring_case(host.substr(0, kScheme.size()), kScheme))
    host = host.substr(kScheme.size());
  const Place service = parse_place(host, 443);
  size_t begin = 0;
  for (size_t i = 0; i <= list.size(); ++i) {
    if (i < list.size() && list[i] != ',' && list[i] != ' ' && list[i] != '\t') continue;
    if (i > begin && matches(service, list.substr(begin, i - begin))) return true;
    begin = i + 1;
  }
  return false;
}

}  // namespace sparekey::cli
