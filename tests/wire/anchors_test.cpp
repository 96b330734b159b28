// SPDX-License-Identifier: Apache-2.0
// Trust anchors as people have them in files.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "attempt.hpp"
#include "case_name.hpp"

namespace sparekey::test {
namespace {

Result open_with(const std::string& ca_pem) {
  Device device("127.0.0.1:1", ca_pem);
  return device.try_open();
}

std::string armour(const std::string& der, const std::string& label = "CERTIFICATE") {
  return "-----BEGIN " + label + "-----\n" + base64(der) + "\n-----END " + label + "-----\n";
}

std::string root_pem() { return make_chain().root_pem(); }

std::string cut(const std::string& text, size_t from_end) {
  return text.substr(0, text.size() - from_end);
}

struct Case {
  const char* name;
  std::function<std::string()> pem;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

const Case kBad[] = {
    {"Empty", [] { return std::string(); }},
    {"LineEndsOnly", [] { return std::string("\n\n\r\n"); }},
    {"Garbage", [] { return std::string("\x00\xFF\x01garbage", 10); }},
    {"Der", [] { return der_of(make_chain().root.certificate); }},
    {"Html", [] { return std::string("<html>404</html>"); }},
    {"OnlyAKey", [] { return public_pem(make_key(KeyKind::p256)); }},
    {"CutOffInTheBase64", [] { return root_pem().substr(0, 200); }},
    {"CutOffInTheLastLine", [] { return cut(root_pem(), 5); }},
    {"CutOffBehindAGoodOne", [] { return root_pem() + root_pem().substr(0, 200); }},
    {"EndOfAnotherKind",
     [] { return "-----BEGIN CERTIFICATE-----\nAAAA\n-----END X509 CRL-----\n" + root_pem(); }},
    {"BeginTwice", [] { return "-----BEGIN CERTIFICATE-----\n" + root_pem(); }},
    {"StrangeCharacter",
     [] {
       std::string pem = root_pem();
       pem[100] = '*';
       return pem;
     }},
    {"NoCertificateInItsArmour", [] { return armour("this is no certificate"); }},
    {"EmptyArmour", [] { return armour(""); }},
};

class BadAnchorsTest : public testing::TestWithParam<Case> {};

TEST_P(BadAnchorsTest, DoNotOpen) {
  const Result result = open_with(GetParam().pem());
  EXPECT_EQ(outcome(result),
            expected(Code::unreadable_file, Delivery::not_sent, Advice::check_input));
  EXPECT_NE(result.detail, nullptr);
}

INSTANTIATE_TEST_SUITE_P(Files, BadAnchorsTest, testing::ValuesIn(kBad), case_name<Case>);

std::string with_crlf(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return out;
}

struct Dress {
  const char* name;
  std::function<std::string(const std::string&)> wear;
};

void PrintTo(const Dress& c, std::ostream* out) { *out << c.name; }

const Dress kGood[] = {
    {"AsItIs", [](const std::string& pem) { return pem; }},
    {"WithCrLf", with_crlf},
    {"WithoutLineEndBehind", [](const std::string& pem) { return cut(pem, 1); }},
    {"TextAround",
     [](const std::string& pem) { return "# Test Root\nSubject: x\n\n" + pem + "\nbehind it\n"; }},
    {"AmongOthers", [](const std::string& pem) { return root_pem() + pem + root_pem(); }},
    {"TextBetween",
     [](const std::string& pem) { return root_pem() + "\n# the right one\n" + pem + "# end\n"; }},
    {"BehindAKey",
     [](const std::string& pem) { return public_pem(make_key(KeyKind::p256)) + pem; }},
    {"BehindOneThatCannotBeParsed",
     [](const std::string& pem) { return armour("this is no certificate") + pem; }},
    {"BeforeOneThatCannotBeParsed",
     [](const std::string& pem) { return pem + armour("this is no certificate") + root_pem(); }},
    {"Twice", [](const std::string& pem) { return pem + pem; }},
    {"BehindAnExpiredTwin",
     [](const std::string& pem) {
       CertificateSpec spec = authority("Test Root");
       spec.not_after_s = now_s() - kDay;
       return pem_of(self_signed(spec).certificate) + pem;
     }},
};

class GoodAnchorsTest : public testing::TestWithParam<Dress> {};

TEST_P(GoodAnchorsTest, AreTrusted) {
  const Chain chain = make_chain();
  EXPECT_EQ(attempt(ServerTls(chain), GetParam().wear(chain.root_pem())).outcome, success());
}

// What is not in the file is not trusted, whatever else is.
TEST_P(GoodAnchorsTest, AreTheOnlyOnes) {
  const Chain chain = make_chain();
  EXPECT_EQ(attempt(ServerTls(chain), GetParam().wear(root_pem())).outcome,
            trust_refused(Code::certificate_untrusted));
}

INSTANTIATE_TEST_SUITE_P(Files, GoodAnchorsTest, testing::ValuesIn(kGood), case_name<Dress>);

TEST(Anchors, OfAnRsaAuthority) {
  const Chain chain = make_chain(CertificateSpec(), KeyKind::rsa4096);
  EXPECT_EQ(attempt(ServerTls(chain), chain.root_pem()).outcome, success());
}

std::string system_bundle() {
  const char* path = posix_ca_bundle();
  if (path == nullptr) return {};
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

TEST(Anchors, OfTheSystemOpen) {
  const std::string bundle = system_bundle();
  if (bundle.empty()) GTEST_SKIP() << "no CA bundle on this machine";
  EXPECT_EQ(open_with(bundle).code, Code::ok);
}

TEST(Anchors, OfTheSystemDoNotTrustUs) {
  const std::string bundle = system_bundle();
  if (bundle.empty()) GTEST_SKIP() << "no CA bundle on this machine";
  const Chain chain = make_chain();
  EXPECT_EQ(attempt(ServerTls(chain), bundle).outcome, trust_refused(Code::certificate_untrusted));
}

TEST(Anchors, OurOwnBehindThoseOfTheSystem) {
  const std::string bundle = system_bundle();
  if (bundle.empty()) GTEST_SKIP() << "no CA bundle on this machine";
  const Chain chain = make_chain();
  EXPECT_EQ(attempt(ServerTls(chain), bundle + chain.root_pem()).outcome, success());
}

// A buffer too small for a certificate is no fault of the file.
TEST(Anchors, BufferTooSmallForACertificateIsSaidSo) {
  Device device("127.0.0.1:1", root_pem());
  device.limits.exchange_bytes = 128;
  EXPECT_EQ(device.try_open().code, Code::buffer_too_small);
}

}  // namespace
}  // namespace sparekey::test
