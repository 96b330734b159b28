// SPDX-License-Identifier: Apache-2.0
#include "tls/names.hpp"

#include "base/text.hpp"

namespace sparekey::tls {
Text value_of(const mbedtls_x509_buf& entry) {
  return Text(reinterpret_cast<const char*>(entry.p), entry.len);
}

Text value_of(const Identity& identity) {
  if (!identity.is_address()) return identity.dns_name;
  const size_t size = identity.address.family == 4 ? 4 : 16;
  return Text(reinterpret_cast<const char*>(identity.address.bytes), size);
}

bool dns_name_matches(Text pattern, Text name) {
  if (pattern.size() < 3 || pattern[0] != '*' || pattern[1] != '.')
    return !contains(pattern, '*') && equal_ignoring_case(pattern, name);
  size_t label = 0;
  while (label < name.size() && name[label] != '.') ++label;
  const Text rest = pattern.substr(1);
  return label > 0 && !contains(rest, '*') && equal_ignoring_case(rest, name.substr(label));
}

bool presents(const mbedtls_x509_crt& certificate, const Identity& identity) {
  const Text wanted = value_of(identity);
  for (const mbedtls_x509_sequence* entry = &certificate.subject_alt_names; entry != nullptr;
       entry = entry->next) {
    if (entry->buf.tag != tag_of(identity)) continue;
    const Text presented = value_of(entry->buf);
    if (identity.is_address() ? equal(presented, wanted) : dns_name_matches(presented, wanted))
      return true;
  }
  return false;
}

}  // namespace sparekey::tls
