// SPDX-License-Identifier: Apache-2.0
// The judge, asked as mbedTLS asks it: from the anchor down.
#include "tls/judge.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory>

#include "support/certificates.hpp"
#include "tls/revocation.hpp"

namespace sparekey::test {
namespace {

constexpr int kUnreadable = -0x7777;
int g_errors = 0;  // of the first lists asked for
int g_asked = 0;

Failure read_no_list(Bytes) { return {}; }
int judge_by_no_list(Bytes, const mbedtls_x509_crt&, mbedtls_x509_crt*, tls::Dates*, uint32_t*) {
  return ++g_asked <= g_errors ? kUnreadable : 0;
}
constexpr tls::Revocation kRevocation = {read_no_list, judge_by_no_list};

class JudgeTest : public testing::Test {
 protected:
  JudgeTest() {
    g_errors = g_asked = 0;
    const Chain chain = make_chain();
    const Credential* const credentials[] = {&chain.leaf, &chain.intermediate, &chain.root};
    for (size_t i = 0; i < 3; ++i) {
      const std::string der = der_of(credentials[i]->certificate);
      mbedtls_x509_crt_init(&path_[i]);
      EXPECT_EQ(mbedtls_x509_crt_parse_der(
                    &path_[i], reinterpret_cast<const unsigned char*>(der.data()), der.size()),
                0);
    }
    pin_ = pin_of(chain.intermediate.certificate);
    pem_ = chain.root_pem();
    tls::AnchorBytes given;
    given.pem = pem_;
    EXPECT_TRUE(anchors_.begin(given, {scratch_.data(), scratch_.size()}).ok());
    identity_.dns_name = kHost;
  }
  ~JudgeTest() override {
    anchors_.end();
    for (mbedtls_x509_crt& certificate : path_) mbedtls_x509_crt_free(&certificate);
  }

  // What mbedTLS is told of the leaf; `flags` are its own objections.
  int judge(uint32_t* flags) {
    judge_.begin(identity_, trust_, anchors_, now_s(), 0);
    for (int depth = 2; depth > 0; --depth) {
      uint32_t above = 0;
      EXPECT_EQ(tls::Judge::on_certificate(&judge_, &path_[depth], depth, &above), 0);
    }
    return tls::Judge::on_certificate(&judge_, &path_[0], 0, flags);
  }

  tls::Identity identity_;
  tls::Trust trust_;
  tls::Anchors anchors_;
  tls::Judge judge_;
  mbedtls_x509_crt path_[3];
  Pin pin_;
  std::string pem_;
  std::array<uint8_t, 4096> scratch_;
};

TEST_F(JudgeTest, AsksTheListOfEachIssuer) {
  trust_.crls = {Bytes(), &kRevocation};
  uint32_t flags = 0;
  EXPECT_EQ(judge(&flags), 0);
  EXPECT_EQ(flags, 0U);
  EXPECT_EQ(g_asked, 2);
  EXPECT_TRUE(judge_.saw_leaf());
  EXPECT_EQ(judge_.verdict(), Code::ok);
}

// Memory may run out for the first list, and be there for the next one.
TEST_F(JudgeTest, AListThatCannotBeReadIsNotMadeUpForByAnother) {
  trust_.crls = {Bytes(), &kRevocation};
  for (g_errors = 1; g_errors <= 2; ++g_errors) {
    g_asked = 0;
    uint32_t flags = 0;
    EXPECT_EQ(judge(&flags), kUnreadable) << g_errors;
    EXPECT_EQ(g_asked, 1) << g_errors;
  }
}

TEST_F(JudgeTest, APinIsWhollyThatOfAKeyOrNone) {
  const auto verdict = [this](const Pin* pins, size_t count) {
    trust_.pins = {pins, count};
    uint32_t flags = 0;
    EXPECT_EQ(judge(&flags), 0);
    EXPECT_EQ(flags == 0, judge_.verdict() == Code::ok);
    return judge_.verdict();
  };
  EXPECT_EQ(verdict(&pin_, 1), Code::ok);
  for (size_t i = 0; i < sizeof pin_.sha256; ++i) {
    Pin near[] = {pin_, pin_};
    near[0].sha256[i] ^= 1;
    EXPECT_EQ(verdict(near, 1), Code::pin_mismatch) << i;
    EXPECT_EQ(verdict(near, 2), Code::ok) << i;
  }
}

TEST_F(JudgeTest, APathThatIsTooLongForItIsRefused) {
  judge_.begin(identity_, trust_, anchors_, now_s(), 0);
  uint32_t flags = 0;
  const int most = MBEDTLS_X509_MAX_VERIFY_CHAIN_SIZE;
  EXPECT_NE(tls::Judge::on_certificate(&judge_, &path_[2], most, &flags), 0);
  EXPECT_EQ(tls::Judge::on_certificate(&judge_, &path_[2], most - 1, &flags), 0);
}

}  // namespace
}  // namespace sparekey::test
