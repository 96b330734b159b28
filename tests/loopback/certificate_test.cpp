// SPDX-License-Identifier: Apache-2.0
// Certificates that must not be believed, each with its own code; of several troubles the first in
// the order of Code. In none of these does the server finish its handshake or see a request.
#include <gtest/gtest.h>
#include <mbedtls/ssl.h>
#include <mbedtls/version.h>

#include "support/attempt.hpp"
#include "support/case_name.hpp"

namespace sparekey::test {
namespace {

enum class Anchor { right, stranger };
enum class Sends { all, leaf_only };

struct LeafCase {
  const char* name;
  Code code;
  CertificateSpec leaf;
  Anchor anchor = Anchor::right;
  Sends sends = Sends::all;
};

void PrintTo(const LeafCase& c, std::ostream* out) { *out << c.name; }

template <typename Change>
CertificateSpec leaf(Change change) {
  CertificateSpec spec;
  change(spec);
  return spec;
}

void expire(CertificateSpec& spec) { spec.not_after_s = now_s() - 2; }
void postpone(CertificateSpec& spec) { spec.not_before_s = now_s() + kDay; }
void rename(CertificateSpec& spec) { spec.alt_names = "DNS:other.example.test"; }
void weaken(CertificateSpec& spec) { spec.key = KeyKind::rsa1024; }
void forbid(CertificateSpec& spec) { spec.extended_key_usage = "clientAuth"; }

const CertificateSpec kPlain;

const LeafCase kLeafCases[] = {
    {"Expired", Code::certificate_expired, leaf(expire)},
    {"NotYetValid", Code::certificate_not_yet_valid, leaf(postpone)},
    {"WrongName", Code::certificate_name_mismatch, leaf(rename)},
    {"UnknownCa", Code::certificate_untrusted, kPlain, Anchor::stranger},
    {"IntermediateMissing", Code::certificate_untrusted, kPlain, Anchor::right, Sends::leaf_only},
    {"Rsa1024", Code::certificate_weak, leaf(weaken)},
    {"SignedWithSha1", Code::certificate_weak,
     leaf([](CertificateSpec& spec) { spec.digest = EVP_sha1(); })},
#if MBEDTLS_VERSION_NUMBER < 0x03000000 || defined(MBEDTLS_SHA224_C)
    {"SignedWithSha224", Code::certificate_weak,
     leaf([](CertificateSpec& spec) { spec.digest = EVP_sha224(); })},
#endif
    {"OnlyForClients", Code::certificate_rejected, leaf(forbid)},

    {"UntrustedAndExpired", Code::certificate_untrusted, leaf(expire), Anchor::stranger},
    {"UntrustedAndWrongName", Code::certificate_untrusted, leaf(rename), Anchor::stranger},
    {"ExpiredAndWrongName", Code::certificate_expired, leaf([](CertificateSpec& spec) {
       expire(spec);
       rename(spec);
     })},
    {"NotYetValidAndWrongName", Code::certificate_not_yet_valid, leaf([](CertificateSpec& spec) {
       postpone(spec);
       rename(spec);
     })},
    {"WrongNameAndWeak", Code::certificate_name_mismatch, leaf([](CertificateSpec& spec) {
       rename(spec);
       weaken(spec);
     })},
    {"WrongNameAndOnlyForClients", Code::certificate_name_mismatch, leaf([](CertificateSpec& spec) {
       rename(spec);
       forbid(spec);
     })},
    {"WeakAndOnlyForClients", Code::certificate_weak, leaf([](CertificateSpec& spec) {
       weaken(spec);
       forbid(spec);
     })},
};

void expect_refused(const Attempt& made, Code code) {
  EXPECT_EQ(made.outcome, trust_refused(code));
  EXPECT_FALSE(made.seen.handshake_done);
  EXPECT_EQ(made.seen.alerts.size(), 1u) << "the server is told why";
  EXPECT_EQ(made.requests, 0u);
}

class CertificateTest : public testing::TestWithParam<LeafCase> {};

TEST_P(CertificateTest, IsRefused) {
  const LeafCase& c = GetParam();
  const Chain chain = make_chain(c.leaf);
  const Chain stranger = make_chain();
  ServerTls tls(chain);
  if (c.sends == Sends::leaf_only) tls.above.clear();
  const Chain& trusted = c.anchor == Anchor::right ? chain : stranger;
  expect_refused(attempt(tls, trusted.root_pem()), c.code);
}

// The same if TLS 1.2 is all there is: mbedTLS verifies elsewhere then.
TEST_P(CertificateTest, IsRefusedWithTls12) {
  const LeafCase& c = GetParam();
  const Chain chain = make_chain(c.leaf);
  const Chain stranger = make_chain();
  ServerTls tls(chain);
  tls.max_version = TLS1_2_VERSION;
  if (c.sends == Sends::leaf_only) tls.above.clear();
  const Chain& trusted = c.anchor == Anchor::right ? chain : stranger;
  expect_refused(attempt(tls, trusted.root_pem()), c.code);
}

INSTANTIATE_TEST_SUITE_P(Leaves, CertificateTest, testing::ValuesIn(kLeafCases),
                         case_name<LeafCase>);

// mbedTLS passes over what is signed in a way it does not know, and judges an empty certificate.
TEST(Certificate, OfAnUnknownSignature) {
#if defined(__SANITIZE_ADDRESS__) && SPAREKEY_OUR_MBEDTLS
  GTEST_SKIP() << "mbedTLS compares no bytes with none by memcmp, which UBSan ends";
#endif
  CertificateSpec spec;
  spec.digest = EVP_sha3_256();
  const Chain chain = make_chain(spec);
  ServerTls tls(chain);
  tls.above.clear();
  tls.max_version = TLS1_2_VERSION;
  expect_refused(attempt(tls, chain.root_pem()), Code::certificate_untrusted);
}

// With TLS 1.3 it gives up before anything is judged.
TEST(Certificate, OfAnUnknownSignatureWithTls13) {
  if (!client_has_tls_1_3()) GTEST_SKIP() << "this mbedTLS offers no TLS 1.3";
  CertificateSpec spec;
  spec.digest = EVP_sha3_256();
  const Chain chain = make_chain(spec);
  ServerTls tls(chain);
  tls.above.clear();
  tls.min_version = TLS1_3_VERSION;
  const Attempt made = attempt(tls, chain.root_pem());
  EXPECT_EQ(made.outcome, trust_refused(Code::certificate_rejected));
  EXPECT_EQ(made.requests, 0u);
}

TEST(Certificate, SelfSigned) {
  const Credential alone = self_signed(CertificateSpec());
  expect_refused(attempt(ServerTls(alone), make_chain().root_pem()), Code::certificate_untrusted);
}

TEST(Certificate, SelfSignedAuthorityThatIsTrusted) {
  CertificateSpec spec = authority("on premises");
  spec.alt_names = "DNS:api.example.test";
  spec.key_usage.clear();
  const Credential alone = self_signed(spec);
  EXPECT_EQ(attempt(ServerTls(alone), pem_of(alone.certificate)).outcome, success());
}

// Anybody may be told to trust one certificate alone, and it need be no CA.
TEST(Certificate, SelfSignedLeafThatIsTrusted) {
  const Credential alone = self_signed(CertificateSpec());
  EXPECT_EQ(attempt(ServerTls(alone), pem_of(alone.certificate)).outcome, success());
}

TEST(Certificate, IntermediateMaySpellTheRootsNameInAnotherStringType) {
  const Chain chain = make_chain_of_two_spellings();
  EXPECT_EQ(attempt(ServerTls(chain.leaf), chain.root_pem()).outcome, success());
}

TEST(Certificate, IntermediateAloneMayBeTrusted) {
  const Chain chain = make_chain();
  ServerTls tls(chain);
  EXPECT_EQ(attempt(tls, pem_of(chain.intermediate.certificate)).outcome, success());
  tls.above.clear();
  EXPECT_EQ(attempt(tls, pem_of(chain.intermediate.certificate)).outcome, success());
}

TEST(Certificate, RootMayBeSentToo) {
  const Chain chain = make_chain();
  ServerTls tls(chain);
  tls.above.push_back(chain.root.certificate);
  EXPECT_EQ(attempt(tls, chain.root_pem()).outcome, success());
}

// What a leaf signs is worth nothing.
TEST(Certificate, IssuerThatIsNoAuthority) {
  for (const std::optional<bool> is_ca : {std::optional<bool>(false), std::optional<bool>()}) {
    const Chain chain = make_chain();
    CertificateSpec spec;
    spec.common_name = "no authority";
    spec.is_ca = is_ca;
    const Credential issuer = issue(spec, chain.intermediate);
    ServerTls tls(issue(CertificateSpec(), issuer));
    tls.above = {issuer.certificate, chain.intermediate.certificate};
    expect_refused(attempt(tls, chain.root_pem()), Code::certificate_untrusted);
  }
}

TEST(Certificate, IssuerThatMayNotSignCertificates) {
  Chain chain = make_chain();
  CertificateSpec spec = authority("signs data only");
  spec.key_usage = "critical,digitalSignature";
  const Credential issuer = issue(spec, chain.root);
  ServerTls tls(issue(CertificateSpec(), issuer));
  tls.above = {issuer.certificate};
  expect_refused(attempt(tls, chain.root_pem()), Code::certificate_untrusted);
}

TEST(Certificate, ForgedIssuer) {
  const Chain chain = make_chain();
  const Chain forged = make_chain();  // the same names, other keys
  ServerTls tls(forged);
  tls.above = {chain.intermediate.certificate};
  expect_refused(attempt(tls, chain.root_pem()), Code::certificate_untrusted);
}

struct Above {
  const char* name;
  Code code;
  CertificateSpec intermediate;
};

void PrintTo(const Above& c, std::ostream* out) { *out << c.name; }

CertificateSpec intermediate(void (*change)(CertificateSpec&)) {
  CertificateSpec spec = authority("Test Intermediate");
  change(spec);
  return spec;
}

const Above kAbove[] = {
    {"Expired", Code::certificate_expired, intermediate(expire)},
    {"NotYetValid", Code::certificate_not_yet_valid, intermediate(postpone)},
    {"Rsa1024", Code::certificate_weak, intermediate(weaken)},
#ifdef MBEDTLS_ECP_DP_BP256R1_ENABLED
    {"BrainpoolP256", Code::certificate_weak,
     intermediate([](CertificateSpec& spec) { spec.key = KeyKind::brainpool_p256; })},
#endif
    {"SignedWithSha1", Code::certificate_weak,
     intermediate([](CertificateSpec& spec) { spec.digest = EVP_sha1(); })},
};

class IntermediateTest : public testing::TestWithParam<Above> {};

TEST_P(IntermediateTest, IsRefused) {
  Chain chain = make_chain();
  chain.intermediate = issue(GetParam().intermediate, chain.root);
  chain.leaf = issue(CertificateSpec(), chain.intermediate);
  expect_refused(attempt(ServerTls(chain), chain.root_pem()), GetParam().code);
}

INSTANTIATE_TEST_SUITE_P(Intermediates, IntermediateTest, testing::ValuesIn(kAbove),
                         case_name<Above>);

#ifndef MBEDTLS_ECP_DP_BP256R1_ENABLED
// mbedTLS passes over a certificate whose curve it was built without, or fails the handshake, so
// what is left tells the code; none of it is believed.
TEST(Certificate, OfACurveThatIsNotBuilt) {
  const auto brainpool = [](CertificateSpec& spec) { spec.key = KeyKind::brainpool_p256; };
  Chain chain = make_chain();
  chain.intermediate = issue(intermediate(brainpool), chain.root);
  chain.leaf = issue(CertificateSpec(), chain.intermediate);
  const Attempt made = attempt(ServerTls(chain), chain.root_pem());
  EXPECT_FALSE(made.seen.handshake_done);
  EXPECT_EQ(made.requests, 0u);
}
#endif

// A broken encoding, not a broken signature: mbedTLS's parser gives up before anybody can judge.
TEST(Certificate, OfBrokenDer) {
  const auto break_it = [](CertificateSpec& spec) { spec.policies = "DER:0500"; };
  Chain above = make_chain();
  above.intermediate = issue(intermediate(break_it), above.root);
  above.leaf = issue(CertificateSpec(), above.intermediate);
  for (const Chain& chain : {make_chain(leaf(break_it)), above})
    for (const int version : {0, TLS1_2_VERSION}) {
      ServerTls tls(chain);
      tls.max_version = version;
      expect_refused(attempt(tls, chain.root_pem()), Code::certificate_rejected);
    }
}

// mbedTLS looks for an issuer behind what it issued only.
TEST(Certificate, InTheWrongOrderIsRefusedWithWords) {
  const Credential root = self_signed(authority("Test Root"));
  const Credential upper = issue(authority("Upper"), root);
  const Credential lower = issue(authority("Lower"), upper);
  ServerTls tls(issue(CertificateSpec(), lower));
  const auto judged = [&](const std::vector<Certificate>& above) {
    tls.above = above;
    return attempt(tls, pem_of(root.certificate));
  };
  EXPECT_EQ(judged({lower.certificate, upper.certificate}).outcome, success());
  const Attempt swapped = judged({upper.certificate, lower.certificate});
  expect_refused(swapped, Code::certificate_untrusted);
  EXPECT_NE(swapped.detail.find("wrong order"), std::string::npos) << swapped.detail;
  // Words are only said if they are true.
  const std::vector<std::vector<Certificate>> missing = {
      {}, {lower.certificate}, {upper.certificate}, {lower.certificate, root.certificate}};
  for (const auto& above : missing) {
    const Attempt made = judged(above);
    expect_refused(made, Code::certificate_untrusted);
    EXPECT_EQ(made.detail, "");
  }
}

TEST(Certificate, RootThatExpired) {
  CertificateSpec root = authority("Old Root");
  expire(root);
  Chain chain;
  chain.root = self_signed(root);
  chain.leaf = issue(CertificateSpec(), chain.root);
  expect_refused(attempt(ServerTls(chain.leaf), chain.root_pem()), Code::certificate_expired);
}

// Dates are judged by the port's clock alone, whatever time() says.
struct Clock {
  const char* name;
  int64_t wall_clock_s;
  Code code;
};

void PrintTo(const Clock& c, std::ostream* out) { *out << c.name; }

const Clock kClocks[] = {
    {"Unknown", -1, Code::clock_not_set},
    {"Of1970", 0, Code::clock_not_set},
    {"Of2025", 1'735'689'600, Code::clock_not_set},  // before the build
    {"BeforeThat", k2040 - 2, Code::certificate_not_yet_valid},
    {"FirstSecond", k2040, Code::ok},
    {"LastSecond", k2040 + kDay, Code::ok},
    {"AfterThat", k2040 + kDay + 1, Code::certificate_expired},
    {"Of2200", 7'258'118'400, Code::certificate_expired},
};

class ClockTest : public testing::TestWithParam<Clock> {
 protected:
  void SetUp() override {
    static int64_t wall_clock_s;
    wall_clock_s = GetParam().wall_clock_s;
    set_clock_ = [](Port& port) { port.wall_clock_s = [](void*) { return wall_clock_s; }; };
    CertificateSpec root = authority("Root of 2040");
    root.not_before_s = 0;
    root.not_after_s = 8'000'000'000;
    CertificateSpec leaf_spec;
    leaf_spec.not_before_s = k2040;
    leaf_spec.not_after_s = k2040 + kDay;
    chain_.root = self_signed(root);
    chain_.leaf = issue(leaf_spec, chain_.root);
  }

  ChangePort set_clock_;
  Chain chain_;
};

TEST_P(ClockTest, JudgesTheDates) {
  const Attempt made =
      attempt(ServerTls(chain_.leaf), chain_.root_pem(), ChangeConfig(), set_clock_);
  if (GetParam().code == Code::ok)
    EXPECT_EQ(made.outcome, success());
  else
    expect_refused(made, GetParam().code);
}

// What has no anchor is untrusted, whatever the time is.
TEST_P(ClockTest, ComesBehindTrust) {
  const Attempt made =
      attempt(ServerTls(chain_.leaf), make_chain().root_pem(), ChangeConfig(), set_clock_);
  expect_refused(made, Code::certificate_untrusted);
}

INSTANTIATE_TEST_SUITE_P(Times, ClockTest, testing::ValuesIn(kClocks), case_name<Clock>);

// A certificate that is good by its dates is no better than the clock they are judged by.
TEST(Certificate, ClockNotSetThoughTheDatesWouldFit) {
  CertificateSpec always = authority("Eternal Root");
  always.not_before_s = 0;
  Chain chain;
  chain.root = self_signed(always);
  CertificateSpec spec;
  spec.not_before_s = 0;
  chain.leaf = issue(spec, chain.root);
  expect_refused(
      attempt(ServerTls(chain.leaf), chain.root_pem(), ChangeConfig(),
              [](Port& port) { port.wall_clock_s = [](void*) { return int64_t{86'400}; }; }),
      Code::clock_not_set);
}

}  // namespace
}  // namespace sparekey::test
