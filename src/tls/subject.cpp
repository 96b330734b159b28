// SPDX-License-Identifier: Apache-2.0
#include "tls/subject.hpp"

#include "base/base64.hpp"
#include "base/text.hpp"
#include "tls/der.hpp"

namespace sparekey::tls {
namespace {

// Without regard to case, and to which of two tags a string has.
[[gnu::noinline]] char folded(unsigned char byte) {
  constexpr unsigned char kUtf8String = 0x0C;
  constexpr unsigned char kPrintableString = 0x13;
  return to_lower(static_cast<char>(byte == kUtf8String ? kPrintableString : byte));
}

}  // namespace

// RFC 5280 section 4.1: version [0], serialNumber, signature, issuer, validity, subject.
bool find_subject(Bytes der, mbedtls_x509_buf* subject) {
  Der fields(der.data, der.size);
  if (!fields.enter(kSequence) || !fields.enter(kSequence)) return false;
  const bool has_version =
      fields.tag() == (MBEDTLS_ASN1_CONTEXT_SPECIFIC | MBEDTLS_ASN1_CONSTRUCTED);
  for (int elements = has_version ? 5 : 4; elements > 0; --elements)
    if (!fields.skip()) return false;
  subject->p = fields.at();
  if (!fields.skip()) return false;
  subject->len = static_cast<size_t>(fields.at() - subject->p);
  return true;
}

bool may_be_equal(const mbedtls_x509_buf& a, const mbedtls_x509_buf& b) {
  if (a.len != b.len) return false;
  for (size_t i = 0; i < a.len; ++i)
    if (folded(a.p[i]) != folded(b.p[i])) return false;
  return true;
}

bool is_for_another(Text base64, const mbedtls_x509_buf& name, uint8_t* scratch, size_t capacity) {
  // Of 144 public roots, the subject of all but six ends within so many bytes.
  constexpr size_t kHead = 420;
  const size_t size = base64_decode_head(base64, scratch, capacity < kHead ? capacity : kHead);
  mbedtls_x509_buf subject{};
  return find_subject(Bytes{scratch, size}, &subject) && !may_be_equal(subject, name);
}

}  // namespace sparekey::tls
