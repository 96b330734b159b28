// SPDX-License-Identifier: Apache-2.0
#include "tls/revocation.hpp"

#include <mbedtls/asn1.h>
#include <mbedtls/md.h>
#include <mbedtls/x509_crl.h>

#include "base/base64.hpp"
#include "base/mbedtls_error.hpp"
#include "base/pem.hpp"
#include "sparekey/crl.hpp"
#include "tls/der.hpp"
#include "tls/generation.hpp"
#include "tls/subject.hpp"

namespace sparekey {
namespace tls {
namespace {

#ifdef MBEDTLS_X509_CRL_PARSE_C
// Parses one CRL after the other, and calls `visit` with each. Not 0: mbedTLS's error.
template <typename Visit>
int each_crl(Bytes crls, Visit visit) {
  while (crls.size > 0) {
    auto* at = const_cast<unsigned char*>(crls.data);  // mbedTLS only reads it
    size_t size = 0;
    int error = mbedtls_asn1_get_tag(&at, crls.data + crls.size, &size,
                                     MBEDTLS_ASN1_CONSTRUCTED | MBEDTLS_ASN1_SEQUENCE);
    if (error != 0) return error;
    size += static_cast<size_t>(at - crls.data);
    mbedtls_x509_crl crl;
    mbedtls_x509_crl_init(&crl);
    // It refuses critical extensions, and so lists that are partial, indirect or mere changes.
    error = mbedtls_x509_crl_parse_der(&crl, crls.data, size);
    if (error == 0) visit(crl);
    mbedtls_x509_crl_free(&crl);
    if (error != 0) return error;
    crls = Bytes{crls.data + size, crls.size - size};
  }
  return 0;
}

// The hashes are those of policy.cpp; the key was judged as the certificate's issuer.
bool is_signed_by(const mbedtls_x509_crl& crl, mbedtls_x509_crt* issuer) {
  const mbedtls_md_type_t hash = crl.MBEDTLS_PRIVATE(sig_md);
  if (hash != MBEDTLS_MD_SHA256 && hash != MBEDTLS_MD_SHA384 && hash != MBEDTLS_MD_SHA512)
    return false;
  const mbedtls_md_info_t* info = mbedtls_md_info_from_type(hash);
  unsigned char digest[MBEDTLS_MD_MAX_SIZE];
  return mbedtls_x509_crt_check_key_usage(issuer, MBEDTLS_X509_KU_CRL_SIGN) == 0 &&
         mbedtls_md(info, crl.tbs.p, crl.tbs.len, digest) == 0 &&
         verify_signature(crl, &issuer->pk, digest, mbedtls_md_get_size(info)) == 0;
}

// RFC 5280 section 5.3: a list with one is not to be used at all. mbedTLS looks at those of the
// list itself only.
bool has_critical_entry(const mbedtls_x509_crl& crl) {
  for (const mbedtls_x509_crl_entry* entry = &crl.entry; entry != nullptr; entry = entry->next) {
    Der fields(entry->raw.p, entry->raw.len);
    Der extensions;
    // Behind the serial number and the date.
    if (!fields.skip() || !fields.skip() || !fields.take(kSequence, &extensions)) continue;
    Der extension;
    Der critical;
    while (extensions.take(kSequence, &extension))
      if (extension.skip() && extension.take(MBEDTLS_ASN1_BOOLEAN, &critical)) return true;
  }
  return false;
}

Failure read(Bytes crls) {
  bool any = false;
  bool all = true;
  const int error = each_crl(crls, [&](const mbedtls_x509_crl& crl) {
    any = true;
    if (has_critical_entry(crl)) all = false;
  });
  if (is_out_of_memory(error)) return {Code::out_of_memory, nullptr};
  if (error == 0 && any && all) return {};
  return {Code::unreadable_file, in_words("there is no CRL, or one that cannot be used")};
}

int judge(Bytes crls, const mbedtls_x509_crt& certificate, mbedtls_x509_crt* issuer, Dates* dates,
          uint32_t* flags) {
  bool named = false;
  bool authentic = false;
  bool in_time = false;
  const int error = each_crl(crls, [&](const mbedtls_x509_crl& crl) {
    if (!may_be_equal(crl.issuer_raw, issuer->subject_raw)) return;
    named = true;
    // An issuer that changed its key has a list signed by each.
    if (!is_signed_by(crl, issuer)) return;
    authentic = true;
    if (mbedtls_x509_crt_is_revoked(&certificate, &crl) != 0)
      *flags |= MBEDTLS_X509_BADCERT_REVOKED;
    if (dates->judge(crl.this_update, crl.next_update) == 0) in_time = true;
  });
  if (named && !authentic) *flags |= MBEDTLS_X509_BADCRL_NOT_TRUSTED;
  if (authentic && !in_time) *flags |= MBEDTLS_X509_BADCRL_EXPIRED;
  return error;
}
#else
Failure read(Bytes) { return {Code::bad_argument, in_words("mbedTLS was built without CRLs")}; }

int judge(Bytes, const mbedtls_x509_crt&, mbedtls_x509_crt*, Dates*, uint32_t*) {
  return MBEDTLS_ERR_X509_FEATURE_UNAVAILABLE;
}
#endif

constexpr Revocation kRevocation = {read, judge};

}  // namespace
}  // namespace tls

Crls crls_from_der(Bytes der) { return {der, &tls::kRevocation}; }

Crls crls_from(uint8_t* bytes, size_t size) {
  constexpr uint8_t kSequence = 0x30;
  if (size > 0 && bytes[0] == kSequence) return crls_from_der(Bytes{bytes, size});
  const Text pem(reinterpret_cast<const char*>(bytes), size);
  size_t offset = 0;
  size_t decoded = 0;
  for (;;) {
    Text base64;
    size_t more = 0;
    switch (next_pem(pem, "X509 CRL", &offset, &base64, OtherLabels::malformed)) {
      case Pem::none:
        return crls_from_der(Bytes{bytes, decoded});
      case Pem::found:
        if (base64_decode(base64, true, bytes + decoded, base64.size(), &more)) break;
        [[fallthrough]];
      case Pem::malformed:
        return crls_from_der(Bytes());
    }
    decoded += more;
  }
}

}  // namespace sparekey
