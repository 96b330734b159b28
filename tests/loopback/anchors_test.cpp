// SPDX-License-Identifier: Apache-2.0
// Trust anchors as people have them in files.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "support/attempt.hpp"
#include "support/case_name.hpp"

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

struct AnchorCase {
  const char* name;
  std::function<std::string()> pem;
};

void PrintTo(const AnchorCase& c, std::ostream* out) { *out << c.name; }

const AnchorCase kBadAnchors[] = {
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

class BadAnchorsTest : public testing::TestWithParam<AnchorCase> {};

TEST_P(BadAnchorsTest, DoNotOpen) {
  const Result result = open_with(GetParam().pem());
  EXPECT_EQ(outcome(result),
            expected(Code::unreadable_file, Delivery::not_sent, Advice::check_input));
  EXPECT_NE(result.detail, nullptr);
}

INSTANTIATE_TEST_SUITE_P(Files, BadAnchorsTest, testing::ValuesIn(kBadAnchors),
                         case_name<AnchorCase>);

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

const Dress kGoodAnchors[] = {
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

INSTANTIATE_TEST_SUITE_P(Files, GoodAnchorsTest, testing::ValuesIn(kGoodAnchors), case_name<Dress>);

TEST(Anchors, OfAnRsaAuthority) {
  const Chain chain = make_chain(CertificateSpec(), KeyKind::rsa4096);
  EXPECT_EQ(attempt(ServerTls(chain), chain.root_pem()).outcome, success());
}

// An issuer is looked for in the first few hundred bytes of each anchor.
TEST(Anchors, WhoseNamesAreLong) {
  for (int units = 1; units < 12; ++units) {
    CertificateSpec spec = authority("Test Root");
    spec.units = units;
    Chain chain;
    chain.root = self_signed(spec);
    spec.common_name = "Test Intermediate";
    chain.intermediate = issue(spec, chain.root);
    chain.leaf = issue(CertificateSpec(), chain.intermediate);
    spec.common_name = "Other Root";
    const std::string other = pem_of(self_signed(spec).certificate);
    EXPECT_EQ(attempt(ServerTls(chain), other + chain.root_pem() + other).outcome, success())
        << units;
    EXPECT_EQ(attempt(ServerTls(chain), other).outcome, trust_refused(Code::certificate_untrusted))
        << units;
  }
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
  const Chain chain = make_chain();
  const std::string pem = chain.root_pem();
  const size_t size = der_of(chain.root.certificate).size();
  const auto open = [](const std::string& text, size_t exchange_bytes) {
    Device device("127.0.0.1:1", text);
    device.limits.exchange_bytes = static_cast<uint32_t>(exchange_bytes);
    return device.try_open().code;
  };
  EXPECT_EQ(open(pem, size), Code::ok);
  for (const size_t exchange_bytes : {size_t{128}, size / 2, size - 3, size - 1})
    EXPECT_EQ(open(pem, exchange_bytes), Code::buffer_too_small) << exchange_bytes;
  std::string broken = pem;
  broken[100] = '*';
  for (const size_t exchange_bytes : {size + size / 8, 2 * size})
    EXPECT_EQ(open(broken, exchange_bytes), Code::unreadable_file) << exchange_bytes;
}

class DerAnchorsTest : public testing::Test {
 protected:
  // With `ders` and nothing else, unless `ca_pem` is given.
  Outcome with(const std::vector<std::string>& ders, const Chain& chain,
               const std::string& ca_pem = "") {
    const std::vector<Bytes> views = views_of(ders);
    return attempt(ServerTls(chain), ca_pem, giving(views)).outcome;
  }
  Code open_with(const std::vector<std::string>& ders, const std::string& ca_pem = "") {
    const std::vector<Bytes> views = views_of(ders);
    Device device("127.0.0.1:1", ca_pem);
    giving(views)(device.config);
    return device.try_open().code;
  }

  static std::vector<Bytes> views_of(const std::vector<std::string>& ders) {
    std::vector<Bytes> views;
    for (const std::string& der : ders)
      views.push_back(Bytes{reinterpret_cast<const uint8_t*>(der.data()), der.size()});
    return views;
  }
  static ChangeConfig giving(const std::vector<Bytes>& views) {
    return [&views](Config& config) {
      config.ca_ders = views.data();
      config.ca_der_count = views.size();
    };
  }

  const Chain chain_ = make_chain();
  const Chain successor_ = make_chain();  // the same names, other keys
  const std::string today_ = der_of(chain_.root.certificate);
  const std::string later_ = der_of(successor_.root.certificate);
};

TEST_F(DerAnchorsTest, AreTrusted) {
  EXPECT_EQ(with({today_}, chain_), success());
  EXPECT_EQ(with({today_}, successor_), trust_refused(Code::certificate_untrusted));
}

TEST_F(DerAnchorsTest, SuccessorMayBeShippedEarly) {
  for (const Chain* chain : {&chain_, &successor_}) {
    EXPECT_EQ(with({today_, later_}, *chain), success());
    EXPECT_EQ(with({later_, today_}, *chain), success());
  }
  EXPECT_EQ(with({today_, later_}, make_chain()), trust_refused(Code::certificate_untrusted));
}

TEST_F(DerAnchorsTest, StandBesidePem) {
  for (const Chain* chain : {&chain_, &successor_}) {
    EXPECT_EQ(with({today_}, *chain, successor_.root_pem()), success());
    EXPECT_EQ(with({later_}, *chain, chain_.root_pem()), success());
  }
  EXPECT_EQ(open_with({today_}, "-----BEGIN CERTIFICATE-----\n"), Code::unreadable_file);
}

TEST_F(DerAnchorsTest, GarbageIsPassedOverWhereAnotherCanBeRead) {
  for (const std::string& garbage :
       {std::string(), std::string("garbage"), today_.substr(0, today_.size() - 1),
        chain_.root_pem(), std::string("\x30\x82\xFF\xFF", 4)}) {
    EXPECT_EQ(open_with({garbage}), Code::unreadable_file);
    EXPECT_EQ(open_with({garbage, garbage}), Code::unreadable_file);
    EXPECT_EQ(with({garbage, today_}, chain_), success());
    EXPECT_EQ(with({today_, garbage}, chain_), success());
    EXPECT_EQ(with({garbage}, chain_, chain_.root_pem()), success());
  }
}

TEST_F(DerAnchorsTest, CutAnywhereAreNone) {
  for (size_t size = 0; size < today_.size(); ++size)
    EXPECT_EQ(open_with({today_.substr(0, size)}), Code::unreadable_file) << size;
}

TEST_F(DerAnchorsTest, NeedNoBuffer) {
  const std::vector<std::string> ders = {today_};
  const std::vector<Bytes> views = views_of(ders);
  Device device("127.0.0.1:1", "");
  giving(views)(device.config);
  device.limits.exchange_bytes = 128;
  EXPECT_EQ(device.try_open().code, Code::ok);
}

TEST_F(DerAnchorsTest, ServersOwnCertificateAlone) {
  const Credential alone = self_signed(CertificateSpec());
  const std::vector<std::string> ders = {today_, der_of(alone.certificate)};
  const std::vector<Bytes> views = views_of(ders);
  EXPECT_EQ(attempt(ServerTls(alone), "", giving(views)).outcome, success());
}

}  // namespace
}  // namespace sparekey::test
