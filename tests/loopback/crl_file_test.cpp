// SPDX-License-Identifier: Apache-2.0
// Revocation lists as people have them in files, and bytes that are no list.
#include <gtest/gtest.h>

#include "support/attempt.hpp"
#include "support/case_name.hpp"
#include "support/crls.hpp"

namespace sparekey::test {
namespace {

Code open_with_crl(const std::string& text) {
  static const std::string root_pem = make_chain().root_pem();
  const CrlBytes bytes(text);
  Device device("127.0.0.1:1", root_pem);
  device.config.crls = bytes.crls();
  const Result result = device.try_open();
  EXPECT_EQ(result.detail == nullptr, result.ok());
  return result.code;
}

const std::string& der() {
  static const std::string made = [] {
    CrlSpec spec;
    spec.others = 2;
    return make_crl(spec, self_signed(authority("Test Root")));
  }();
  return made;
}

std::string pem() { return pem_of_crl(der()); }

const std::string kByteOrderMark = "\xEF\xBB\xBF";

std::string with_line_ends(const std::string& text, const std::string& end) {
  std::string out;
  for (char c : text) out += c == '\n' ? end : std::string(1, c);
  return out;
}

std::string in_utf16(const std::string& text) {
  std::string out = "\xFF\xFE";
  for (char c : text) out += {c, '\0'};
  return out;
}

struct CrlFileCase {
  const char* name;
  std::function<std::string()> text;
};

void PrintTo(const CrlFileCase& c, std::ostream* out) { *out << c.name; }

std::string partial(const char* distribution_point) {
  CrlSpec spec;
  spec.issuing_distribution_point = distribution_point;
  return make_crl(spec, self_signed(authority("Test Root")));
}

const CrlFileCase kBadCrls[] = {
    {"Empty", [] { return std::string(); }},
    {"LineEndsOnly", [] { return std::string("\n\r\n"); }},
    {"Garbage", [] { return std::string("\x00\xFF\x01garbage", 10); }},
    {"GarbageThatBeginsLikeDer", [] { return std::string("\x30\x82\x00", 3); }},
    {"Html", [] { return std::string("<html>404</html>"); }},
    {"OnlyACertificate", [] { return make_chain().root_pem(); }},
    {"CertificateInDer", [] { return der_of(make_chain().root.certificate); }},
    {"CertificateInTheArmour", [] { return pem_of_crl(der_of(make_chain().root.certificate)); }},
    {"EmptyArmour", [] { return pem_of_crl(""); }},
    {"EndOfAnotherKind",
     [] { return "-----BEGIN X509 CRL-----\nAAAA\n-----END CERTIFICATE-----\n" + pem(); }},
    {"StrangeCharacter",
     [] {
       std::string text = pem();
       text[100] = '*';
       return text;
     }},
    {"GoodAndThenBrokenArmour", [] { return pem() + pem().substr(0, 200); }},
    {"GoodAndThenNone", [] { return pem() + pem_of_crl("this is no CRL"); }},
    {"NoneAndThenGood", [] { return pem_of_crl("this is no CRL") + pem(); }},
    {"BytesBehindDer", [] { return der() + "x"; }},
    {"BytesBehindDerInTheArmour", [] { return pem_of_crl(der() + "x"); }},
    {"PemBehindDer", [] { return der() + pem(); }},
    {"DerBehindPem", [] { return pem() + der(); }},
    {"BesideACertificate", [] { return make_chain().root_pem() + pem(); }},
    {"BehindWordsOnItsLine", [] { return "list: " + pem() + pem(); }},
    {"BehindBlanksOnItsLine", [] { return " " + pem() + pem(); }},
    {"EndAlone", [] { return pem() + "-----END X509 CRL-----\n"; }},
    {"Utf16", [] { return in_utf16(pem()); }},
    {"OnlyForUsers", [] { return partial("critical,onlyuser:TRUE"); }},
    {"OnlyForSomeReasons", [] { return partial("critical,onlysomereasons:keyCompromise"); }},
    {"Indirect", [] { return partial("critical,indirectCRL:TRUE"); }},
    {"BesideAPartialOne", [] { return der() + partial("critical,onlyuser:TRUE"); }},
};

class BadCrlTest : public testing::TestWithParam<CrlFileCase> {};

TEST_P(BadCrlTest, IsUnreadable) {
  EXPECT_EQ(open_with_crl(GetParam().text()), Code::unreadable_file);
}

INSTANTIATE_TEST_SUITE_P(Files, BadCrlTest, testing::ValuesIn(kBadCrls), case_name<CrlFileCase>);

const CrlFileCase kGoodCrls[] = {
    {"Der", [] { return der(); }},
    {"Pem", [] { return pem(); }},
    {"TextAround", [] { return "# a list\n" + pem() + "\nbehind it\n"; }},
    {"ByteOrderMark", [] { return kByteOrderMark + pem(); }},
    {"JoinedByteOrderMarks", [] { return kByteOrderMark + pem() + kByteOrderMark + pem(); }},
    {"CrLf", [] { return kByteOrderMark + with_line_ends(pem(), "\r\n"); }},
    {"Cr", [] { return with_line_ends("words\n" + pem() + pem(), "\r"); }},
    {"BlanksBehindEachLine", [] { return with_line_ends(pem(), " \t\n"); }},
    {"SeveralInDer", [] { return der() + der() + der(); }},
    {"SeveralInPem", [] { return pem() + "\n" + pem() + pem(); }},
};

class GoodCrlTest : public testing::TestWithParam<CrlFileCase> {};

TEST_P(GoodCrlTest, IsRead) { EXPECT_EQ(open_with_crl(GetParam().text()), Code::ok); }

INSTANTIATE_TEST_SUITE_P(Files, GoodCrlTest, testing::ValuesIn(kGoodCrls), case_name<CrlFileCase>);

TEST(CrlFile, CutAnywhereIsUnreadable) {
  for (size_t size = 0; size < der().size(); ++size)
    EXPECT_EQ(open_with_crl(der().substr(0, size)), Code::unreadable_file) << size;
  // Only the last line end may go.
  for (size_t size = 0; size + 1 < pem().size(); ++size)
    EXPECT_EQ(open_with_crl(pem().substr(0, size)), Code::unreadable_file) << size;
}

TEST(CrlFile, AnyChangedByteIsReadOrRefused) {
  for (size_t at = 0; at < der().size(); ++at)
    for (const int change : {0x01, 0x80, 0xFF}) {
      std::string changed = der();
      changed[at] = static_cast<char>(changed[at] ^ change);
      const Code code = open_with_crl(changed);
      EXPECT_TRUE(code == Code::ok || code == Code::unreadable_file) << at << ": " << code;
    }
}

TEST(CrlFile, IsOnlyReadWhereItIsDer) {
  static const std::string constant = der();
  Device device("127.0.0.1:1", make_chain().root_pem());
  device.config.crls =
      crls_from_der(Bytes{reinterpret_cast<const uint8_t*>(constant.data()), constant.size()});
  EXPECT_EQ(device.try_open().code, Code::ok);
  EXPECT_EQ(constant, der());
}

}  // namespace
}  // namespace sparekey::test
