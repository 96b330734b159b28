// SPDX-License-Identifier: Apache-2.0
// The server's own certificate as trust anchor: nobody above it counts, whatever is sent.
#include <gtest/gtest.h>

#include "support/attempt.hpp"
#include "support/case_name.hpp"
#include "support/crls.hpp"

namespace sparekey::test {
namespace {

enum class Signer { itself, a_ca };
enum class ItSends { alone, all };

struct Way {
  const char* name;
  Signer signer;
  ItSends sends;
  int max_version;
};

void PrintTo(const Way& c, std::ostream* out) { *out << c.name; }

const Way kWays[] = {
    {"SelfSigned", Signer::itself, ItSends::alone, 0},
    {"SelfSignedWithTls12", Signer::itself, ItSends::alone, TLS1_2_VERSION},
    {"SelfSignedAmongOthers", Signer::itself, ItSends::all, 0},
    {"OfACa", Signer::a_ca, ItSends::alone, 0},
    {"OfACaWithTls12", Signer::a_ca, ItSends::alone, TLS1_2_VERSION},
    {"OfACaThatIsSent", Signer::a_ca, ItSends::all, 0},
    {"OfACaThatIsSentWithTls12", Signer::a_ca, ItSends::all, TLS1_2_VERSION},
};

class OwnCertificateTest : public testing::TestWithParam<Way> {
 protected:
  // A server that sends, if it sends any, an intermediate of that kind.
  ServerTls server(const CertificateSpec& leaf,
                   const CertificateSpec& above = authority("Test Intermediate")) {
    root_ = self_signed(authority("Test Root"));
    intermediate_ = issue(above, root_);
    ServerTls tls(GetParam().signer == Signer::itself ? self_signed(leaf)
                                                      : issue(leaf, intermediate_));
    if (GetParam().sends == ItSends::all) tls.above = {intermediate_.certificate};
    tls.max_version = GetParam().max_version;
    return tls;
  }
  static Outcome trusting_itself(const ServerTls& tls, const ChangeConfig& change = {}) {
    return attempt(tls, pem_of(tls.own.certificate), change).outcome;
  }
  Credential root_;
  Credential intermediate_;
};

TEST_P(OwnCertificateTest, IsTrusted) {
  EXPECT_EQ(trusting_itself(server(CertificateSpec())), success());
  CertificateSpec rsa;
  rsa.key = KeyKind::rsa2048;
  EXPECT_EQ(trusting_itself(server(rsa)), success());
  const ServerTls tls = server(CertificateSpec());
  EXPECT_EQ(attempt(tls, make_chain().root_pem() + pem_of(tls.own.certificate)).outcome, success());
}

TEST_P(OwnCertificateTest, WhoSignedItDoesNotMatter) {
  CertificateSpec sha1;
  sha1.digest = EVP_sha1();
  EXPECT_EQ(trusting_itself(server(sha1)), success());
  const auto change = [](void (*how)(CertificateSpec&)) {
    CertificateSpec spec = authority("Test Intermediate");
    how(spec);
    return spec;
  };
  for (const CertificateSpec& above :
       {change([](CertificateSpec& spec) { spec.not_after_s = now_s() - kDay; }),
        change([](CertificateSpec& spec) { spec.not_before_s = now_s() + kDay; }),
        change([](CertificateSpec& spec) { spec.key = KeyKind::rsa1024; }),
        change([](CertificateSpec& spec) { spec.digest = EVP_sha1(); }),
        change([](CertificateSpec& spec) { spec.is_ca = false; }),
        change([](CertificateSpec& spec) { spec.extended_key_usage = "emailProtection"; }),
        change([](CertificateSpec& spec) { spec.name_constraints = "permitted;DNS:a.test"; })}) {
    EXPECT_EQ(trusting_itself(server(CertificateSpec(), above)), success());
    // The same beside the root, which leads to what is objected to.
    const ServerTls tls = server(CertificateSpec(), above);
    EXPECT_EQ(attempt(tls, pem_of(root_.certificate) + pem_of(tls.own.certificate)).outcome,
              success());
  }
}

TEST_P(OwnCertificateTest, IsJudgedAsAServers) {
  const auto judged = [this](void (*how)(CertificateSpec&)) {
    CertificateSpec spec;
    how(spec);
    return trusting_itself(server(spec));
  };
  EXPECT_EQ(judged([](CertificateSpec& spec) { spec.alt_names = "DNS:other.example.test"; }),
            trust_refused(Code::certificate_name_mismatch));
  EXPECT_EQ(judged([](CertificateSpec& spec) { spec.not_after_s = now_s() - 2; }),
            trust_refused(Code::certificate_expired));
  EXPECT_EQ(judged([](CertificateSpec& spec) { spec.not_before_s = now_s() + kDay; }),
            trust_refused(Code::certificate_not_yet_valid));
  EXPECT_EQ(judged([](CertificateSpec& spec) { spec.key = KeyKind::rsa1024; }),
            trust_refused(Code::certificate_weak));
  EXPECT_EQ(judged([](CertificateSpec& spec) { spec.extended_key_usage = "clientAuth"; }),
            trust_refused(Code::certificate_rejected));
}

TEST_P(OwnCertificateTest, IsNotTrustedForItsKey) {
  const ServerTls tls = server(CertificateSpec());
  const Credential twin = renew(CertificateSpec(), tls.own);
  EXPECT_EQ(attempt(tls, pem_of(twin.certificate)).outcome,
            trust_refused(Code::certificate_untrusted));
}

TEST_P(OwnCertificateTest, NobodyElsesPinWillDo) {
  const ServerTls tls = server(CertificateSpec());
  const auto pinned = [&](const Credential& credential, const std::string& ca_pem) {
    const Pin pin = pin_of(credential.certificate);
    return attempt(tls, ca_pem,
                   [&](Config& config) {
                     config.pins = &pin;
                     config.pin_count = 1;
                   })
        .outcome;
  };
  const std::string own = pem_of(tls.own.certificate);
  EXPECT_EQ(pinned(tls.own, own), success());
  EXPECT_EQ(pinned(intermediate_, own), trust_refused(Code::pin_mismatch));
  EXPECT_EQ(pinned(root_, own + pem_of(root_.certificate)), trust_refused(Code::pin_mismatch));
}

TEST_P(OwnCertificateTest, NobodyTakesItBack) {
  const ServerTls tls = server(CertificateSpec());
  CrlSpec revoking_it = revoking(tls.own);
  for (const int64_t next_update_s : {now_s() + kDay, now_s() - 2}) {
    revoking_it.next_update_s = next_update_s;
    const CrlBytes bytes(make_crl(revoking_it, intermediate_));
    const auto change = [&](Config& config) { config.crls = bytes.crls(); };
    EXPECT_EQ(trusting_itself(tls, change), success());
    EXPECT_EQ(attempt(tls, pem_of(root_.certificate) + pem_of(tls.own.certificate), change).outcome,
              success());
  }
}

INSTANTIATE_TEST_SUITE_P(Ways, OwnCertificateTest, testing::ValuesIn(kWays), case_name<Way>);

}  // namespace
}  // namespace sparekey::test
