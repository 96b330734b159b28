// SPDX-License-Identifier: Apache-2.0
// What a CA says it is for (RFC 5280 section 4.2.1.12): below the anchor, that includes servers.
#include <gtest/gtest.h>

#include "support/attempt.hpp"
#include "support/case_name.hpp"

namespace sparekey::test {
namespace {

struct Case {
  const char* name;
  const char* usage;
  bool fits;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

const Case kCases[] = {
    {"None", "", true},
    {"Servers", "serverAuth", true},
    {"ServersAmongOthers", "emailProtection,clientAuth,serverAuth", true},
    {"Anything", "anyExtendedKeyUsage", true},
    {"AnythingAndMail", "emailProtection,anyExtendedKeyUsage", true},
    {"Mail", "emailProtection", false},
    {"Clients", "clientAuth", false},
    {"CodeAndTime", "codeSigning,timeStamping", false},
    {"MailCritically", "critical,emailProtection", false},
    {"ServersCritically", "critical,serverAuth", true},
    {"SomethingUnknown", "1.2.3.4.5", false},
};

CertificateSpec authority_for(const std::string& usage, const std::string& name) {
  CertificateSpec spec = authority(name);
  spec.extended_key_usage = usage;
  return spec;
}

class AuthorityUsageTest : public testing::TestWithParam<Case> {
 protected:
  void expect_judged(const Attempt& made, bool fits) {
    EXPECT_EQ(made.outcome, fits ? success() : trust_refused(Code::certificate_rejected));
    EXPECT_EQ(made.requests, fits ? 1u : 0u);
    EXPECT_EQ(made.detail.find("not for TLS servers") != std::string::npos, !fits);
  }
};

TEST_P(AuthorityUsageTest, OfAnIntermediate) {
  Chain chain = make_chain();
  chain.intermediate = issue(authority_for(GetParam().usage, "Test Intermediate"), chain.root);
  chain.leaf = issue(CertificateSpec(), chain.intermediate);
  for (const int version : {0, TLS1_2_VERSION}) {
    ServerTls tls(chain);
    tls.max_version = version;
    expect_judged(attempt(tls, chain.root_pem()), GetParam().fits);
  }
}

TEST_P(AuthorityUsageTest, OfTheUpperOfTwoIntermediates) {
  const Credential root = self_signed(authority("Test Root"));
  const Credential upper = issue(authority_for(GetParam().usage, "Upper"), root);
  const Credential lower = issue(authority("Lower"), upper);
  ServerTls tls(issue(CertificateSpec(), lower));
  tls.above = {lower.certificate, upper.certificate};
  expect_judged(attempt(tls, pem_of(root.certificate)), GetParam().fits);
}

// Whoever trusts it has decided what it is for.
TEST_P(AuthorityUsageTest, OfAnAnchorIsNotAsked) {
  Chain chain;
  chain.root = self_signed(authority_for(GetParam().usage, "Test Root"));
  chain.intermediate = issue(authority_for(GetParam().usage, "Test Intermediate"), chain.root);
  chain.leaf = issue(CertificateSpec(), chain.intermediate);
  expect_judged(attempt(ServerTls(chain), pem_of(chain.intermediate.certificate)), true);
  const Credential leaf = issue(CertificateSpec(), chain.root);
  expect_judged(attempt(ServerTls(leaf), chain.root_pem()), true);
}

INSTANTIATE_TEST_SUITE_P(Usages, AuthorityUsageTest, testing::ValuesIn(kCases), case_name<Case>);

}  // namespace
}  // namespace sparekey::test
