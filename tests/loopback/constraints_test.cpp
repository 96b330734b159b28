// SPDX-License-Identifier: Apache-2.0
// RFC 5280 section 4.2.1.10: a CA speaks for the names it may speak for, and no others.
#include <gtest/gtest.h>

#include "support/attempt.hpp"
#include "support/case_name.hpp"

namespace sparekey::test {
namespace {

struct Case {
  const char* name;
  const char* constraints;
  const char* host;
  const char* alt_names;
  bool permitted;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

constexpr char kName[] = "api.example.test";
constexpr char kDns[] = "DNS:api.example.test";
constexpr char kAddress[] = "192.0.2.7";
constexpr char kIp[] = "IP:192.0.2.7";

const Case kCases[] = {
    {"PermittedItself", "permitted;DNS:api.example.test", kName, kDns, true},
    {"PermittedParent", "permitted;DNS:example.test", kName, kDns, true},
    {"PermittedInAnotherCase", "permitted;DNS:EXAMPLE.Test", kName, kDns, true},
    {"PermittedEverything", "DER:3006A00430028200", kName, kDns, true},
    {"PermittedOther", "permitted;DNS:example.org", kName, kDns, false},
    {"PermittedPartOfALabel", "permitted;DNS:ample.test", kName, kDns, false},
    {"PermittedChild", "permitted;DNS:a.api.example.test", kName, kDns, false},
    {"PermittedSubdomains", "permitted;DNS:.example.test", kName, kDns, true},
    {"PermittedSubdomainsNotItself", "permitted;DNS:.api.example.test", kName, kDns, false},
    {"PermittedOneOfTwo", "permitted;DNS:example.org,permitted;DNS:example.test", kName, kDns,
     true},
    {"PermittedAnotherKindAlone", "permitted;IP:10.0.0.0/255.0.0.0", kName, kDns, true},
    {"PermittedNotTheSecondName", "permitted;DNS:example.test", kName,
     "DNS:api.example.test,DNS:example.org", false},
    {"PermittedNotTheSecondKind", "permitted;DNS:example.test,permitted;IP:10.0.0.0/255.0.0.0",
     kName, "DNS:api.example.test,IP:11.0.0.1", false},
    {"PermittedBothKinds", "permitted;DNS:example.test,permitted;IP:10.0.0.0/255.0.0.0", kName,
     "DNS:api.example.test,IP:10.9.8.7", true},
    {"ExcludedItself", "excluded;DNS:api.example.test", kName, kDns, false},
    {"ExcludedParent", "excluded;DNS:example.test", kName, kDns, false},
    {"ExcludedInAnotherCase", "excluded;DNS:EXAMPLE.test", kName, kDns, false},
    {"ExcludedEverything", "DER:3006A10430028200", kName, kDns, false},
    {"ExcludedOther", "excluded;DNS:example.org", kName, kDns, true},
    {"ExcludedPartOfALabel", "excluded;DNS:ample.test", kName, kDns, true},
    {"ExcludedSubdomains", "excluded;DNS:.example.test", kName, kDns, false},
    {"ExcludedTheSecondName", "excluded;DNS:example.org", kName,
     "DNS:api.example.test,DNS:a.example.org", false},
    {"ExcludedWithinPermitted", "permitted;DNS:example.test,excluded;DNS:api.example.test", kName,
     kDns, false},
    {"ExcludedBesidePermitted", "permitted;DNS:example.test,excluded;DNS:bad.example.test", kName,
     kDns, true},

    {"WildcardUnderPermitted", "permitted;DNS:example.test", kName, "DNS:*.example.test", true},
    {"WildcardAbovePermitted", "permitted;DNS:api.example.test", kName, "DNS:*.example.test",
     false},
    {"WildcardAboveExcluded", "excluded;DNS:bad.example.test", kName, "DNS:*.example.test", true},
    // The wildcard's name lies outside, the host that it stands for does not.
    {"HostOfAWildcardIsExcluded", "excluded;DNS:api.example.test", kName, "DNS:*.example.test",
     false},
    {"HostOfAWildcardLiesUnderExcluded", "excluded;DNS:api.example.test", "a.api.example.test",
     "DNS:*.api.example.test", false},

    {"NetworkPermitted", "permitted;IP:192.0.2.0/255.255.255.0", kAddress, kIp, true},
    {"NetworkPermittedOther", "permitted;IP:192.0.3.0/255.255.255.0", kAddress, kIp, false},
    {"NetworkPermittedOddBits", "permitted;IP:192.0.2.4/255.255.255.252", kAddress, kIp, true},
    {"NetworkPermittedOddBitsOther", "permitted;IP:192.0.2.8/255.255.255.252", kAddress, kIp,
     false},
    {"NetworkPermittedAll", "permitted;IP:0.0.0.0/0.0.0.0", kAddress, kIp, true},
    {"NetworkPermittedOfIpv6Alone", "permitted;IP:2001:db8::/ffff:ffff::", kAddress, kIp, false},
    {"NetworkExcluded", "excluded;IP:192.0.2.0/255.255.255.0", kAddress, kIp, false},
    {"NetworkExcludedOther", "excluded;IP:192.0.3.0/255.255.255.0", kAddress, kIp, true},
    {"NetworkExcludedAll", "excluded;IP:0.0.0.0/0.0.0.0", kAddress, kIp, false},
    {"NetworkExcludedOfIpv6Alone", "excluded;IP:::/::", kAddress, kIp, true},
    {"AddressNotTheSecond", "excluded;IP:10.0.0.0/255.0.0.0", kAddress, "IP:192.0.2.7,IP:10.0.0.1",
     false},
    {"Ipv6Permitted", "permitted;IP:2001:db8::/ffff:ffff::", "[2001:db8::1]", "IP:2001:db8::1",
     true},
    {"Ipv6PermittedOther", "permitted;IP:2001:db9::/ffff:ffff::", "[2001:db8::1]", "IP:2001:db8::1",
     false},
    {"Ipv6Excluded", "excluded;IP:2001:db8::/ffff:ffff::", "[2001:db8::1]", "IP:2001:db8::1",
     false},
    {"AddressesAndPermittedNames", "permitted;DNS:example.test", kAddress, kIp, true},

    {"OtherKindsAreNotLookedAt",
     "permitted;email:example.org,permitted;URI:example.org,excluded;email:.test", kName,
     "DNS:api.example.test,email:a@example.test,URI:https://example.test/", true},
    {"CommonNameIsNotLookedAt", "excluded;DNS:common.example.org", kName, kDns, true},

    // { permitted { { "example.test" } } }, and what may not be there.
    {"InDer", "DER:3012A010300E820C6578616D706C652E74657374", kName, kDns, true},
    {"Minimum", "DER:3015A0133011820C6578616D706C652E74657374800100", kName, kDns, false},
    {"Maximum", "DER:3015A0133011820C6578616D706C652E74657374810109", kName, kDns, false},
    {"Empty", "DER:3000", kName, kDns, false},
    {"EmptyPermitted", "DER:3002A000", kName, kDns, false},
    {"EmptyExcluded", "DER:3002A100", kName, kDns, false},
    {"EmptySubtree", "DER:3004A0023000", kName, kDns, false},
    {"ExcludedInFront", "DER:3014A1083006820474657374A0083006820474657374", kName, kDns, false},
    {"ThirdList", "DER:3016A010300E820C6578616D706C652E74657374A2023000", kName, kDns, false},
    {"BytesBehind", "DER:3012A010300E820C6578616D706C652E746573740000", kName, kDns, false},
    {"NotASequence", "DER:0500", kName, kDns, false},
    {"Garbage", "DER:FFFFFFFF", kName, kDns, false},
    {"UnknownKind", "DER:3014A1123010820C6578616D706C652E6F72678900", kName, kDns, false},
    {"ConstructedName", "DER:3006A1043002A200", kName, kDns, false},
    {"WildcardConstraint", "excluded;DNS:*.example.org", kName, kDns, false},
    {"EmptyLabel", "excluded;DNS:a..example.org", kName, kDns, false},
    {"DotBehind", "excluded;DNS:example.org.", kName, kDns, false},
    {"MaskWithHoles", "excluded;IP:10.0.0.0/255.0.255.0", kName, kDns, false},
    {"AddressWithoutMask", "DER:300AA108300687040A000000", kName, kDns, false},
};

std::string common_name_of(const Case& c) {
  return std::string_view(c.name) == "CommonNameIsNotLookedAt" ? "common.example.org" : "leaf";
}

class ConstraintsTest : public testing::TestWithParam<Case> {
 protected:
  void expect_judged(const CertificateSpec& root, const CertificateSpec& intermediate) {
    const Case& c = GetParam();
    Chain chain;
    chain.root = self_signed(root);
    chain.intermediate = issue(intermediate, chain.root);
    CertificateSpec leaf;
    leaf.common_name = common_name_of(c);
    leaf.alt_names = c.alt_names;
    chain.leaf = issue(leaf, chain.intermediate);
    const Attempt made =
        attempt(ServerTls(chain), chain.root_pem(), [&](Config& config) { config.host = c.host; });
    EXPECT_EQ(made.outcome, c.permitted ? success() : trust_refused(Code::certificate_rejected));
    EXPECT_EQ(made.requests, c.permitted ? 1u : 0u);
    EXPECT_EQ(made.detail.find("may not speak") != std::string::npos, !c.permitted);
  }

