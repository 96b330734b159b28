// SPDX-License-Identifier: Apache-2.0
// Certificates' names, and the names a CA may vouch for: nothing is allowed that OpenSSL forbids.
// Covers: src/tls/names.cpp src/tls/constraints.cpp src/tls/pins.cpp
#include <openssl/x509v3.h>

#include <algorithm>
#include <memory>

#include "base/ip.hpp"
#include "base/origin.hpp"
#include "base/text.hpp"
#include "chain.hpp"
#include "fuzz.hpp"
#include "tls/constraints.hpp"
#include "tls/names.hpp"
#include "tls/pins.hpp"
#include "tls/subject.hpp"

namespace sparekey::fuzz {
namespace {

using Names = std::unique_ptr<GENERAL_NAMES, void (*)(GENERAL_NAMES*)>;
using Certificate = std::unique_ptr<X509, void (*)(X509*)>;

// A certificate as far as names are concerned: only its alternative names and extensions count.
class Leaf {
 public:
  void add(int tag, std::string value) { entries_.push_back({tag, std::move(value)}); }

  mbedtls_x509_crt& parsed() {
    crt_ = {};
    sequence_.assign(entries_.size(), {});
    for (size_t i = 0; i < entries_.size(); ++i) {
      mbedtls_x509_buf& buf = (i == 0 ? crt_.subject_alt_names : sequence_[i]).buf;
      buf.tag = entries_[i].tag;
      buf.p = reinterpret_cast<unsigned char*>(entries_[i].value.data());
      buf.len = entries_[i].value.size();
      (i == 0 ? crt_.subject_alt_names : sequence_[i]).next =
          i + 1 < entries_.size() ? &sequence_[i + 1] : nullptr;
    }
    return crt_;
  }

  Certificate by_openssl() const {
    const Names names(GENERAL_NAMES_new(), GENERAL_NAMES_free);
    for (const auto& entry : entries_) {
      if (entry.tag != tls::kDnsName && entry.tag != tls::kIpAddress) continue;
      GENERAL_NAME* const name = GENERAL_NAME_new();
      const bool is_dns = entry.tag == tls::kDnsName;
      ASN1_STRING* const text =
          ASN1_STRING_type_new(is_dns ? V_ASN1_IA5STRING : V_ASN1_OCTET_STRING);
      ASN1_STRING_set(text, entry.value.data(), static_cast<int>(entry.value.size()));
      GENERAL_NAME_set0_value(name, is_dns ? GEN_DNS : GEN_IPADD, text);
      sk_GENERAL_NAME_push(names.get(), name);
    }
    Certificate certificate(X509_new(), X509_free);
    X509_add1_ext_i2d(certificate.get(), NID_subject_alt_name, names.get(), 0, 0);
    // So that it reads its extensions.
    (void)X509_check_purpose(certificate.get(), -1, 0);
    return certificate;
  }

