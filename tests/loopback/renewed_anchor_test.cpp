// SPDX-License-Identifier: Apache-2.0
// A root that was renewed for the same key: its certificates, old and new, stand in one file.
#include <gtest/gtest.h>

#include "support/answers.hpp"
#include "support/attempt.hpp"

namespace sparekey::test {
namespace {

constexpr int64_t k2020 = 1'577'836'800;
constexpr int64_t k2025 = 1'735'689'600;  // before any build

class RenewedAnchorTest : public testing::Test {
 protected:
  RenewedAnchorTest() {
    CertificateSpec spec = authority("Test Root");
    spec.not_before_s = k2020;
    spec.not_after_s = k2025;
    old_ = self_signed(spec);
    spec.not_after_s = k2040 + kDay;
    renewed_ = renew(spec, old_);
    intermediate_ = issue(until_2040("Test Intermediate"), renewed_);
    CertificateSpec leaf;
    leaf.not_after_s = k2040 + kDay;
    leaf_ = issue(leaf, intermediate_);
  }

  static CertificateSpec until_2040(const std::string& name) {
    CertificateSpec spec = authority(name);
    spec.not_after_s = k2040 + kDay;
    return spec;
  }

  Outcome trusting(const std::vector<Credential>& anchors, ClockPolicy policy,
                   int64_t wall_clock_s) {
    static int64_t clock_s;
    clock_s = wall_clock_s;
    std::string pem;
    for (const Credential& anchor : anchors) pem += pem_of(anchor.certificate);
    ServerTls tls(leaf_);
    tls.above = {intermediate_.certificate};
    return attempt(
               tls, pem, [policy](Config& config) { config.clock_policy = policy; },
               [](Port& port) { port.wall_clock_s = [](void*) { return clock_s; }; })
        .outcome;
  }
  void expect_in_either_order(const Credential& one, const Credential& other, const Outcome& wanted,
                              ClockPolicy policy = ClockPolicy::strict, int64_t clock_s = now_s()) {
    EXPECT_EQ(trusting({one, other}, policy, clock_s), wanted);
    EXPECT_EQ(trusting({other, one}, policy, clock_s), wanted);
  }

  Credential old_;
  Credential renewed_;
  Credential intermediate_;
  Credential leaf_;
};

TEST_F(RenewedAnchorTest, OldOneAloneIsExpired) {
  EXPECT_EQ(trusting({old_}, ClockPolicy::strict, now_s()),
            trust_refused(Code::certificate_expired));
  EXPECT_EQ(trusting({old_}, ClockPolicy::not_before_build, -1),
            trust_refused(Code::certificate_expired));
}

TEST_F(RenewedAnchorTest, OneInDateIsFound) {
  expect_in_either_order(old_, renewed_, success());
  expect_in_either_order(renewed_, renewed_, success());
  for (const int64_t unset : {int64_t{-1}, int64_t{0}, k2020 + kDay})
    expect_in_either_order(old_, renewed_, success(), ClockPolicy::not_before_build, unset);
}

TEST_F(RenewedAnchorTest, OneInDateIsFoundRightAboveTheLeaf) {
  CertificateSpec leaf;
  leaf.not_after_s = k2040 + kDay;
  leaf_ = issue(leaf, renewed_);
  expect_in_either_order(old_, renewed_, success());
  CertificateSpec spec = authority("Test Root");
  spec.not_after_s = now_s() + kDay;
  const Credential until_tomorrow = renew(spec, old_);
  expect_in_either_order(until_tomorrow, renewed_, success(), ClockPolicy::strict, k2040);
}

// time() says another year than the port: what mbedTLS makes of that does not count.
TEST_F(RenewedAnchorTest, OneInDateByThePortIsFound) {
  CertificateSpec spec = authority("Test Root");
  spec.not_after_s = now_s() + kDay;
  const Credential until_tomorrow = renew(spec, old_);
  expect_in_either_order(until_tomorrow, renewed_, success(), ClockPolicy::strict, k2040);
  spec.not_before_s = k2040 - kDay;
  spec.not_after_s = k2040 + kDay;
  const Credential from_2040 = renew(spec, old_);
  expect_in_either_order(until_tomorrow, from_2040, success(), ClockPolicy::strict, k2040);
  expect_in_either_order(until_tomorrow, from_2040, success());
}

TEST_F(RenewedAnchorTest, NoClockIsStillNoClock) {
  expect_in_either_order(old_, renewed_, trust_refused(Code::clock_not_set), ClockPolicy::strict,
                         -1);
}

TEST_F(RenewedAnchorTest, BothExpired) {
  CertificateSpec spec = authority("Test Root");
  spec.not_after_s = now_s() - kDay;
  expect_in_either_order(old_, renew(spec, old_), trust_refused(Code::certificate_expired));
}

TEST_F(RenewedAnchorTest, AnotherKeyOrNameDoesNotHelp) {
  expect_in_either_order(old_, self_signed(until_2040("Test Root")),
                         trust_refused(Code::certificate_expired));
  expect_in_either_order(old_, renew(until_2040("Other Root"), old_),
                         trust_refused(Code::certificate_expired));
}

// The exchange buffer holds one of the two as it is decoded, or one and a part of the other, or
// both.
TEST_F(RenewedAnchorTest, WhateverTheExchangeBufferHolds) {
  CertificateSpec spec = authority("Test Root");
  spec.key = KeyKind::rsa2048;  // large enough for a request to fit as well
  spec.not_before_s = k2020;
  spec.not_after_s = k2025;
  const Credential old = self_signed(spec);
  spec.not_after_s = k2040 + kDay;
  const Credential renewed = renew(spec, old);
  const std::string pem = pem_of(old.certificate) + pem_of(renewed.certificate);
  const size_t one = der_of(renewed.certificate).size();
  ServerTls tls(issue(CertificateSpec(), renewed));
  for (size_t room = one; room <= 2 * one + 60; room += 60) {
    const ScriptedService service({ok(kSent)});
    Server server(tls, service);
    Device device(server.address(), pem);
    device.limits.exchange_bytes = static_cast<uint32_t>(room);
    device.open();
    EXPECT_EQ(outcome(device.client().send_code(by_email())), success()) << room << " of " << one;
  }
}

// What the new one may not do, the old one's word does not allow.
TEST_F(RenewedAnchorTest, NewOneCountsAsItIs) {
  CertificateSpec spec = until_2040("Test Root");
  spec.path_length = 0;
  expect_in_either_order(old_, renew(spec, old_), trust_refused(Code::certificate_expired));
  spec.path_length = 1;
  expect_in_either_order(old_, renew(spec, old_), success());
  spec = until_2040("Test Root");
  spec.key_usage = "critical,cRLSign";
  expect_in_either_order(old_, renew(spec, old_), trust_refused(Code::certificate_expired));
  spec = until_2040("Test Root");
  spec.is_ca = false;
  expect_in_either_order(old_, renew(spec, old_), trust_refused(Code::certificate_expired));
  spec = until_2040("Test Root");
  spec.name_constraints = "excluded;DNS:example.test";
  expect_in_either_order(old_, renew(spec, old_), trust_refused(Code::certificate_rejected));
}

}  // namespace
}  // namespace sparekey::test
