// SPDX-License-Identifier: Apache-2.0
#include "settings/no_proxy.hpp"

#include "base/ip.hpp"
#include "base/origin.hpp"
#include "base/text.hpp"

namespace sparekey {
namespace {

bool has_port(const Origin& origin) { return origin.authority.size() > uri_host(origin).size(); }

bool is_same(const Address& a, const Address& b) {
  return a.family == b.family && memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}

// Whether `name` is `domain` or a name below it.
bool is_within(Text name, Text domain) {
  if (domain.size() > name.size()) return false;
  const size_t above = name.size() - domain.size();
  return equal_ignoring_case(name.substr(above), domain) && (above == 0 || name[above - 1] == '.');
}

bool covers(Text entry, const Origin& service) {
  if (contains(entry, '/')) return false;  // neither URLs nor ranges of addresses
  if (entry[0] == '*') {
    uint64_t port = service.tcp_port;
    const Text rest = entry.substr(1);
    if (!rest.empty() && (rest[0] != ':' || !parse_decimal(rest.substr(1), UINT16_MAX, &port)))
      return false;
    return port == service.tcp_port;
  }
  Address address;
  if (parse_ipv6(entry, &address)) return is_same(address, service.address);
  Origin listed;
  if (parse_origin(entry[0] == '.' ? entry.substr(1) : entry, &listed) != nullptr) return false;
  if (has_port(listed) && listed.tcp_port != service.tcp_port) return false;
  if (service.address.family != 0) return is_same(listed.address, service.address);
  return is_within(service.host, listed.host);
}

}  // namespace

bool is_in_no_proxy(Text host, Text list) {
  Origin service;
  if (parse_origin(host, &service) != nullptr) return false;  // the library says so
  size_t begin = 0;
  for (size_t i = 0; i <= list.size(); ++i) {
    if (i < list.size() && list[i] != ',' && list[i] != ' ' && list[i] != '\t') continue;
    if (i > begin && covers(list.substr(begin, i - begin), service)) return true;
    begin = i + 1;
  }
  return false;
}

}  // namespace sparekey
