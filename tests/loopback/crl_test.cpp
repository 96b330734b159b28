// SPDX-License-Identifier: Apache-2.0
// Certificates that an issuer took back, and lists that do not say so with authority.
#include <gtest/gtest.h>
#include <mbedtls/ssl.h>
#include <mbedtls/version.h>

#include "support/attempt.hpp"
#include "support/case_name.hpp"
#include "support/crls.hpp"

namespace sparekey::test {
namespace {

Attempt with_crls(const ServerTls& tls, const std::string& ca_pem, const std::string& crls,
                  const ChangeConfig& change = {}) {
  const CrlBytes bytes(crls);
  return attempt(tls, ca_pem, [&](Config& config) {
    config.crls = bytes.crls();
    if (change) change(config);
  });
}

Outcome judged(const Chain& chain, const std::string& crls) {
  return with_crls(ServerTls(chain), chain.root_pem(), crls).outcome;
}

Outcome revoked() { return trust_refused(Code::certificate_revoked); }

void expect_unbelievable(const Chain& chain, const std::string& crls, const std::string& why) {
  const Attempt made = with_crls(ServerTls(chain), chain.root_pem(), crls);
  EXPECT_EQ(made.outcome, trust_refused(Code::certificate_rejected));
  EXPECT_NE(made.detail.find(why), std::string::npos) << made.detail;
  EXPECT_EQ(made.requests, 0u);
}

constexpr char kNotSigned[] = "signed no CRL";
constexpr char kOutOfDate[] = "out of date";

class CrlTest : public testing::Test {
 protected:
  std::string of_leaf(const CrlSpec& spec) const { return make_crl(spec, chain_.intermediate); }
  std::string of_intermediate(const CrlSpec& spec) const { return make_crl(spec, chain_.root); }

