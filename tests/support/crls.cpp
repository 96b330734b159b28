// SPDX-License-Identifier: Apache-2.0
#include "support/crls.hpp"

#include <openssl/x509v3.h>

namespace sparekey::test {

using openssl::Asn1Time;
using openssl::Crl;
using openssl::Extension;
using openssl::Freer;

namespace {

Asn1Time time_of(int64_t seconds) {
  Asn1Time time(ASN1_TIME_set(nullptr, seconds));
  require(time != nullptr, "time");
  return time;
}

void add_entry(X509_CRL* crl, const ASN1_INTEGER* serial) {
  X509_REVOKED* entry = X509_REVOKED_new();
  const Asn1Time date = time_of(now_s() - kDay);
  // OpenSSL only reads it.
  X509_REVOKED_set_serialNumber(entry, const_cast<ASN1_INTEGER*>(serial));
  X509_REVOKED_set_revocationDate(entry, date.get());
  require(X509_CRL_add0_revoked(crl, entry) == 1, "entry of a CRL");
}

}  // namespace

std::string make_crl(const CrlSpec& spec, const Credential& issuer) {
  const Crl crl(X509_CRL_new());
  X509_CRL_set_version(crl.get(), X509_CRL_VERSION_2);
  X509_CRL_set_issuer_name(crl.get(), X509_get_subject_name(issuer.certificate.get()));
  X509_CRL_set1_lastUpdate(crl.get(), time_of(spec.this_update_s).get());
  if (spec.next_update_s.has_value())
    X509_CRL_set1_nextUpdate(crl.get(), time_of(*spec.next_update_s).get());
  for (int i = 0; i < spec.others; ++i) {
    const std::unique_ptr<ASN1_INTEGER, Freer<ASN1_INTEGER_free>> serial(ASN1_INTEGER_new());
    ASN1_INTEGER_set(serial.get(), 1000 + i);
    add_entry(crl.get(), serial.get());
  }
  for (const Certificate& certificate : spec.revoked)
    add_entry(crl.get(), X509_get0_serialNumber(certificate.get()));
  if (!spec.issuing_distribution_point.empty()) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer.certificate.get(), nullptr, nullptr, crl.get(), 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, NID_issuing_distribution_point,
                                                  spec.issuing_distribution_point.c_str()));
    require(extension != nullptr && X509_CRL_add_ext(crl.get(), extension.get(), -1) == 1,
            "extension of a CRL");
  }
  const Key& key = spec.signer.has_value() ? spec.signer->key : issuer.key;
  require(X509_CRL_sign(crl.get(), key.get(), spec.digest) > 0, "sign a CRL");
  return written([&](BIO* out) { return i2d_X509_CRL_bio(out, crl.get()); });
}

CrlSpec revoking(const Credential& credential) {
  CrlSpec spec;
  spec.revoked = {credential.certificate};
  return spec;
}

std::string pem_of_crl(const std::string& der) {
  std::string lines = base64(der);
  for (size_t at = 64; at < lines.size(); at += 65) lines.insert(at, "\n");
  return "-----BEGIN X509 CRL-----\n" + lines + "\n-----END X509 CRL-----\n";
}

}  // namespace sparekey::test
