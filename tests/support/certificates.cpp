// SPDX-License-Identifier: Apache-2.0
#include "support/certificates.hpp"

#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/x509v3.h>

#include <cstring>
#include <ctime>

namespace sparekey::test {

using openssl::BigNumber;
using openssl::Extension;
using openssl::Name;

namespace {

void add(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
  require(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1,
          "extension " + value);
}

void set_random_serial(X509* certificate) {
  const BigNumber serial(BN_new());
  require(BN_rand(serial.get(), 120, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1, "serial");
  BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate));
}

// Without an issuer, the certificate signs itself.
Credential make(const CertificateSpec& spec, const Key& key, const Credential* issuer) {
  Credential made{key, Certificate(X509_new(), X509_free)};
  X509* certificate = made.certificate.get();
  X509_set_version(certificate, X509_VERSION_3);
  set_random_serial(certificate);
  ASN1_TIME_set(X509_getm_notBefore(certificate), spec.not_before_s);
  ASN1_TIME_set(X509_getm_notAfter(certificate), spec.not_after_s);
  X509_set_pubkey(certificate, made.key.get());

  const Name subject(X509_NAME_new());
  const std::string unit(64, 'x');
  for (int i = 0; i < spec.units; ++i)
    X509_NAME_add_entry_by_txt(subject.get(), "OU", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(unit.c_str()), -1, -1, 0);
  require(X509_NAME_add_entry_by_txt(
              subject.get(), "CN", spec.name_type,
              reinterpret_cast<const unsigned char*>(spec.common_name.c_str()), -1, -1, 0) == 1,
          "common name");
  X509_set_subject_name(certificate, subject.get());
  X509* above = issuer == nullptr ? certificate : issuer->certificate.get();
  X509_set_issuer_name(certificate, X509_get_subject_name(above));

  if (spec.is_ca.has_value())
    add(certificate, above, NID_basic_constraints,
        (*spec.is_ca ? "critical,CA:TRUE" : "CA:FALSE") +
            (spec.path_length.has_value() ? ",pathlen:" + std::to_string(*spec.path_length) : ""));
  if (!spec.key_usage.empty()) add(certificate, above, NID_key_usage, spec.key_usage);
  if (!spec.extended_key_usage.empty())
    add(certificate, above, NID_ext_key_usage, spec.extended_key_usage);
  if (!spec.name_constraints.empty())
    add(certificate, above, NID_name_constraints, spec.name_constraints);
  if (!spec.policies.empty()) add(certificate, above, NID_certificate_policies, spec.policies);
  if (!spec.alt_names.empty()) add(certificate, above, NID_subject_alt_name, spec.alt_names);
  for (const auto& [nid, value] : spec.more) add(certificate, above, nid, value);

  const Key& signer = issuer == nullptr ? made.key : issuer->key;
  require(X509_sign(certificate, signer.get(), spec.digest) > 0, "sign a certificate");
  return made;
}

}  // namespace

int64_t now_s() { return static_cast<int64_t>(std::time(nullptr)); }

Credential self_signed(const CertificateSpec& spec) {
  return make(spec, make_key(spec.key), nullptr);
}

Credential issue(const CertificateSpec& spec, const Credential& issuer) {
  return make(spec, make_key(spec.key), &issuer);
}

Credential renew(const CertificateSpec& spec, const Credential& old) {
  return make(spec, old.key, nullptr);
}

CertificateSpec authority(const std::string& common_name) {
  CertificateSpec spec;
  spec.common_name = common_name;
  spec.alt_names.clear();
  spec.is_ca = true;
  spec.key_usage = "critical,keyCertSign,cRLSign";
  spec.not_before_s = now_s() - 30 * kDay;
  spec.not_after_s = now_s() + long{20} * 365 * kDay;
  return spec;
}

std::string pem_of(const Certificate& certificate) {
  return written([&](BIO* out) { return PEM_write_bio_X509(out, certificate.get()); });
}

std::string der_of(const Certificate& certificate) {
  return written([&](BIO* out) { return i2d_X509_bio(out, certificate.get()); });
}

Pin pin_of(const Certificate& certificate) {
  const std::string der =
      written([&](BIO* out) { return i2d_PUBKEY_bio(out, X509_get0_pubkey(certificate.get())); });
  Pin pin;
  SHA256(reinterpret_cast<const unsigned char*>(der.data()), der.size(), pin.sha256);
  return pin;
}

std::string pin_text_of(const Certificate& certificate) {
  const Pin pin = pin_of(certificate);
  return "sha256/" + base64(std::string_view(reinterpret_cast<const char*>(pin.sha256), 32));
}

Chain make_chain(const CertificateSpec& leaf, KeyKind ca_key) {
  Chain chain;
  CertificateSpec spec = authority("Test Root");
  spec.key = ca_key;
  chain.root = self_signed(spec);
  spec.common_name = "Test Intermediate";
  chain.intermediate = issue(spec, chain.root);
  chain.leaf = issue(leaf, chain.intermediate);
  return chain;
}

Chain make_chain_of_two_spellings() {
  CertificateSpec root = authority("Test Root");
  root.name_type = V_ASN1_PRINTABLESTRING;
  Chain chain;
  chain.root = self_signed(root);
  chain.intermediate = chain.root;
  root.name_type = MBSTRING_UTF8;
  chain.intermediate.certificate = self_signed(root).certificate;
  chain.leaf = issue(CertificateSpec(), chain.intermediate);
  return chain;
}

}  // namespace sparekey::test
