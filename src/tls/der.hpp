// SPDX-License-Identifier: Apache-2.0
// Walks over DER, for what mbedTLS parses whole or not at all.
#ifndef SPAREKEY_TLS_DER_HPP
#define SPAREKEY_TLS_DER_HPP

#include <mbedtls/asn1.h>

#include "sparekey/types.hpp"

namespace sparekey::tls {

constexpr int kSequence = MBEDTLS_ASN1_CONSTRUCTED | MBEDTLS_ASN1_SEQUENCE;

// What is left to read of some DER.
class Der {
 public:
  Der() = default;
  // mbedTLS reads through pointers that could write.
  Der(const unsigned char* bytes, size_t size)
      : at_(const_cast<unsigned char*>(bytes)), end_(bytes + size) {}

  bool is_empty() const { return at_ == end_; }
  // Of the next element; -1 at the end.
  int tag() const { return is_empty() ? -1 : *at_; }
  unsigned char* at() const { return at_; }
  Text text() const {
    return Text(reinterpret_cast<const char*>(at_), static_cast<size_t>(end_ - at_));
  }

  // Takes the next element, which must have that tag: `*out`, this one itself
  // perhaps, becomes what it holds.
  bool take(int tag, Der* out) {
    size_t size = 0;
    if (mbedtls_asn1_get_tag(&at_, end_, &size, tag) != 0) return false;
    const Der contents(at_, size);
    at_ += size;
    *out = contents;
    return true;
  }
  // Steps into the next element, which must have that tag. It may reach beyond the end.
  bool enter(int tag) {
    const auto left = static_cast<size_t>(end_ - at_);
    if (left < 2 || *at_ != tag) return false;
    const size_t header = at_[1] < 0x80 ? 2 : 2u + (at_[1] & 0x7Fu);
    if (left < header) return false;
    at_ += header;
    return true;
  }
  bool skip() {
    Der skipped;
    return take(tag(), &skipped);
  }

 private:
  unsigned char* at_ = nullptr;
  const unsigned char* end_ = nullptr;
};

}  // namespace sparekey::tls

#endif