  static CertificateSpec with_constraints(CertificateSpec spec) {
    spec.name_constraints = GetParam().constraints;
    return spec;
  }
};

TEST_P(ConstraintsTest, OfAnIntermediate) {
  expect_judged(authority("Test Root"), with_constraints(authority("Test Intermediate")));
}

TEST_P(ConstraintsTest, OfTheAnchor) {
  expect_judged(with_constraints(authority("Test Root")), authority("Test Intermediate"));
}

INSTANTIATE_TEST_SUITE_P(Authorities, ConstraintsTest, testing::ValuesIn(kCases), case_name<Case>);

// Each CA of the chain narrows what those above it left.
TEST(Constraints, AllOfThemHold) {
  const auto judged = [](const char* of_root, const char* of_intermediate) {
    CertificateSpec spec = authority("Test Root");
    spec.name_constraints = of_root;
    Chain chain;
    chain.root = self_signed(spec);
    spec = authority("Test Intermediate");
    spec.name_constraints = of_intermediate;
    chain.intermediate = issue(spec, chain.root);
    chain.leaf = issue(CertificateSpec(), chain.intermediate);
    return attempt(ServerTls(chain), chain.root_pem()).outcome;
  };
  EXPECT_EQ(judged("permitted;DNS:test", "permitted;DNS:example.test"), success());
  EXPECT_EQ(judged("permitted;DNS:example.org", "permitted;DNS:example.test"),
            trust_refused(Code::certificate_rejected));
  EXPECT_EQ(judged("permitted;DNS:example.test", "permitted;DNS:example.org"),
            trust_refused(Code::certificate_rejected));
  EXPECT_EQ(judged("permitted;DNS:example.test", "excluded;DNS:api.example.test"),
            trust_refused(Code::certificate_rejected));
}

// mbedTLS refuses the certificate as soon as it parses it.
TEST(Constraints, CriticalOnesAreRefusedWhole) {
  CertificateSpec spec = authority("Test Intermediate");
  spec.name_constraints = "critical,permitted;DNS:example.test";
  Chain chain = make_chain();
  chain.intermediate = issue(spec, chain.root);
  chain.leaf = issue(CertificateSpec(), chain.intermediate);
  EXPECT_EQ(attempt(ServerTls(chain), chain.root_pem()).outcome,
            trust_refused(Code::certificate_rejected));
}

TEST(Constraints, OtherTroublesComeFirst) {
  const auto judged = [](const CertificateSpec& leaf) {
    CertificateSpec spec = authority("Test Intermediate");
    spec.name_constraints = "permitted;DNS:example.org";
    Chain chain = make_chain();
    chain.intermediate = issue(spec, chain.root);
    chain.leaf = issue(leaf, chain.intermediate);
    return attempt(ServerTls(chain), chain.root_pem()).outcome;
  };
  CertificateSpec expired;
  expired.not_after_s = now_s() - 2;
  EXPECT_EQ(judged(expired), trust_refused(Code::certificate_expired));
  CertificateSpec misnamed;
  misnamed.alt_names = "DNS:other.example.test";
  EXPECT_EQ(judged(misnamed), trust_refused(Code::certificate_name_mismatch));
  CertificateSpec weak;
  weak.key = KeyKind::rsa1024;
  EXPECT_EQ(judged(weak), trust_refused(Code::certificate_weak));
}

}  // namespace
}  // namespace sparekey::test