 private:
  struct Entry {
    int tag;
    std::string value;
  };
  std::vector<Entry> entries_;
  std::vector<mbedtls_x509_sequence> sequence_;
  mbedtls_x509_crt crt_ = {};
};

// The first nameConstraints among `extensions`; null: OpenSSL cannot read them.
using Constraints = std::unique_ptr<NAME_CONSTRAINTS, void (*)(NAME_CONSTRAINTS*)>;
Constraints constraints_in(const std::string& extensions, bool* readable) {
  const auto* at = reinterpret_cast<const unsigned char*>(extensions.data());
  const std::unique_ptr<X509_EXTENSIONS, void (*)(X509_EXTENSIONS*)> list(
      d2i_X509_EXTENSIONS(nullptr, &at, static_cast<long>(extensions.size())),
      [](X509_EXTENSIONS* all) { sk_X509_EXTENSION_pop_free(all, X509_EXTENSION_free); });
  *readable = list != nullptr;
  int critical = 0;
  void* const found =
      *readable ? X509V3_get_d2i(list.get(), NID_name_constraints, &critical, nullptr) : nullptr;
  *readable = *readable && (found != nullptr || critical == -1);
  return {static_cast<NAME_CONSTRAINTS*>(found), NAME_CONSTRAINTS_free};
}

tls::Identity take_identity(Input& input, std::string* name) {
  tls::Identity identity;
  *name = input.ConsumeRandomLengthString(40);
  Origin origin;
  // Nothing else gets as far as a certificate.
  if (parse_origin(*name, &origin) != nullptr || origin.host.size() != name->size())
    *name = "host.example";
  identity.dns_name = *name;
  (void)parse_ipv4(*name, &identity.address);
  return identity;
}

void check_constraints(Input& input) {
  std::string name;
  const tls::Identity identity = take_identity(input, &name);
  const tls::Name wanted = tls::name_of(identity);
  Leaf leaf;
  for (size_t left = input.ConsumeIntegralInRange<size_t>(0, 3); left > 0; --left) {
    const bool is_dns = input.ConsumeBool();
    leaf.add(is_dns ? tls::kDnsName : tls::kIpAddress, input.ConsumeRandomLengthString(32));
  }
  const std::string extensions = input.ConsumeRemainingBytesAsString();
  ExactBuffer exact(extensions);
  mbedtls_x509_crt authority = {};
  authority.v3_ext.p = reinterpret_cast<unsigned char*>(exact.data());
  authority.v3_ext.len = exact.size();
  if (!tls::may_speak_for(authority, leaf.parsed(), wanted)) return;
  bool readable = false;
  const Constraints constraints = constraints_in(extensions, &readable);
  if (!readable || constraints == nullptr) return;
  leaf.add(wanted.tag, str(tls::value_of(wanted)));
  const int theirs = NAME_CONSTRAINTS_check(leaf.by_openssl().get(), constraints.get());
  require(theirs != X509_V_ERR_PERMITTED_VIOLATION && theirs != X509_V_ERR_EXCLUDED_VIOLATION,
          "a CA that OpenSSL forbids these names may not vouch for them");
}

void check_names(Input& input) {
  std::string name;
  const tls::Identity identity = take_identity(input, &name);
  const tls::Name wanted = tls::name_of(identity);
  const std::string presented = input.ConsumeRemainingBytesAsString();
  const ExactBuffer exact(presented);
  Leaf leaf;
  leaf.add(wanted.tag, presented);
  const bool ours = tls::presents(leaf.parsed(), wanted);
  Leaf other;
  other.add(wanted.tag == tls::kDnsName ? tls::kIpAddress : tls::kDnsName, presented);
  require(!tls::presents(other.parsed(), wanted), "an entry of another kind presents nothing");
  if (identity.is_address()) {
    require(ours == (presented == str(tls::value_of(wanted))), "an address is its octets");
    return;
  }
  require(ours == tls::dns_name_matches(exact.text(), identity.dns_name), "the same rule");
  const bool theirs =
      X509_check_host(leaf.by_openssl().get(), name.data(), name.size(), 0, nullptr) == 1;
  // OpenSSL wants two labels behind a wildcard, and none for names in Punycode.
  if (presented.compare(0, 2, "*.") == 0 && ours && !theirs) {
    const auto dots = std::count(presented.begin(), presented.end(), '.');
    require(dots < 2 || equal_ignoring_case(Text(name).substr(0, 4), "xn--") ||
                name.find('_') != std::string::npos,
            "a wildcard as OpenSSL has it");
    return;
  }
  // A wildcard that is a part of a label OpenSSL takes, and RFC 9525 does not.
  const bool partial = presented.find('*') != std::string::npos;
  require(ours == theirs || (partial && !ours), "a name as OpenSSL has it");
}

void check_certificate(const std::string& der) {
  ExactBuffer exact(der);
  mbedtls_x509_crt certificate;
  mbedtls_x509_crt_init(&certificate);
  if (mbedtls_x509_crt_parse_der_nocopy(&certificate, exact.bytes().data, exact.size()) == 0) {
    tls::Identity identity;
    identity.dns_name = "host.example";
    const tls::Name name = tls::name_of(identity);
    const bool by_name = tls::presents(certificate, name);
    Pin pin = {};
    const tls::Pins pins{&pin, 1};
    require(!pins.match(certificate), "no key hashes to zero");
    (void)tls::may_speak_for(certificate, certificate, name);
    require(tls::may_be_equal(certificate.subject_raw, certificate.subject_raw), "itself");
    (void)tls::may_be_equal(certificate.subject_raw, certificate.issuer_raw);
    const auto* at = exact.bytes().data;
    const Certificate theirs(d2i_X509(nullptr, &at, static_cast<long>(exact.size())), X509_free);
    if (theirs != nullptr && by_name)
      require(X509_check_host(theirs.get(), "host.example", 0, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT,
                              nullptr) == 1,
              "OpenSSL finds the name, too");
  }
  mbedtls_x509_crt_free(&certificate);
}

}  // namespace
}  // namespace sparekey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sparekey;
  fuzz::Input input(data, size);
  switch (input.ConsumeIntegralInRange<unsigned>(0, 2)) {
    case 0:
      fuzz::check_constraints(input);
      break;
    case 1:
      fuzz::check_names(input);
      break;
    default:
      fuzz::check_certificate(input.ConsumeRemainingBytesAsString());
  }
  return 0;
}
