// SPDX-License-Identifier: Apache-2.0
// Makes certificates, good ones and bad ones.
#ifndef SPAREKEY_SUPPORT_CERTIFICATES_HPP
#define SPAREKEY_SUPPORT_CERTIFICATES_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sparekey/pin.hpp"
#include "support/keys.hpp"

namespace sparekey::test {

constexpr int64_t kDay = 86'400;
constexpr int64_t k2040 = 2'208'988'800;

// Names of the host in all tests that are not about names.
inline constexpr char kHost[] = "api.example.test";

// The time of this machine, in seconds since 1970.
int64_t now_s();

struct CertificateSpec {
  std::string common_name = "leaf";
  int units = 0;  // so many organizational units of 64 letters stand in front of the common name
  std::string alt_names = "DNS:api.example.test";  // as OpenSSL's configuration has it; none: empty
  KeyKind key = KeyKind::p256;
  std::optional<bool> is_ca = false;  // none: no basicConstraints at all
  int64_t not_before_s = now_s() - kDay;
  int64_t not_after_s = now_s() + 365 * kDay;
  const EVP_MD* digest = EVP_sha256();
  std::optional<int> path_length;  // of a CA
  // Extensions, as OpenSSL's configuration has them, DER:HEX included; empty: none.
  std::string key_usage;
  std::string extended_key_usage;
  std::string name_constraints;
  std::string policies;
  std::vector<std::pair<int, std::string>> more;  // further ones, by NID
  int name_type = MBSTRING_UTF8;  // of the common name, in this certificate's subject
};

// A certificate and its private key.
struct Credential {
  Key key;
  Certificate certificate;
};

Credential self_signed(const CertificateSpec& spec);
Credential issue(const CertificateSpec& spec, const Credential& issuer);
// Another certificate for the key of `old`, which signs it, too.
Credential renew(const CertificateSpec& spec, const Credential& old);

CertificateSpec authority(const std::string& common_name);

std::string pem_of(const Certificate& certificate);
std::string der_of(const Certificate& certificate);
Pin pin_of(const Certificate& certificate);
// "sha256/BASE64".
std::string pin_text_of(const Certificate& certificate);

// A root, an intermediate under it, and under that the certificate of a server.
struct Chain {
  Credential root;
  Credential intermediate;
  Credential leaf;

  std::string root_pem() const { return pem_of(root.certificate); }
};

Chain make_chain(const CertificateSpec& leaf = CertificateSpec(), KeyKind ca_key = KeyKind::p256);

// A root, its name a PrintableString, and a leaf whose issuer field spells the same name as a
// UTF8String. The intermediate is the root once more, in the leaf's spelling, and is not needed.
Chain make_chain_of_two_spellings();

}  // namespace sparekey::test

#endif
