// SPDX-License-Identifier: Apache-2.0
// Pins ask for a key in the verified chain, beside all other checks.
#include <gtest/gtest.h>

#include "support/answers.hpp"
#include "support/attempt.hpp"

namespace sparekey::test {
namespace {

class PinTest : public testing::Test {
 protected:
  Outcome with(const std::vector<Pin>& pins, const std::string& ca_pem, const ServerTls& tls) {
    return attempt(tls, ca_pem,
                   [&](Config& config) {
                     config.pins = pins.data();
                     config.pin_count = pins.size();
                   })
        .outcome;
  }
  Outcome with(const std::vector<Pin>& pins) {
    return with(pins, chain_.root_pem(), ServerTls(chain_));
  }

  const Chain chain_ = make_chain();
  const Pin leaf_ = pin_of(chain_.leaf.certificate);
  const Pin intermediate_ = pin_of(chain_.intermediate.certificate);
  const Pin root_ = pin_of(chain_.root.certificate);
  const Pin stranger_ = pin_of(make_chain().leaf.certificate);
};

TEST_F(PinTest, AnyKeyOfTheChainWillDo) {
  EXPECT_EQ(with({leaf_}), success());
  EXPECT_EQ(with({intermediate_}), success());
  EXPECT_EQ(with({root_}), success());
  EXPECT_EQ(with({stranger_, leaf_}), success());
  EXPECT_EQ(with({leaf_, stranger_}), success());
}

TEST_F(PinTest, NoneInTheChainIsAMismatch) {
  EXPECT_EQ(with({stranger_}), trust_refused(Code::pin_mismatch));
  EXPECT_EQ(with({stranger_, Pin()}), trust_refused(Code::pin_mismatch));
}

TEST_F(PinTest, MismatchEndsTheHandshake) {
  const Attempt made = attempt(ServerTls(chain_), chain_.root_pem(), [&](Config& config) {
    config.pins = &stranger_;
    config.pin_count = 1;
  });
  EXPECT_FALSE(made.seen.handshake_done);
  EXPECT_EQ(made.requests, 0u);
}

TEST_F(PinTest, OneBitOffIsAMismatch) {
  Pin pin = leaf_;
  pin.sha256[31] = static_cast<uint8_t>(pin.sha256[31] ^ 1);
  EXPECT_EQ(with({pin}), trust_refused(Code::pin_mismatch));
}

TEST_F(PinTest, IsNoTrust) {
  EXPECT_EQ(with({leaf_}, make_chain().root_pem(), ServerTls(chain_)),
            trust_refused(Code::certificate_untrusted));
  EXPECT_EQ(with({stranger_}, make_chain().root_pem(), ServerTls(chain_)),
            trust_refused(Code::certificate_untrusted));
}

TEST_F(PinTest, ComesBehindTheOtherTroubles) {
  CertificateSpec spec;
  spec.alt_names = "DNS:other.example.test";
  const Chain misnamed = make_chain(spec);
  EXPECT_EQ(with({stranger_}, misnamed.root_pem(), ServerTls(misnamed)),
            trust_refused(Code::certificate_name_mismatch));
  spec = CertificateSpec();
  spec.not_after_s = now_s() - 2;
  const Chain expired = make_chain(spec);
  EXPECT_EQ(with({pin_of(expired.leaf.certificate)}, expired.root_pem(), ServerTls(expired)),
            trust_refused(Code::certificate_expired));
}

// A certificate that the server merely sends along is not part of what was verified.
TEST_F(PinTest, OfACertificateBesideTheChainCountsForNothing) {
  ServerTls tls(chain_);
  const Chain other = make_chain();
  tls.above.push_back(other.leaf.certificate);
  EXPECT_EQ(with({pin_of(other.leaf.certificate)}, chain_.root_pem(), tls),
            trust_refused(Code::pin_mismatch));
}

// What one handshake showed is no word for the next.
TEST_F(PinTest, SeenOnceDoesNotCountForTheNextHandshake) {
  Chain other = chain_;
  other.intermediate = issue(authority("Other Intermediate"), chain_.root);
  other.leaf = issue(CertificateSpec(), other.intermediate);
  const openssl::TlsContext second = make_context(ServerTls(other));
  const ScriptedService service({ok(kSent), ok(kSent), ok(kSent)});
  ServerTls tls(chain_);
  tls.may_resume = false;
  Server server(tls, [&](Peer& peer) {
    if (peer.index() == 1) peer.become(second.get());
    service(peer);
  });
  Device device(server.address(), chain_.root_pem());
  device.config.idle_limit_ms = -1;  // any silence is too long
  device.config.pins = &intermediate_;
  device.config.pin_count = 1;
  device.open();
  EXPECT_EQ(outcome(device.client().send_code(by_email())), success());
  EXPECT_EQ(outcome(device.client().send_code(by_email())), trust_refused(Code::pin_mismatch));
  EXPECT_EQ(outcome(device.client().send_code(by_email())), success());
  EXPECT_EQ(service.requests().size(), 2u);
}

TEST_F(PinTest, IsReadFromItsText) {
  Pin pin;
  ASSERT_TRUE(parse_pin(pin_text_of(chain_.leaf.certificate), &pin));
  EXPECT_EQ(with({pin}), success());
}

TEST_F(PinTest, SurvivesANewCertificateForTheSameKey) {
  Chain renewed = chain_;
  Credential again = issue(CertificateSpec(), chain_.intermediate);
  EXPECT_NE(der_of(again.certificate), der_of(chain_.leaf.certificate));
  renewed.leaf = again;
  EXPECT_EQ(with({pin_of(again.certificate)}, chain_.root_pem(), ServerTls(renewed)), success());
  EXPECT_EQ(with({leaf_}, chain_.root_pem(), ServerTls(renewed)),
            trust_refused(Code::pin_mismatch));
}

}  // namespace
}  // namespace sparekey::test
