// SPDX-License-Identifier: Apache-2.0
#include "tls/names.hpp"

#include "base/text.hpp"

namespace sparekey::tls {
Name name_of(const Identity& identity) {
  // mbedTLS's buffers could be written to; nobody does.
  const auto bytes = [](const void* at) {
    return static_cast<unsigned char*>(const_cast<void*>(at));
  };
  const Text& name = identity.dns_name;
  if (!identity.is_address()) return {kDnsName, name.size(), bytes(name.data())};
  return {kIpAddress, identity.address.family == 4 ? 4u : 16u, bytes(identity.address.bytes)};
}

bool dns_name_matches(Text pattern, Text name) {
  if (pattern.size() < 3 || pattern[0] != '*' || pattern[1] != '.')
    return !contains(pattern, '*') && equal_ignoring_case(pattern, name);
  size_t label = 0;
  while (label < name.size() && name[label] != '.') ++label;
  const Text rest = pattern.substr(1);
  return label > 0 && !contains(rest, '*') && equal_ignoring_case(rest, name.substr(label));
}

bool presents(const mbedtls_x509_crt& certificate, const Name& wanted) {
  for (const mbedtls_x509_sequence* entry = &certificate.subject_alt_names; entry != nullptr;
       entry = entry->next) {
    if (entry->buf.tag != wanted.tag) continue;
    const Text presented = value_of(entry->buf);
    const Text value = value_of(wanted);
    if (wanted.tag == kDnsName ? dns_name_matches(presented, value) : equal(presented, value))
      return true;
  }
  return false;
}

}  // namespace sparekey::tls
