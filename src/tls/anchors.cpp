// SPDX-License-Identifier: Apache-2.0
#include "tls/anchors.hpp"

#include <mbedtls/asn1.h>
#include <mbedtls/platform.h>

#include "base/base64.hpp"
#include "base/mbedtls_error.hpp"
#include "base/pem.hpp"
#include "tls/names.hpp"
#include "tls/pool.hpp"

namespace sparekey::tls {
namespace {

// Calls `visit(der)` for each certificate in `given` until it returns anything but ok.
// unreadable_file: broken armour; buffer_too_small: a certificate larger than `scratch`.
template <typename Visit>
Code each_certificate(const AnchorBytes& given, uint8_t* scratch, size_t scratch_size,
                      Visit visit) {
  for (size_t i = 0; i < given.der_count; ++i)
    if (const Code code = visit(given.ders[i]); code != Code::ok) return code;
  size_t offset = 0;
  for (;;) {
    Text base64;
    switch (next_pem(given.pem, "CERTIFICATE", &offset, &base64)) {
      case Pem::none:
        return Code::ok;
      case Pem::malformed:
        return Code::unreadable_file;
      case Pem::found:
        break;
    }
    size_t size = 0;
    if (!base64_decode(base64, true, scratch, scratch_size, &size))
      return base64.size() / 4 * 3 > scratch_size ? Code::buffer_too_small : Code::unreadable_file;
    const Code code = visit(Bytes{scratch, size});
    if (code != Code::ok) return code;
  }
}

// What came of reading the anchors; `any`: at least one can be used.
Failure told(Code code, bool any) {
  switch (code) {
    case Code::ok:
      if (any) return {};
      [[fallthrough]];
    case Code::unreadable_file:
      return {Code::unreadable_file, in_words("the trust anchors hold no usable certificate")};
    case Code::buffer_too_small:
      return {code, in_words("a trust anchor is larger than exchange_bytes")};
    default:
      return {code, nullptr};
  }
}

}  // namespace

#ifdef MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK
namespace {

// Steps over one element of DER; false where there is none.
bool skip(unsigned char** at, const unsigned char* end) {
  if (*at == end) return false;
  const int tag = **at;
  size_t size = 0;
  if (mbedtls_asn1_get_tag(at, end, &size, tag) != 0) return false;
  *at += size;
  return true;
}

bool enter(unsigned char** at, const unsigned char* end) {
  size_t size = 0;
  return mbedtls_asn1_get_tag(at, end, &size, MBEDTLS_ASN1_CONSTRUCTED | MBEDTLS_ASN1_SEQUENCE) ==
         0;
}

// Whether the certificate's subject can be `name`; a full parse of each anchor would cost a hundred
// times as much. RFC 5280 section 4.1: version [0], serialNumber, signature, issuer, validity,
// subject.
bool may_have_subject(Bytes der, const mbedtls_x509_buf& name) {
  auto* at = const_cast<unsigned char*>(der.data);  // mbedTLS only reads it
  const unsigned char* end = at + der.size;
  if (!enter(&at, end) || !enter(&at, end) || at == end) return false;
  const bool has_version = *at == (MBEDTLS_ASN1_CONTEXT_SPECIFIC | MBEDTLS_ASN1_CONSTRUCTED);
  for (int elements = has_version ? 5 : 4; elements > 0; --elements)
    if (!skip(&at, end)) return false;
  mbedtls_x509_buf subject{};
  subject.p = at;
  if (!skip(&at, end)) return false;
  subject.len = static_cast<size_t>(at - subject.p);
  return may_be_equal(subject, name);
}

}  // namespace

Failure Anchors::begin(const AnchorBytes& given, uint8_t* scratch, size_t scratch_size) {
  given_ = given;
  scratch_ = scratch;
  scratch_size_ = scratch_size;
  bool any = false;
  const Code code = each_certificate(given, scratch, scratch_size, [&any](Bytes der) {
    if (any) return Code::ok;
    const uint32_t refusals_before = pool_refusals;
    mbedtls_x509_crt certificate;
    mbedtls_x509_crt_init(&certificate);
    const int error = mbedtls_x509_crt_parse_der_nocopy(&certificate, der.data, der.size);
    mbedtls_x509_crt_free(&certificate);
    any = error == 0;
    // mbedTLS takes some refusals of memory for a key that is none.
    const bool ran_out = is_out_of_memory(error) || pool_refusals != refusals_before;
    return ran_out ? Code::out_of_memory : Code::ok;
  });
  return told(code, any);
}

void Anchors::end() {}

bool Anchors::hold(Bytes der) const {
  bool found = false;
  (void)each_certificate(given_, scratch_, scratch_size_, [&](Bytes anchor) {
    if (anchor.size == der.size && memcmp(anchor.data, der.data, der.size) == 0) found = true;
    return Code::ok;
  });
  return found;
}

int Anchors::find_issuer(void* self, mbedtls_x509_crt const* child, mbedtls_x509_crt** candidates) {
  const auto* anchors = static_cast<Anchors*>(self);
  mbedtls_x509_crt* found = nullptr;
  const Code code =
      each_certificate(anchors->given_, anchors->scratch_, anchors->scratch_size_, [&](Bytes der) {
        if (!may_have_subject(der, child->issuer_raw)) return Code::ok;
        if (found == nullptr) {
          found = static_cast<mbedtls_x509_crt*>(mbedtls_calloc(1, sizeof *found));
          if (found == nullptr) return Code::out_of_memory;
          mbedtls_x509_crt_init(found);
        }
        const int error = mbedtls_x509_crt_parse_der(found, der.data, der.size);
        return is_out_of_memory(error) ? Code::out_of_memory : Code::ok;
      });
  if (code != Code::ok) {
    if (found != nullptr) mbedtls_x509_crt_free(found);
    mbedtls_free(found);
    return MBEDTLS_ERR_X509_ALLOC_FAILED;
  }
  *candidates = found;  // mbedTLS frees it
  return 0;
}

void Anchors::install(mbedtls_ssl_config* config) {
  mbedtls_ssl_conf_ca_cb(config, find_issuer, this);
}
#else
Failure Anchors::begin(const AnchorBytes& given, uint8_t* scratch, size_t scratch_size) {
  mbedtls_x509_crt_init(&parsed_);
  begun_ = true;
  const Code code = each_certificate(given, scratch, scratch_size, [this](Bytes der) {
    const int error = mbedtls_x509_crt_parse_der(&parsed_, der.data, der.size);
    return is_out_of_memory(error) ? Code::out_of_memory : Code::ok;
  });
  return told(code, parsed_.raw.p != nullptr);
}

bool Anchors::hold(Bytes) const { return false; }

void Anchors::end() {
  if (begun_) mbedtls_x509_crt_free(&parsed_);
  begun_ = false;
}

void Anchors::install(mbedtls_ssl_config* config) {
  mbedtls_ssl_conf_ca_chain(config, &parsed_, nullptr);
}
#endif

}  // namespace sparekey::tls
