// SPDX-License-Identifier: Apache-2.0
// Passwords under RSA: what arrives is what OpenSSL decrypts to the password, byte for byte.
#include <gtest/gtest.h>

#include "support/case_name.hpp"
#include "support/needs.hpp"
#include "support/rig.hpp"

namespace sparekey::test {
namespace {

class RsaPasswordTest : public testing::Test {
 protected:
  void SetUp() override { NEEDS(SPAREKEY_RSA); }

  // Resets with `password` under `published`, a key as GET /system gives it.
  Result reset(const std::string& published, Text password) {
    service().expect({ok(keys(published)), ok(kReset)});
    return again(password);
  }
  Result again(Text password) {
    ResetRequest request;
    request.password_reset_token = "the-token";
    request.password = password;
    request.encryption = Encryption::rsa;
    return rig_.client().reset(request);
  }
  ScriptedService& service() { return rig_.service; }

  Rig rig_{{}};
};

TEST_F(RsaPasswordTest, DecryptsToThePassword) {
  const struct {
    KeyKind kind;
    size_t ciphertext_size;  // in base64
  } kKeys[] = {{KeyKind::rsa1024, 172},
               {KeyKind::rsa2048, 344},
               {KeyKind::rsa3072, 512},
               {KeyKind::rsa4096, 684}};
  for (const auto& row : kKeys) {
    const Key key = make_key(row.kind);
    for (const std::string& published : {public_pem(key), base64(public_der(key))}) {
      SCOPED_TRACE(published);
      rig_.device.open();  // keys are believed for as long as a connection lives
      EXPECT_EQ(outcome(reset(published, "Passw0rd!密")), success());
      const auto requests = service().requests();
      ASSERT_EQ(requests.size(), 2u);
      EXPECT_EQ(requests[0].path(), "/api/v3/system");
      EXPECT_EQ(requests[1].path(), "/api/v3/reset-password");
      const std::string ciphertext = requests[1].body_member("password");
      EXPECT_EQ(ciphertext.size(), row.ciphertext_size);
      EXPECT_EQ(rsa_decrypt(key, ciphertext), "Passw0rd!密");
      EXPECT_EQ(requests[1].body, R"({"passwordResetToken":"the-token","password":")" + ciphertext +
                                      R"(","passwordEncryptType":"rsa"})");
    }
  }
}

TEST_F(RsaPasswordTest, TakesTheKeyInAnyUsualDress) {
  const Key key = make_key(KeyKind::rsa1024);
  const std::string pem = public_pem(key);
  std::string crlf;
  for (const char c : pem) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const std::string bare = base64(public_der(key));
  const std::string dresses[] = {
      crlf,
      pem.substr(0, pem.size() - 1),  // no line end behind it
      "-----BEGIN PUBLIC KEY-----\n" + bare + "\n-----END PUBLIC KEY-----",
      bare.substr(0, 70) + "\n" + bare.substr(70) + "\n",
  };
  for (const std::string& dress : dresses) {
    SCOPED_TRACE(dress);
    rig_.device.open();
    EXPECT_EQ(outcome(reset(dress, "p")), success());
    const auto requests = service().requests();
    ASSERT_EQ(requests.size(), 2u);
    EXPECT_EQ(rsa_decrypt(key, requests[1].body_member("password")), "p");
  }
}

TEST_F(RsaPasswordTest, IsPaddedAnewEachTime) {
  const Key key = make_key(KeyKind::rsa1024);
  EXPECT_EQ(outcome(reset(public_pem(key), "same")), success());
  const std::string first = service().requests()[1].body_member("password");
  service().expect({ok(kReset)});
  EXPECT_EQ(outcome(again("same")), success());
  const auto requests = service().requests();
  ASSERT_EQ(requests.size(), 1u) << "the keys are fetched once per connection";
  EXPECT_NE(requests[0].body_member("password"), first);
  EXPECT_EQ(rsa_decrypt(key, requests[0].body_member("password")), "same");
}

