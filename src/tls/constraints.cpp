// SPDX-License-Identifier: Apache-2.0
#include "tls/constraints.hpp"

#include <string.h>

#include "base/text.hpp"
#include "tls/der.hpp"
#include "tls/names.hpp"

namespace sparekey::tls {
namespace {

// NameConstraints ::= SEQUENCE { permittedSubtrees [0], excludedSubtrees [1] }, both optional.
constexpr int kPermitted = MBEDTLS_ASN1_CONTEXT_SPECIFIC | MBEDTLS_ASN1_CONSTRUCTED | 0;
constexpr int kExcluded = kPermitted | 1;

// The kinds of GeneralName, those that hold a sequence being constructed.
bool is_general_name(int tag) {
  static constexpr unsigned char kTags[] = {0xA0, 0x81, kDnsName,   0xA3, 0xA4,
                                            0xA5, 0x86, kIpAddress, 0x88};
  return memchr(kTags, tag, sizeof kTags) != nullptr;
}

unsigned char byte_of(Text text, size_t i) { return static_cast<unsigned char>(text[i]); }

// Letters, digits, hyphens and underscores between single dots; nothing at all; or a dot in front,
// which other clients read as "subdomains only".
bool is_dns_constraint(Text base) {
  bool label_is_open = base.empty();
  for (size_t i = 0; i < base.size(); ++i) {
    const char c = base[i];
    if (c == '.') {
      if (!label_is_open && i > 0) return false;
      label_is_open = false;
      continue;
    }
    if (c != '-' && !is_name_char(c)) return false;
    label_is_open = true;
  }
  return label_is_open;
}

// An address and a mask of its size, the mask as CIDR has it (RFC 4632): ones, then zeros.
bool is_network(Text base) {
  if (base.size() != 8 && base.size() != 32) return false;
  unsigned before = 0xFF;
  for (size_t i = base.size() / 2; i < base.size(); ++i) {
    const unsigned mask = byte_of(base, i);
    const unsigned zeros = mask ^ 0xFF;
    if ((zeros & (zeros + 1)) != 0 || (before != 0xFF && mask != 0)) return false;
    before = mask;
  }
  return true;
}

bool lies_under(Text name, Text base) {
  if (base.empty()) return true;
  if (name.size() < base.size()) return false;
  const size_t labels = name.size() - base.size();
  if (!equal_ignoring_case(name.substr(labels), base)) return false;
  if (base[0] == '.') return labels > 0;
  return labels == 0 || name[labels - 1] == '.';
}

bool lies_within(Text address, Text network) {
  const size_t size = address.size();
  if (network.size() != 2 * size) return false;
  for (size_t i = 0; i < size; ++i)
    if (((byte_of(address, i) ^ byte_of(network, i)) & byte_of(network, size + i)) != 0)
      return false;
  return true;
}

// What a list of subtrees says about a name.
struct Subtrees {
  bool any_of_its_kind = false;
  bool any_around_it = false;
};

// GeneralSubtrees ::= SEQUENCE OF SEQUENCE { base GeneralName, minimum [0], maximum [1] }, of which
// RFC 5280 forbids the last two.
// Not inlined: allow(), which calls it, is short of registers.
[[gnu::noinline]] bool read(Der list, const Name& name, Subtrees* out) {
  if (list.is_empty()) return false;
  while (!list.is_empty()) {
    Der subtree;
    Der base;
    if (!list.take(kSequence, &subtree)) return false;
    const int tag = subtree.tag();
    if (!is_general_name(tag) || !subtree.take(tag, &base) || !subtree.is_empty()) return false;
    const Text value = base.text();
    if (tag == kDnsName && !is_dns_constraint(value)) return false;
    if (tag == kIpAddress && !is_network(value)) return false;
    if (tag != name.tag) continue;
    out->any_of_its_kind = true;
    const Text named = value_of(name);
    if (tag == kDnsName ? lies_under(named, value) : lies_within(named, value))
      out->any_around_it = true;
  }
  return true;
}

bool allow(Der constraints, const Name& name) {
  Subtrees subtrees[2];
  if (constraints.is_empty()) return false;
  for (int tag = kPermitted; tag <= kExcluded; ++tag) {
    Der list;
    if (constraints.tag() != tag) continue;
    if (!constraints.take(tag, &list) || !read(list, name, &subtrees[tag - kPermitted]))
      return false;
  }
  const auto& [permitted, excluded] = subtrees;
  return constraints.is_empty() && !excluded.any_around_it &&
         (permitted.any_around_it || !permitted.any_of_its_kind);
}

bool allow_all(Der constraints, const mbedtls_x509_crt& leaf, const Name& identity) {
  const Name* name = &identity;
  for (const mbedtls_x509_sequence* entry = &leaf.subject_alt_names;; entry = entry->next) {
    if ((name->tag == kDnsName || name->tag == kIpAddress) && !allow(constraints, *name))
      return false;
    if (entry == nullptr) return true;
    name = &entry->buf;
  }
}

enum class Found { none, one, unreadable };

// The SEQUENCE that an extension holds; given twice, it is unreadable.
Found find_extension(const mbedtls_x509_crt& certificate, Text wanted, Der* sequence) {
  Found found = Found::none;
  Der extensions(certificate.v3_ext.p, certificate.v3_ext.len);
  if (extensions.is_empty()) return found;
  if (!extensions.take(kSequence, &extensions)) return Found::unreadable;
  while (!extensions.is_empty()) {
    Der extension;
    Der field;
    if (!extensions.take(kSequence, &extension) || !extension.take(MBEDTLS_ASN1_OID, &field))
      return Found::unreadable;
    if (!equal(field.text(), wanted)) continue;
    if (found != Found::none || (extension.tag() == MBEDTLS_ASN1_BOOLEAN && !extension.skip()) ||
        !extension.take(MBEDTLS_ASN1_OCTET_STRING, &field) || !field.take(kSequence, sequence) ||
        !field.is_empty())
      return Found::unreadable;
    found = Found::one;
  }
  return found;
}

}  // namespace

bool may_speak_for(const mbedtls_x509_crt& authority, const mbedtls_x509_crt& leaf,
                   const Name& identity) {
  constexpr Text kNameConstraints("\x55\x1D\x1E", 3);  // 2.5.29.30
  Der constraints;
  const Found found = find_extension(authority, kNameConstraints, &constraints);
  return found == Found::none || (found == Found::one && allow_all(constraints, leaf, identity));
}

bool misstates_ca(const mbedtls_x509_crt& certificate) {
  constexpr Text kBasicConstraints("\x55\x1D\x13", 3);  // 2.5.29.19
  Der constraints;
  const Found found = find_extension(certificate, kBasicConstraints, &constraints);
  return found == Found::unreadable ||
         (found == Found::one && constraints.tag() == MBEDTLS_ASN1_INTEGER);
}

}  // namespace sparekey::tls