  const Chain chain_ = make_chain();
  const CrlSpec nobody_ = {};
  const CrlSpec leaf_ = revoking(chain_.leaf);
  const CrlSpec intermediate_ = revoking(chain_.intermediate);
};

TEST_F(CrlTest, ListedLeafIsRefused) {
  EXPECT_EQ(judged(chain_, of_leaf(leaf_)), revoked());
  EXPECT_EQ(judged(chain_, pem_of_crl(of_leaf(leaf_))), revoked());
}

TEST_F(CrlTest, ListedLeafIsRefusedWithTls12) {
  ServerTls tls(chain_);
  tls.max_version = TLS1_2_VERSION;
  const Attempt made = with_crls(tls, chain_.root_pem(), of_leaf(leaf_));
  EXPECT_EQ(made.outcome, revoked());
  EXPECT_FALSE(made.seen.handshake_done);
  EXPECT_EQ(made.seen.alerts.size(), 1u);
  EXPECT_EQ(made.requests, 0u);
}

TEST_F(CrlTest, ListedIntermediateIsRefused) {
  EXPECT_EQ(judged(chain_, of_intermediate(intermediate_)), revoked());
}

TEST_F(CrlTest, WhatIsNotListedIsAccepted) {
  CrlSpec others;
  others.others = 3;
  EXPECT_EQ(judged(chain_, of_leaf(nobody_)), success());
  EXPECT_EQ(judged(chain_, of_leaf(others) + of_intermediate(others)), success());
}

TEST_F(CrlTest, SerialNumbersCountByTheirIssuer) {
  EXPECT_EQ(judged(chain_, of_intermediate(leaf_)), success());
  EXPECT_EQ(judged(chain_, of_leaf(intermediate_)), success());
}

TEST_F(CrlTest, ListOfAnotherIssuerIsPassedOver) {
  const Credential stranger = self_signed(authority("Stranger"));
  EXPECT_EQ(judged(chain_, make_crl(leaf_, stranger)), success());
  CrlSpec expired = leaf_;
  expired.next_update_s = now_s() - kDay;
  EXPECT_EQ(judged(chain_, make_crl(expired, stranger)), success());
}

TEST_F(CrlTest, EachOfSeveralListsCounts) {
  const std::string stranger = make_crl(nobody_, self_signed(authority("Stranger")));
  for (const auto& dress : {pem_of_crl, +[](const std::string& der) { return der; }}) {
    const auto both = [&](const std::string& first, const std::string& second) {
      return dress(stranger) + dress(first) + dress(second);
    };
    EXPECT_EQ(judged(chain_, both(of_intermediate(nobody_), of_leaf(leaf_))), revoked());
    EXPECT_EQ(judged(chain_, both(of_leaf(leaf_), of_intermediate(nobody_))), revoked());
    EXPECT_EQ(judged(chain_, both(of_leaf(nobody_), of_leaf(leaf_))), revoked());
    EXPECT_EQ(judged(chain_, both(of_leaf(leaf_), of_leaf(nobody_))), revoked());
    EXPECT_EQ(judged(chain_, both(of_leaf(nobody_), of_intermediate(nobody_))), success());
  }
}

TEST_F(CrlTest, LongListIsSearchedToItsEnd) {
  CrlSpec spec = leaf_;
  spec.others = 2000;
  EXPECT_EQ(judged(chain_, of_leaf(spec)), revoked());
  EXPECT_EQ(judged(chain_, pem_of_crl(of_leaf(spec))), revoked());
  spec.revoked.clear();
  EXPECT_EQ(judged(chain_, of_leaf(spec)), success());
}

TEST_F(CrlTest, OfRsaAuthorities) {
  const Chain chain = make_chain(CertificateSpec(), KeyKind::rsa2048);
  CrlSpec spec = revoking(chain.leaf);
  for (const EVP_MD* digest : {EVP_sha256(), EVP_sha384(), EVP_sha512()}) {
    spec.digest = digest;
    EXPECT_EQ(judged(chain, make_crl(spec, chain.intermediate)), revoked());
  }
}

TEST_F(CrlTest, OfAnAnchorThatSignedTheLeafItself) {
  Chain chain;
  chain.root = self_signed(authority("Test Root"));
  chain.leaf = issue(CertificateSpec(), chain.root);
  const std::string crl = make_crl(revoking(chain.leaf), chain.root);
  EXPECT_EQ(with_crls(ServerTls(chain.leaf), chain.root_pem(), crl).outcome, revoked());
}

// Whom the device itself trusts, nobody above can take back.
TEST_F(CrlTest, AnchorIsNotHeldAgainstLists) {
  const std::string anchor = pem_of(chain_.intermediate.certificate);
  const std::string crl = of_intermediate(intermediate_);
  EXPECT_EQ(with_crls(ServerTls(chain_), anchor, crl).outcome, success());
  EXPECT_EQ(with_crls(ServerTls(chain_), anchor, of_leaf(leaf_)).outcome, revoked());
}

TEST_F(CrlTest, IssuersNameInAnotherStringType) {
  const Chain chain = make_chain_of_two_spellings();
  const std::string crl = make_crl(revoking(chain.leaf), chain.intermediate);
  EXPECT_EQ(with_crls(ServerTls(chain.leaf), chain.root_pem(), crl).outcome, revoked());
}

TEST_F(CrlTest, ListThatTheIssuersKeyDidNotSignIsNotBelieved) {
  for (CrlSpec spec : {nobody_, leaf_}) {
    spec.signer = chain_.root;
    expect_unbelievable(chain_, of_leaf(spec), kNotSigned);
    spec.signer = self_signed(authority("Test Intermediate"));
    expect_unbelievable(chain_, of_leaf(spec), kNotSigned);
    spec.signer = self_signed([] {
      CertificateSpec rsa = authority("Test Intermediate");
      rsa.key = KeyKind::rsa2048;
      return rsa;
    }());
    expect_unbelievable(chain_, of_leaf(spec), kNotSigned);
  }
}

// An issuer that changed its key bears one name in two lists.
TEST_F(CrlTest, ListOfTheIssuersOtherKeyDoesNoHarmBesideItsOwn) {
  CrlSpec other_key = leaf_;
  other_key.signer = self_signed(authority("Test Intermediate"));
  EXPECT_EQ(judged(chain_, of_leaf(other_key) + of_leaf(nobody_)), success());
  EXPECT_EQ(judged(chain_, of_leaf(nobody_) + of_leaf(other_key)), success());
  EXPECT_EQ(judged(chain_, of_leaf(other_key) + of_leaf(leaf_)), revoked());
}

TEST_F(CrlTest, WeaklySignedListIsNotBelieved) {
  std::vector<const EVP_MD*> known = {EVP_sha1()};
#if MBEDTLS_VERSION_NUMBER < 0x03000000 || defined(MBEDTLS_SHA224_C)
  known.push_back(EVP_sha224());
#endif
  for (const EVP_MD* digest : known)
    for (CrlSpec spec : {nobody_, leaf_}) {
      spec.digest = digest;
      expect_unbelievable(chain_, of_leaf(spec), kNotSigned);
    }
}

TEST_F(CrlTest, IssuerThatMayNotSignListsIsNotBelieved) {
  Chain chain = make_chain();
  CertificateSpec spec = authority("Test Intermediate");
  spec.key_usage = "critical,keyCertSign";
  chain.intermediate = issue(spec, chain.root);
  chain.leaf = issue(CertificateSpec(), chain.intermediate);
  expect_unbelievable(chain, make_crl(nobody_, chain.intermediate), kNotSigned);
  // Without the extension there is no limit to what a key may be used for.
  spec.key_usage.clear();
  chain.intermediate = issue(spec, chain.root);
  chain.leaf = issue(CertificateSpec(), chain.intermediate);
  EXPECT_EQ(judged(chain, make_crl(nobody_, chain.intermediate)), success());
}

TEST_F(CrlTest, ListOutOfTimeIsNotBelieved) {
  CrlSpec expired;
  expired.next_update_s = now_s() - 2;
  expect_unbelievable(chain_, of_leaf(expired), kOutOfDate);
  expect_unbelievable(chain_, of_intermediate(expired), kOutOfDate);
  CrlSpec future;
  future.this_update_s = now_s() + kDay;
  future.next_update_s = now_s() + 2 * kDay;
  expect_unbelievable(chain_, of_leaf(future), kOutOfDate);
  CrlSpec endless;
  endless.next_update_s.reset();
  expect_unbelievable(chain_, of_leaf(endless), kOutOfDate);
}

TEST_F(CrlTest, OldListDoesNoHarmBesideItsSuccessor) {
  CrlSpec old;
  old.this_update_s = now_s() - 3 * kDay;
  old.next_update_s = now_s() - 2 * kDay;
  EXPECT_EQ(judged(chain_, of_leaf(old) + of_leaf(nobody_)), success());
  EXPECT_EQ(judged(chain_, of_leaf(nobody_) + of_leaf(old)), success());
}

// Nobody is taken back into a list's grace by its age.
TEST_F(CrlTest, WhatAnOldListRevokesStaysRevoked) {
  CrlSpec old = leaf_;
  old.next_update_s = now_s() - 2;
  EXPECT_EQ(judged(chain_, of_leaf(old)), revoked());
  EXPECT_EQ(judged(chain_, of_leaf(old) + of_leaf(nobody_)), revoked());
}

// From the first serial number on: before it stand names, by which a list is found.
TEST_F(CrlTest, NoChangedByteSetsTheListedFree) {
  const std::string good = of_leaf(leaf_);
  const std::string serial = [this] {
    const ASN1_INTEGER* number = X509_get0_serialNumber(chain_.leaf.certificate.get());
    return std::string(reinterpret_cast<const char*>(number->data),
                       static_cast<size_t>(number->length));
  }();
  const size_t begin = good.find(serial);
  ASSERT_NE(begin, std::string::npos);
  for (size_t at = begin; at < good.size(); at += 3) {
    std::string changed = good;
    changed[at] = static_cast<char>(changed[at] ^ 0x01);
    const CrlBytes bytes(changed);
    Device device("127.0.0.1:1", chain_.root_pem());
    device.config.crls = bytes.crls();
    if (!device.try_open().ok()) continue;
    EXPECT_NE(judged(chain_, changed).code, Code::ok) << at;
  }
}

struct Order {
  const char* name;
  Code code;
  void (*change)(CertificateSpec&);
};

void PrintTo(const Order& c, std::ostream* out) { *out << c.name; }

const Order kOrders[] = {
    {"Expired", Code::certificate_expired,
     [](CertificateSpec& spec) { spec.not_after_s = now_s() - 2; }},
    {"NotYetValid", Code::certificate_not_yet_valid,
     [](CertificateSpec& spec) { spec.not_before_s = now_s() + kDay; }},
    {"WrongName", Code::certificate_name_mismatch,
     [](CertificateSpec& spec) { spec.alt_names = "DNS:other.example.test"; }},
    {"Weak", Code::certificate_revoked, [](CertificateSpec& spec) { spec.key = KeyKind::rsa1024; }},
    {"OnlyForClients", Code::certificate_revoked,
     [](CertificateSpec& spec) { spec.extended_key_usage = "clientAuth"; }},
};

class CrlOrderTest : public testing::TestWithParam<Order> {};

TEST_P(CrlOrderTest, FirstTroubleIsTold) {
  CertificateSpec spec;
  GetParam().change(spec);
  const Chain chain = make_chain(spec);
  EXPECT_EQ(judged(chain, make_crl(revoking(chain.leaf), chain.intermediate)),
            trust_refused(GetParam().code));
}

INSTANTIATE_TEST_SUITE_P(Leaves, CrlOrderTest, testing::ValuesIn(kOrders), case_name<Order>);

TEST_F(CrlTest, UntrustedComesBeforeRevoked) {
  const std::string other_root = make_chain().root_pem();
  EXPECT_EQ(with_crls(ServerTls(chain_), other_root, of_leaf(leaf_)).outcome,
            trust_refused(Code::certificate_untrusted));
}

TEST_F(CrlTest, MissingPinComesBehindLists) {
  const Pin pin = pin_of(make_chain().leaf.certificate);
  const ChangeConfig pinned = [&](Config& config) {
    config.pins = &pin;
    config.pin_count = 1;
  };
  CrlSpec expired;
  expired.next_update_s = now_s() - 2;
  const auto outcome_of = [&](const CrlSpec& spec) {
    return with_crls(ServerTls(chain_), chain_.root_pem(), of_leaf(spec), pinned).outcome;
  };
  EXPECT_EQ(outcome_of(leaf_), revoked());
  EXPECT_EQ(outcome_of(expired), trust_refused(Code::certificate_rejected));
  EXPECT_EQ(outcome_of(nobody_), trust_refused(Code::pin_mismatch));
}

}  // namespace
}  // namespace sparekey::test
