// SPDX-License-Identifier: Apache-2.0
#include "tls/names.hpp"

#include "base/text.hpp"

namespace sparekey::tls {
namespace {

// GeneralName's context-specific tags (RFC 5280 section 4.2.1.6).
constexpr int kDnsName = MBEDTLS_ASN1_CONTEXT_SPECIFIC | 2;
constexpr int kIpAddress = MBEDTLS_ASN1_CONTEXT_SPECIFIC | 7;

bool presents(const mbedtls_x509_buf& entry, const Identity& identity) {
  const Text value(reinterpret_cast<const char*>(entry.p), entry.len);
  if (!identity.is_address())
    return entry.tag == kDnsName && dns_name_matches(value, identity.dns_name);
  const size_t size = identity.address.family == 4 ? 4 : 16;
  return entry.tag == kIpAddress &&
         equal(value, Text(reinterpret_cast<const char*>(identity.address.bytes), size));
}

}  // namespace

bool dns_name_matches(Text pattern, Text name) {
  if (pattern.size() < 2 || pattern[0] != '*' || pattern[1] != '.')
    return !contains(pattern, '*') && equal_ignoring_case(pattern, name);
  size_t label = 0;
  while (label < name.size() && name[label] != '.') ++label;
  const Text rest = pattern.substr(1);
  return label > 0 && !contains(rest, '*') && equal_ignoring_case(rest, name.substr(label));
}

bool names(const mbedtls_x509_crt& certificate, const Identity& identity) {
  for (const mbedtls_x509_sequence* entry = &certificate.subject_alt_names; entry != nullptr;
       entry = entry->next)
    if (entry->buf.p != nullptr && presents(entry->buf, identity)) return true;
  return false;
}

bool may_be_equal(const mbedtls_x509_buf& a, const mbedtls_x509_buf& b) {
  constexpr unsigned char kUtf8String = 0x0C;
  constexpr unsigned char kPrintableString = 0x13;
  if (a.len != b.len) return false;
  for (size_t i = 0; i < a.len; ++i) {
    const unsigned char x = a.p[i];
    const unsigned char y = b.p[i];
    const bool tags =
        (x == kUtf8String && y == kPrintableString) || (x == kPrintableString && y == kUtf8String);
    if (to_lower(static_cast<char>(x)) != to_lower(static_cast<char>(y)) && !tags) return false;
  }
  return true;
}

}  // namespace sparekey::tls