TEST_F(RsaPasswordTest, KeysAreFetchedAgainOverANewConnection) {
  const Key first = make_key(KeyKind::rsa1024);
  const Key second = make_key(KeyKind::rsa1024);
  service().expect({ok(keys(public_pem(first))), ending(ok(kReset), Ending::close_notify)});
  EXPECT_EQ(outcome(again("p")), success());
  service().expect({ok(keys(public_pem(second))), ok(kReset)});
  EXPECT_EQ(outcome(again("p")), success());
  const auto requests = service().requests();
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_EQ(rsa_decrypt(second, requests[1].body_member("password")), "p");
}

// The service closes each connection behind its answer: keys and password go over two.
TEST_F(RsaPasswordTest, KeysOutliveTheirConnectionWithinTheCall) {
  const Key key = make_key(KeyKind::rsa1024);
  service().expect({http(200, keys(public_pem(key)), "Connection: close\r\n"),
                    http(200, kReset, "Connection: close\r\n")});
  EXPECT_EQ(outcome(again("p")), success());
  EXPECT_EQ(rig_.connections(), 2u);
  EXPECT_EQ(rsa_decrypt(key, service().requests()[1].body_member("password")), "p");
}

struct Length {
  const char* name;
  KeyKind key;
  size_t size;
  Code code;
};

void PrintTo(const Length& c, std::ostream* out) { *out << c.name; }

const Length kLengths[] = {
    {"OneByte", KeyKind::rsa1024, 1, Code::ok},
    {"AsMuchAs1024BitsTake", KeyKind::rsa1024, 117, Code::ok},
    {"OneByteMore", KeyKind::rsa1024, 118, Code::password_too_long},
    {"TenThousandBytes", KeyKind::rsa1024, 10'000, Code::password_too_long},
    {"AsMuchAs2048BitsTake", KeyKind::rsa2048, 245, Code::ok},
    {"OneByteMoreThan2048BitsTake", KeyKind::rsa2048, 246, Code::password_too_long},
};

class PasswordLengthTest : public RsaPasswordTest, public testing::WithParamInterface<Length> {};

TEST_P(PasswordLengthTest, FitsOrIsNotSent) {
  const Key key = make_key(GetParam().key);
  const std::string password(GetParam().size, 'p');
  const Result result = reset(public_pem(key), password);
  const auto requests = service().requests();
  if (GetParam().code == Code::ok) {
    EXPECT_EQ(outcome(result), success());
    ASSERT_EQ(requests.size(), 2u);
    EXPECT_EQ(rsa_decrypt(key, requests[1].body_member("password")), password);
    return;
  }
  EXPECT_EQ(outcome(result),
            expected(Code::password_too_long, Delivery::not_sent, Advice::check_input));
  EXPECT_EQ(requests.size(), 1u);
  EXPECT_EQ(rig_.connections_after_another_call(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Lengths, PasswordLengthTest, testing::ValuesIn(kLengths),
                         case_name<Length>);

// One key is kept, and SM2 works in the place of the other.
TEST_F(RsaPasswordTest, TheKeyIsFetchedAgainAfterTheOtherKind) {
  NEEDS(SPAREKEY_SM2);
  const Key key = make_key(KeyKind::rsa2048);
  const std::string both =
      R"({"rsa":{"publicKey":")" + json_escape(public_pem(key)) + R"("},"sm2":{"publicKey":"04)" +
      "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"  // the generator
      "BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0" +
      R"("}})";
  service().expect({ok(both), ok(kReset), ok(both), ok(kReset), ok(both), ok(kReset), ok(kReset)});
  ResetRequest request;
  request.password_reset_token = "the-token";
  request.password = "Passw0rd!";
  for (const Encryption encryption :
       {Encryption::rsa, Encryption::sm2, Encryption::rsa, Encryption::rsa}) {
    request.encryption = encryption;
    EXPECT_EQ(outcome(rig_.client().reset(request)), success());
  }
  const auto requests = service().requests();
  ASSERT_EQ(requests.size(), 7u);
  EXPECT_EQ(requests[3].body_member("passwordEncryptType"), "sm2");
  for (const size_t i : {1u, 5u, 6u})
    EXPECT_EQ(rsa_decrypt(key, requests[i].body_member("password")), "Passw0rd!");
}

}  // namespace
}  // namespace sparekey::test
