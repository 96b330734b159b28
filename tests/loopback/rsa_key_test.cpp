// SPDX-License-Identifier: Apache-2.0
// Keys that are not keys: no request with a password goes out, not even an unencrypted one.
#include <gtest/gtest.h>

#include <functional>

#include "support/case_name.hpp"
#include "support/needs.hpp"
#include "support/rig.hpp"

namespace sparekey::test {
namespace {

struct BadKeyCase {
  const char* name;
  std::function<std::string()> published;  // the whole body of GET /system
};

void PrintTo(const BadKeyCase& c, std::ostream* out) { *out << c.name; }

std::string pem(const std::string& der, const std::string& label = "PUBLIC KEY") {
  return "-----BEGIN " + label + "-----\n" + base64(der) + "\n-----END " + label + "-----\n";
}

std::string der_of(const std::function<std::string(std::string)>& change) {
  return change(public_der(make_key(KeyKind::rsa1024)));
}

const BadKeyCase kBadKeyCases[] = {
    {"Empty", [] { return keys(""); }},
    {"Absent", [] { return std::string(R"({"version":{"server":"1"}})"); }},
    {"Null", [] { return std::string(R"({"rsa":{"publicKey":null},"version":{}})"); }},
    {"RsaIsNull", [] { return std::string(R"({"rsa":null,"sm2":{"publicKey":"04"}})"); }},
    {"NotBase64", [] { return keys("not a key!"); }},
    {"Base64OfText", [] { return keys(base64("not a key")); }},
    {"Hexadecimal", [] { return keys("30820122030"); }},
    {"PemOfNothing", [] { return keys(pem("")); }},
    {"PemWithoutEnd", [] { return keys("-----BEGIN PUBLIC KEY-----\nAAAA\n"); }},
    {"PemWithAnotherEnd",
     [] { return keys("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"); }},
    {"PemWithAnotherLabel",
     [] { return keys(pem(public_der(make_key(KeyKind::rsa1024)), "CERTIFICATE")); }},
    {"EllipticCurve", [] { return keys(public_pem(make_key(KeyKind::p256))); }},
    {"Rsa512", [] { return keys(pem(rsa_public_der(512, 65537))); }},
    {"Rsa1023", [] { return keys(pem(rsa_public_der(1023, 65537))); }},
    {"Rsa4097", [] { return keys(pem(rsa_public_der(4097, 65537))); }},
    {"Rsa8192", [] { return keys(pem(rsa_public_der(8192, 65537))); }},
    {"ExponentOne", [] { return keys(pem(rsa_public_der(1024, 1))); }},
    {"ExponentTwo", [] { return keys(pem(rsa_public_der(1024, 2))); }},
    {"ExponentZero", [] { return keys(pem(rsa_public_der(1024, 0))); }},
    {"ExponentEven", [] { return keys(pem(rsa_public_der(1024, 65536))); }},
    {"TrailingByte",
     [] { return keys(pem(der_of([](const std::string& der) { return der + '\0'; }))); }},
    {"TrailingByteInTheBareForm",
     [] { return keys(base64(der_of([](const std::string& der) { return der + '\0'; }))); }},
    {"LastByteMissing",
     [] {
       return keys(pem(der_of([](std::string der) {
         der.pop_back();
         return der;
       })));
     }},
    {"ModulusEven",
     [] {
       return keys(pem(der_of([](std::string der) {
         // The exponent takes the last five bytes; the modulus ends before it.
         char& last = der[der.size() - 6];
         last = static_cast<char>(last & 0xFE);
         return der;
       })));
     }},
};

class BadKeyTest : public testing::TestWithParam<BadKeyCase> {};

TEST_P(BadKeyTest, SendsNoPassword) {
  NEEDS(SPAREKEY_RSA);
  Rig rig({ok(GetParam().published()), ok(kReset)});
  ResetRequest request;
  request.password_reset_token = "the-token";
  request.password = "Passw0rd!";
  request.encryption = Encryption::rsa;
  EXPECT_EQ(outcome(rig.client().reset(request)),
            expected(Code::bad_key, Delivery::not_sent, Advice::contact_support));
  const auto requests = rig.service.requests();
  ASSERT_EQ(requests.size(), 1u);
  EXPECT_EQ(requests[0].path(), "/api/v3/system");
  EXPECT_EQ(rig.connections_after_another_call(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Keys, BadKeyTest, testing::ValuesIn(kBadKeyCases), case_name<BadKeyCase>);

TEST(RsaKey, ExponentThreeIsEnough) {
  NEEDS(SPAREKEY_RSA);
  Rig rig({ok(keys(pem(rsa_public_der(1024, 3)))), ok(kReset)});
  ResetRequest request;
  request.password_reset_token = "the-token";
  request.password = "Passw0rd!";
  request.encryption = Encryption::rsa;
  EXPECT_EQ(outcome(rig.client().reset(request)), success());
}

// A good key does not outlive a bad one that came later.
TEST(RsaKey, BadOneReplacesTheGoodOne) {
  NEEDS(SPAREKEY_RSA);
  const Key good = make_key(KeyKind::rsa1024);
  Rig rig({ok(keys(public_pem(good))), ending(ok(kReset), Ending::close_notify), ok(keys("")),
           ok(kReset)});
  ResetRequest request;
  request.password_reset_token = "the-token";
  request.password = "Passw0rd!";
  request.encryption = Encryption::rsa;
  EXPECT_EQ(outcome(rig.client().reset(request)), success());
  EXPECT_EQ(rig.client().reset(request).code, Code::bad_key);
  EXPECT_EQ(rig.service.requests().size(), 3u);
}

}  // namespace
}  // namespace sparekey::test
