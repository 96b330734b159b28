// SPDX-License-Identifier: Apache-2.0
// SHA-1: nothing signed with it is believed, and an anchor's own signature is not asked.
#include <gtest/gtest.h>

#include "support/attempt.hpp"

namespace sparekey::test {
namespace {

CertificateSpec with_sha1(CertificateSpec spec) {
  spec.digest = EVP_sha1();
  return spec;
}

class Sha1Test : public testing::TestWithParam<int> {
 protected:
  Attempt tried(Chain chain, const std::vector<Certificate>& above, const std::string& ca_pem) {
    ServerTls tls(chain);
    tls.above = above;
    tls.max_version = GetParam();
    return attempt(tls, ca_pem);
  }
  Chain chain_of(const CertificateSpec& root, const CertificateSpec& intermediate,
                 const CertificateSpec& leaf) {
    Chain chain;
    chain.root = self_signed(root);
    chain.intermediate = issue(intermediate, chain.root);
    chain.leaf = issue(leaf, chain.intermediate);
    return chain;
  }
  const CertificateSpec root_ = authority("Test Root");
  const CertificateSpec intermediate_ = authority("Test Intermediate");
  const CertificateSpec leaf_{};
};

TEST_P(Sha1Test, RootThatSignedItselfIsAnAnchor) {
  for (const KeyKind key : {KeyKind::p256, KeyKind::rsa2048}) {
    CertificateSpec root = with_sha1(root_);
    root.key = key;
    const Chain chain = chain_of(root, intermediate_, leaf_);
    EXPECT_EQ(tried(chain, {chain.intermediate.certificate}, chain.root_pem()).outcome, success());
    EXPECT_EQ(
        tried(chain, {chain.intermediate.certificate}, make_chain().root_pem() + chain.root_pem())
            .outcome,
        success());
  }
}

TEST_P(Sha1Test, RootThatIsSentDoesNoHarm) {
  const Chain chain = chain_of(with_sha1(root_), intermediate_, leaf_);
  EXPECT_EQ(tried(chain, {chain.intermediate.certificate, chain.root.certificate}, chain.root_pem())
                .outcome,
            success());
  const Credential stranger = self_signed(with_sha1(authority("Stranger")));
  EXPECT_EQ(tried(chain, {chain.intermediate.certificate, stranger.certificate}, chain.root_pem())
                .outcome,
            success());
}

TEST_P(Sha1Test, WhatIsSignedWithItIsWeak) {
  for (const KeyKind key : {KeyKind::p256, KeyKind::rsa2048}) {
    CertificateSpec root = root_;
    CertificateSpec intermediate = intermediate_;
    root.key = intermediate.key = key;
    Chain chain = chain_of(root, intermediate, with_sha1(leaf_));
    const auto weak = trust_refused(Code::certificate_weak);
    EXPECT_EQ(tried(chain, {chain.intermediate.certificate}, chain.root_pem()).outcome, weak);
    chain = chain_of(root, with_sha1(intermediate), leaf_);
    EXPECT_EQ(tried(chain, {chain.intermediate.certificate}, chain.root_pem()).outcome, weak);
    chain = chain_of(with_sha1(root), with_sha1(intermediate), with_sha1(leaf_));
    EXPECT_EQ(tried(chain, {chain.intermediate.certificate}, chain.root_pem()).outcome, weak);
  }
}

TEST_P(Sha1Test, ForgedWithItIsUntrusted) {
  const Chain chain = chain_of(root_, with_sha1(intermediate_), leaf_);
  const std::string other_root = pem_of(self_signed(root_).certificate);
  EXPECT_EQ(tried(chain, {chain.intermediate.certificate}, other_root).outcome,
            trust_refused(Code::certificate_untrusted));
}

INSTANTIATE_TEST_SUITE_P(Versions, Sha1Test, testing::Values(0, TLS1_2_VERSION));

}  // namespace
}  // namespace sparekey::test
