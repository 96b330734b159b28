// SPDX-License-Identifier: Apache-2.0
// --crl-file and --clock, against a server whose certificates and lists are made here.
#include "command.hpp"
#include "set_clocks.hpp"
#include "support/answers.hpp"
#include "support/crls.hpp"
#include "support/server.hpp"

namespace command_test {
namespace {

namespace test = sparekey::test;

constexpr char kUnset[] = "clock is not set";

class TrustTest : public testing::Test {
 protected:
  explicit TrustTest(const test::CertificateSpec& leaf = test::CertificateSpec())
      : chain_(test::make_chain(leaf)), server_(test::ServerTls(chain_), service_) {}

  Arguments send_code(const Arguments& more) const {
    Arguments all = sparekey({"send-code", "--email", kEmail, "--app-id", "demo-app", "--host",
                              test::kHost, "--connect-to", server_.address(), "--ca-file",
                              dir_.write("ca.pem", chain_.root_pem())});
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  // In words, by the time of this machine.
  Finished with(const Arguments& more) const { return support::run(send_code(more)); }

  Finished at(int64_t wall_clock_s, const Arguments& more) const {
    return support::run(send_code(more), at_wall_clock(wall_clock_s));
  }

  void expect_refused(const Finished& finished, const std::string& code,
                      const std::string& advice) const {
    expect_failure(finished, 5, code, "not_sent", advice);
    EXPECT_EQ(service_.requests().size(), 0u);
  }

  std::string crl_file(const std::string& content) const { return dir_.write("crl", content); }
  std::string pin() const { return test::pin_text_of(chain_.leaf.certificate); }

  const TempDir dir_;
  const test::Chain chain_;
  const test::ScriptedService service_{std::vector<test::Answer>(4, test::ok(test::kSent))};
  test::Server server_;
};

TEST_F(TrustTest, ListedCertificateIsRefused) {
  const std::string der = test::make_crl(test::revoking(chain_.leaf), chain_.intermediate);
  for (const std::string& content : {der, test::pem_of_crl(der)})
    expect_refused(with({"--json", "--crl-file", crl_file(content)}), "certificate_revoked",
                   "check_trust");
  const Finished words = with({"--crl-file", crl_file(der)});
  EXPECT_EQ(words.status, 5);
  EXPECT_TRUE(contains(words.error, "has been revoked")) << words.error;
  EXPECT_TRUE(contains(with({"--lang", "zh-CN", "--crl-file", crl_file(der)}).error, "已被吊销"));
}

TEST_F(TrustTest, ListBehindAByteOrderMarkIsReadAndBehindWordsIsRefused) {
  const std::string ours =
      test::pem_of_crl(test::make_crl(test::revoking(chain_.leaf), chain_.intermediate));
  const std::string other = test::pem_of_crl(test::make_crl({}, chain_.root));
  const std::string mark = "\xEF\xBB\xBF";
  for (const std::string& content : {mark + ours + other, other + mark + ours})
    expect_refused(with({"--json", "--crl-file", crl_file(content)}), "certificate_revoked",
                   "check_trust");
  for (const std::string& content :
       {"list: " + ours + other, " " + ours + other, ours + chain_.root_pem()})
    expect_failure(with({"--json", "--crl-file", crl_file(content)}), 2, "unreadable_file",
                   "not_sent", "check_input");
}

TEST_F(TrustTest, CertificateThatIsNotListedIsAccepted) {
  test::CrlSpec others;
  others.others = 100;
  const std::string pem = test::pem_of_crl(test::make_crl(others, chain_.intermediate));
  const std::string path = crl_file(pem);
  EXPECT_EQ(with({"--crl-file", path}).status, 0);
  EXPECT_EQ(support::read_file(path), pem) << "the file is only read";
}

TEST_F(TrustTest, ListThatIsOutOfDateIsSaidSo) {
  test::CrlSpec spec;
  spec.next_update_s = test::now_s() - 2;
  const std::string path = crl_file(test::make_crl(spec, chain_.intermediate));
  const json error = expect_failure(with({"--json", "--crl-file", path}), 5, "certificate_rejected",
                                    "not_sent", "check_trust");
  EXPECT_TRUE(contains(error["detail"], "out of date")) << error;
  EXPECT_TRUE(contains(with({"--crl-file", path}).error, "out of date"));
}

TEST_F(TrustTest, CrlFileThatHoldsNoneIsUnreadable) {
  const std::string pem = test::pem_of_crl(test::make_crl({}, chain_.intermediate));
  for (const std::string& path :
       {dir_.file("missing"), dir_.path(), crl_file(""), dir_.write("text", "no CRL\n"),
        dir_.write("ca", chain_.root_pem()), dir_.write("cut", pem.substr(0, pem.size() - 10))}) {
    const json error = expect_failure(with({"--json", "--crl-file", path}), 2, "unreadable_file",
                                      "not_sent", "check_input");
    EXPECT_EQ(service_.requests().size(), 0u) << path << error;
  }
  EXPECT_TRUE(contains(with({"--crl-file", dir_.file("missing")}).error, "--crl-file"));
}

TEST_F(TrustTest, UnsetClockIsBelievedOnlyByPolicy) {
  expect_refused(at(0, {"--json"}), "clock_not_set", "check_clock");
  expect_refused(at(0, {"--json", "--clock", "strict"}), "clock_not_set", "check_clock");
}

TEST_F(TrustTest, UnsetClockIsTold) {
  const Finished words = at(0, {"--clock", "not-before-build"});
  EXPECT_EQ(words.status, 0) << words.error;
  EXPECT_TRUE(contains(words.error, kUnset)) << words.error;
  EXPECT_TRUE(contains(at(0, {"--clock", "not-before-build", "--lang", "zh-CN"}).error, "未设置"));
}

TEST_F(TrustTest, UnsetClockLeavesStandardErrorToWhoeverAsksForJson) {
  const Finished quiet = at(0, {"--json", "--clock", "not-before-build"});
  EXPECT_EQ(only_json(quiet)["ok"], true);
  const Finished verbose = at(0, {"--json", "--verbose", "--clock", "not-before-build"});
  EXPECT_TRUE(contains(verbose.error, kUnset)) << verbose.error;
}

TEST_F(TrustTest, ClockThatIsSetIsJudgedStrictly) {
  const Finished words = with({"--clock", "not-before-build"});
  EXPECT_EQ(words.status, 0);
  EXPECT_EQ(words.error, "");
  expect_failure(at(test::k2040, {"--json", "--clock", "not-before-build"}), 5,
                 "certificate_expired", "not_sent", "check_clock");
}

TEST_F(TrustTest, DatesAreIgnoredBesideAPin) {
  for (const int64_t wall_clock_s : {int64_t{0}, test::k2040}) {
    const Finished words = at(wall_clock_s, {"--clock", "ignore-dates", "--pin", pin()});
    EXPECT_EQ(words.status, 0) << words.error;
    EXPECT_EQ(words.error, "");
  }
}

TEST_F(TrustTest, IgnoredDatesLeaveThePin) {
  const std::string other = "sha256/" + std::string(43, 'A') + '=';
  expect_refused(at(0, {"--json", "--clock", "ignore-dates", "--pin", other}), "pin_mismatch",
                 "check_trust");
}

class TrustIn2040Test : public TrustTest {
 protected:
  TrustIn2040Test() : TrustTest(in_2040()) {}
  static test::CertificateSpec in_2040() {
    test::CertificateSpec spec;
    spec.not_before_s = test::k2040;
    spec.not_after_s = test::k2040 + test::kDay;
    return spec;
  }
};

TEST_F(TrustIn2040Test, DatesAreJudgedBeyond2038) {
  expect_refused(at(test::k2040 - 1, {"--json"}), "certificate_not_yet_valid", "check_clock");
  expect_refused(at(test::k2040 + test::kDay + 1, {"--json"}), "certificate_expired",
                 "check_clock");
  EXPECT_EQ(at(test::k2040, {}).status, 0);
}

}  // namespace
}  // namespace command_test
