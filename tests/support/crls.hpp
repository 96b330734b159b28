// SPDX-License-Identifier: Apache-2.0
// Makes certificate revocation lists, good ones and bad ones.
#ifndef SPAREKEY_SUPPORT_CRLS_HPP
#define SPAREKEY_SUPPORT_CRLS_HPP

#include <optional>
#include <string>
#include <vector>

#include "sparekey/crl.hpp"
#include "support/certificates.hpp"

namespace sparekey::test {

struct CrlSpec {
  std::vector<Certificate> revoked;
  int others = 0;  // that many serial numbers of nobody's, before those
  int64_t this_update_s = now_s() - kDay;
  std::optional<int64_t> next_update_s = now_s() + kDay;
  const EVP_MD* digest = EVP_sha256();
  std::string issuing_distribution_point;  // as OpenSSL's configuration has it; empty: none
  std::optional<Credential> signer;        // none: the issuer
};

// In DER.
std::string make_crl(const CrlSpec& spec, const Credential& issuer);

CrlSpec revoking(const Credential& credential);

std::string pem_of_crl(const std::string& der);

// What a program hands to the library: bytes of its own, of exactly that size.
class CrlBytes {
 public:
  explicit CrlBytes(const std::string& text) : bytes_(text.begin(), text.end()) {
    crls_ = crls_from(bytes_.data(), bytes_.size());
  }
  const Crls& crls() const { return crls_; }

 private:
  std::vector<uint8_t> bytes_;
  Crls crls_;
};

}  // namespace sparekey::test

#endif
