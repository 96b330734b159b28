// SPDX-License-Identifier: Apache-2.0
// Files of CAs and of CRLs: armoured or not they are the same, and no CRL but a CA's own clears a
// certificate.
// Covers: src/tls/anchors.cpp src/tls/revocation.cpp src/base/pem.cpp
#include <openssl/x509.h>

#include <memory>

#include "base/base64.hpp"
#include "chain.hpp"
#include "fuzz.hpp"
#include "sparekey/crl.hpp"
#include "tls/anchors.hpp"
#include "tls/revocation.hpp"

namespace sparekey::fuzz {
namespace {

Bytes bytes_of(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

std::string in_armour(const std::string& der, const std::string& label) {
  std::string base64(base64_size(der.size()), '\0');
  base64_encode(bytes_of(der), base64.data());
  for (size_t at = 64; at < base64.size(); at += 65) base64.insert(at, "\n");
  return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
}

// What the anchors say about `der`, too.
Code read_anchors(const tls::AnchorBytes& given, Bytes der, bool* contained) {
  ExactBuffer scratch(2048);
  tls::Anchors anchors;
  const Code code =
      anchors.begin(given, {reinterpret_cast<uint8_t*>(scratch.data()), scratch.size()}).code;
  require(code == Code::ok || code == Code::unreadable_file || code == Code::buffer_too_small,
          "anchors, or none");
  *contained = code == Code::ok && anchors.contain(der);
  require(code != Code::ok || !anchors.contain(Bytes()), "nothing is no anchor");
  require(code != Code::ok || anchors.candidates() != nullptr, "anchors are candidates");
  anchors.end();
  return code;
}

void check_anchors(const std::string& der) {
  const ExactBuffer exact(der);
  const Bytes ders[] = {exact.bytes()};
  const ExactBuffer pem(in_armour(der, "CERTIFICATE"));
  bool bare = false;
  bool armoured = false;
  const Code code = read_anchors({Text(), ders, 1}, exact.bytes(), &bare);
  const Code in_pem = read_anchors({pem.text(), nullptr, 0}, exact.bytes(), &armoured);
  require(der.size() > 2048 || (code == in_pem && bare == armoured), "armour changes nothing");
}

// Certificates by mbedTLS, parsed once.
struct Chain {
  mbedtls_x509_crt authority;
  mbedtls_x509_crt leaf;
  Chain() {
    mbedtls_x509_crt_init(&authority);
    mbedtls_x509_crt_init(&leaf);
    const Bytes a = bytes_of(kAuthority);
    const Bytes b = bytes_of(kLeaf);
    require(mbedtls_x509_crt_parse_der(&authority, a.data, a.size) == 0 &&
                mbedtls_x509_crt_parse_der(&leaf, b.data, b.size) == 0,
            "the harness has its certificates");
  }
};

// What OpenSSL makes of the lists.
struct Second {
  bool whole = true;       // it could read them all
  bool named = false;      // one bears the authority's name
  bool authentic = false;  // one is signed by it
};

Second ask_openssl(const std::string& crls) {
  const Bytes a = bytes_of(kAuthority);
  const unsigned char* at = a.data;
  static X509* const authority = d2i_X509(nullptr, &at, static_cast<long>(a.size));
  Second second;
  at = bytes_of(crls).data;
  const unsigned char* const end = at + crls.size();
  while (at < end) {
    const std::unique_ptr<X509_CRL, void (*)(X509_CRL*)> crl(d2i_X509_CRL(nullptr, &at, end - at),
                                                             X509_CRL_free);
    if (crl == nullptr) {
      second.whole = false;
      break;
    }
    const unsigned char* mine = nullptr;
    const unsigned char* its = nullptr;
    size_t mine_size = 0;
    size_t its_size = 0;
    X509_NAME_get0_der(X509_get_subject_name(authority), &mine, &mine_size);
    X509_NAME_get0_der(X509_CRL_get_issuer(crl.get()), &its, &its_size);
    second.named = second.named || (mine_size == its_size && memcmp(mine, its, its_size) == 0);
    second.authentic =
        second.authentic || X509_CRL_verify(crl.get(), X509_get0_pubkey(authority)) == 1;
  }
  return second;
}

void check_crls(const std::string& der) {
  static Chain chain;
  ExactBuffer exact(der);
  ExactBuffer pem(in_armour(der, "X509 CRL"));
  const Crls bare = crls_from_der(exact.bytes());
  const Crls armoured = crls_from(reinterpret_cast<uint8_t*>(pem.data()), pem.size());
  const Code code = bare.revocation->read(bare.der).code;
  require(code == Code::ok || code == Code::unreadable_file, "CRLs, or none");
  require(code == armoured.revocation->read(armoured.der).code, "armour changes nothing");
  if (code != Code::ok) return;
  tls::Dates dates;
  dates.begin(ClockPolicy::strict, kNowS, 1);
  uint32_t flags = 0;
  const int error = bare.revocation->judge(bare.der, chain.leaf, &chain.authority, &dates, &flags);
  require(error == 0, "what could be read can be judged");
  const Second second = ask_openssl(der);
  if (!second.whole) return;
  if ((flags & (MBEDTLS_X509_BADCERT_REVOKED | MBEDTLS_X509_BADCRL_EXPIRED)) != 0)
    require(second.authentic, "only the CA's own list decides");
  if (flags == 0 && second.named)
    require(second.authentic, "a list in the CA's name that is not its own clears nobody");
}

}  // namespace
}  // namespace sparekey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sparekey;
  fuzz::Input input(data, size);
  const auto kind = input.ConsumeIntegralInRange<unsigned>(0, 3);
  const std::string text = input.ConsumeRemainingBytesAsString();
  fuzz::ExactBuffer exact(text);
  bool contained = false;
  switch (kind) {
    case 0:
      fuzz::check_anchors(text);
      break;
    case 1:
      (void)fuzz::read_anchors({exact.text(), nullptr, 0}, fuzz::bytes_of(fuzz::kAuthority),
                               &contained);
      break;
    case 2:
      fuzz::check_crls(text);
      break;
    default: {
      const Crls crls = crls_from(reinterpret_cast<uint8_t*>(exact.data()), exact.size());
      (void)crls.revocation->read(crls.der);
    }
  }
  return 0;
}
