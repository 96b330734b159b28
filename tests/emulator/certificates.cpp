// SPDX-License-Identifier: Apache-2.0
#include "certificates.hpp"

#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <array>
#include <utility>

namespace emulator {

using openssl::BigNumber;
using openssl::Certificate;
using openssl::Extension;
using openssl::Key;
using openssl::require;
using openssl::written;

namespace {

constexpr long kSecondsPerDay = 86400;
constexpr long kLifetimeDays = 30;

struct Issued {
  Key key;
  Certificate certificate;
};

Key generate_key(TlsKeyType type, int rsa_bits) {
  Key key(type == TlsKeyType::kRsa ? EVP_RSA_gen(static_cast<unsigned>(rsa_bits))
                                   : EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
  require(key != nullptr, "generate a key");
  return key;
}

void set_random_serial(X509* certificate) {
  std::array<unsigned char, 16> bytes{};
  require(RAND_bytes(bytes.data(), bytes.size()) == 1, "random bytes");
  bytes[0] &= 0x7F;  // positive
  bytes[0] |= 0x40;  // of full length, so never zero
  const BigNumber serial(BN_bin2bn(bytes.data(), bytes.size(), nullptr));
  require(BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate)) != nullptr,
          "serial number");
}

void set_subject(X509* certificate, const char* common_name) {
  X509_NAME* name = X509_get_subject_name(certificate);
  const auto add = [name](const char* field, const char* value) {
    require(
        X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>(value), -1, -1, 0) == 1,
        field);
  };
  add("O", "sparekey emulator");
  add("CN", common_name);
}

void add_extension(X509* certificate, X509* issuer, int nid, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
  require(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1, value);
}

using Extensions = std::vector<std::pair<int, std::string>>;

// What public CAs write into certificates besides.
void add_public_details(Extensions* extensions) {
  extensions->insert(
      extensions->end(),
      {{NID_info_access,
        "OCSP;URI:http://ocsp.g2.ca.example.com,"
        "caIssuers;URI:http://cacerts.ca.example.com/tls-rsa-sha256-2020-g2.crt"},
       {NID_crl_distribution_points,
        "URI:http://crl3.ca.example.com/tls-rsa-sha256-2020-g2.crl,"
        "URI:http://crl4.ca.example.com/tls-rsa-sha256-2020-g2.crl"},
       {NID_certificate_policies, "DER:30173008060667810C010202300B06096086480186FD6C0101"}});
}

// Two timestamps of certificate transparency (RFC 6962 section 3.3), of the usual size; whoever
// does not know the logs does not look into them.
std::string timestamps() {
  constexpr int kSize = 2 + 2 * 120;
  std::string octets = "DER:0481F2";
  for (int i = 0; i < kSize; ++i) octets += "5A";
  return octets;
}

// `issuer` is null if the certificate signs itself.
Issued issue(const TlsConfig& config, const char* common_name, const Issued* issuer,
             const Extensions& extensions) {
  const int rsa_bits = issuer == nullptr ? config.root_rsa_bits : config.rsa_bits;
  Issued issued{generate_key(config.key_type, rsa_bits), Certificate(X509_new())};
  X509* certificate = issued.certificate.get();
  X509* signer = issuer != nullptr ? issuer->certificate.get() : certificate;
  require(certificate != nullptr && X509_set_version(certificate, X509_VERSION_3) == 1,
          "certificate");
  set_random_serial(certificate);
  set_subject(certificate, common_name);
  require(X509_set_issuer_name(certificate, X509_get_subject_name(signer)) == 1, "issuer");
  // A day back, for clients whose clock is a little slow.
  X509_gmtime_adj(X509_getm_notBefore(certificate), -kSecondsPerDay);
  X509_gmtime_adj(X509_getm_notAfter(certificate), kLifetimeDays * kSecondsPerDay);
  require(X509_set_pubkey(certificate, issued.key.get()) == 1, "public key");
  add_extension(certificate, signer, NID_subject_key_identifier, "hash");
  add_extension(certificate, signer, NID_authority_key_identifier, "keyid:always");
  for (const auto& [nid, value] : extensions)
    add_extension(certificate, signer, nid, value.c_str());
  EVP_PKEY* signing_key = issuer != nullptr ? issuer->key.get() : issued.key.get();
  require(X509_sign(certificate, signing_key, EVP_sha256()) != 0, "sign");
  return issued;
}

}  // namespace

ServerIdentity make_server_identity(const TlsConfig& config) {
  const Issued root = issue(config, "sparekey emulator root", nullptr,
                            {{NID_basic_constraints, "critical,CA:TRUE"},
                             {NID_key_usage, "critical,keyCertSign,cRLSign"}});
  std::vector<Issued> above;  // the server's certificate, from the root down
  const auto issue_intermediate = [&](const char* common_name, const char* basic_constraints) {
    Extensions extensions = {{NID_basic_constraints, basic_constraints},
                             {NID_key_usage, "critical,keyCertSign,cRLSign"}};
    if (config.public_names > 0) {
      extensions.emplace_back(NID_ext_key_usage, "serverAuth,clientAuth");
      add_public_details(&extensions);
    }
    above.push_back(issue(config, common_name, above.empty() ? &root : &above.back(), extensions));
  };
  if (config.chain == TlsChain::kIntermediates)
    issue_intermediate("sparekey emulator policy", "critical,CA:TRUE,pathlen:1");
  if (config.chain != TlsChain::kLeaf)
    issue_intermediate("sparekey emulator intermediate", "critical,CA:TRUE,pathlen:0");
  std::string names = "DNS:localhost,IP:127.0.0.1,IP:::1";
  for (int i = 0; i < config.public_names; ++i)
    names += ",DNS:service-" + std::to_string(100 + i) + ".example.com";
  Extensions extensions = {{NID_basic_constraints, "critical,CA:FALSE"},
                           {NID_key_usage, "critical,digitalSignature"},
                           {NID_ext_key_usage, "serverAuth"},
                           {NID_subject_alt_name, names}};
  if (config.public_names > 0) {
    add_public_details(&extensions);
    extensions.emplace_back(NID_ct_precert_scts, timestamps());
  }
  // The common name is not a host name: a client that falls back on it fails here.
  Issued leaf =
      issue(config, "sparekey emulator server", above.empty() ? &root : &above.back(), extensions);

  ServerIdentity identity;
  identity.key = std::move(leaf.key);
  identity.chain.push_back(std::move(leaf.certificate));
  for (auto issuer = above.rbegin(); issuer != above.rend(); ++issuer)
    identity.chain.push_back(std::move(issuer->certificate));
  identity.ca_pem =
      written([&root](BIO* bio) { return PEM_write_bio_X509(bio, root.certificate.get()); });
  return identity;
}

}  // namespace emulator
