// SPDX-License-Identifier: Apache-2.0
// The bytes that arrive at the service, for each call.
#include <gtest/gtest.h>

#include <functional>

#include "support/case_name.hpp"
#include "support/rig.hpp"

namespace sparekey::test {
namespace {

const std::string kFields =
    "host: api.example.test\r\n"
    "user-agent: sparekey/0.2.0\r\n"
    "accept: application/json\r\n"
    "accept-encoding: identity\r\n"
    "x-authing-app-id: demo-app\r\n"
    "x-authing-request-from: sparekey\r\n"
    "x-authing-sdk-version: sparekey:0.2.0\r\n"
    "x-authing-lang: zh-CN\r\n";

std::string post(const std::string& path, const std::string& body) {
  return "POST /api/v3/" + path + " HTTP/1.1\r\n" + kFields +
         "content-type: application/json\r\ncontent-length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

struct RequestCase {
  const char* name;
  std::function<void(Client&)> call;
  std::string request;
};

void PrintTo(const RequestCase& c, std::ostream* out) { *out << c.name; }

template <typename Result>
void ignore(const Result&) {}

const RequestCase kRequestCases[] = {
    {"System",
     [](Client& client) {
       SystemAnswer answer;
       ignore(client.system(&answer));
     },
     "GET /api/v3/system HTTP/1.1\r\n" + kFields + "\r\n"},
    {"SendByEmail", [](Client& client) { ignore(client.send_code(by_email())); },
     post("send-email", R"({"email":"alice@example.com","channel":"CHANNEL_RESET_PASSWORD"})")},
    {"SendBySms", [](Client& client) { ignore(client.send_code(by_phone())); },
     post("send-sms", R"({"phoneNumber":"18812345678","phoneCountryCode":"+86",)"
                      R"("channel":"CHANNEL_RESET_PASSWORD"})")},
    {"SendBySmsWithoutCountry",
     [](Client& client) { ignore(client.send_code(by_phone("18812345678", ""))); },
     post("send-sms", R"({"phoneNumber":"18812345678","channel":"CHANNEL_RESET_PASSWORD"})")},
    {"CheckByEmail",
     [](Client& client) {
       CheckCodeAnswer answer;
       ignore(client.check_code(by_email(), "123456", &answer));
     },
     post("pre-check-code",
          R"({"codeType":"EMAIL","emailCodePayload":{"email":"alice@example.com",)"
          R"("passCode":"123456","channel":"CHANNEL_RESET_PASSWORD"}})")},
    {"CheckBySms",
     [](Client& client) {
       CheckCodeAnswer answer;
       ignore(client.check_code(by_phone(), "123456", &answer));
     },
     post("pre-check-code",
          R"({"codeType":"SMS","smsCodePayload":{"phone":"18812345678","phoneCountryCode":"+86",)"
          R"("passCode":"123456","channel":"CHANNEL_RESET_PASSWORD"}})")},
    {"VerifyByEmail",
     [](Client& client) {
       VerifyAnswer answer;
       ignore(client.verify(by_email(), "123456", &answer));
     },
     post("verify-reset-password-request",
          R"({"verifyMethod":"EMAIL_PASSCODE","emailPassCodePayload":)"
          R"({"email":"alice@example.com","passCode":"123456"}})")},
    {"VerifyByPhone",
     [](Client& client) {
       VerifyAnswer answer;
       ignore(client.verify(by_phone(), "123456", &answer));
     },
     post("verify-reset-password-request",
          R"({"verifyMethod":"PHONE_PASSCODE","phonePassCodePayload":{"phoneNumber":)"
          R"("18812345678","phoneCountryCode":"+86","passCode":"123456"}})")},
    {"VerifyByPhoneWithoutCountry",
     [](Client& client) {
       VerifyAnswer answer;
       ignore(client.verify(by_phone("18812345678", ""), "123456", &answer));
     },
     post("verify-reset-password-request",
          R"({"verifyMethod":"PHONE_PASSCODE","phonePassCodePayload":{"phoneNumber":)"
          R"("18812345678","passCode":"123456"}})")},
    {"ResetInPlainText",
     [](Client& client) {
       ResetRequest request;
       request.password_reset_token = "the-token";
       request.password = "Passw0rd!";
       ignore(client.reset(request));
     },
     post("reset-password", R"({"passwordResetToken":"the-token","password":"Passw0rd!",)"
                            R"("passwordEncryptType":"none"})")},
};

class RequestTest : public testing::TestWithParam<RequestCase> {};

TEST_P(RequestTest, ArrivesAsTheProtocolHasIt) {
  Rig rig({ok(kSent)});
  GetParam().call(rig.client());
  const std::vector<Request> requests = rig.service.requests();
  ASSERT_EQ(requests.size(), 1u);
  EXPECT_EQ(requests[0].text(), GetParam().request);
}

INSTANTIATE_TEST_SUITE_P(Calls, RequestTest, testing::ValuesIn(kRequestCases),
                         case_name<RequestCase>);

std::string body_of(const std::function<void(Client&)>& call) {
  Rig rig({ok(kSent)});
  call(rig.client());
  const std::vector<Request> requests = rig.service.requests();
  return requests.size() == 1 ? requests[0].body : "not one request";
}

TEST(Request, EscapesWhatJsonWantsEscaped) {
  EXPECT_EQ(body_of([](Client& client) {
              ResetRequest request;
              request.password_reset_token = "a\"b\\c";
              request.password = "\"/\xC3\xA9\xF0\x9F\x94\x91";
              ignore(client.reset(request));
            }),
            "{\"passwordResetToken\":\"a\\\"b\\\\c\",\"password\":\"\\\"/"
            "\xC3\xA9\xF0\x9F\x94\x91\",\"passwordEncryptType\":\"none\"}");
}

TEST(Request, TakesAnAddressOfAnyUtf8) {
  EXPECT_EQ(body_of([](Client& client) { ignore(client.send_code(by_email("用户@例子.中国"))); }),
            R"({"email":"用户@例子.中国","channel":"CHANNEL_RESET_PASSWORD"})");
}

// TLS takes no more than a record at a time: 16 KB, or 1 KB if mbedTLS was built for us.
TEST(Request, LargerThanARecordArrivesWhole) {
  std::string token;
  while (token.size() < 40'000) token += std::to_string(token.size()) + '-';
  Rig rig({ok(kReset)});
  rig.device.limits.exchange_bytes = 48 * 1024;
  rig.device.open();
  ResetRequest request;
  request.password_reset_token = token;
  request.password = "p";
  EXPECT_EQ(outcome(rig.client().reset(request)), success());
  const std::vector<Request> requests = rig.service.requests();
  ASSERT_EQ(requests.size(), 1u);
  EXPECT_EQ(requests[0].body_member("passwordResetToken"), token);
}

class FieldsTest : public testing::Test {
 protected:
  // The head of a request sent with the device's settings changed.
  std::string head(const std::function<void(Config&)>& change) {
    Rig rig({ok(kSent)});
    change(rig.device.config);
    rig.device.open();
    ignore(rig.client().send_code(by_email()));
    const std::vector<Request> requests = rig.service.requests();
    return requests.size() == 1 ? requests[0].head : "not one request";
  }
};

TEST_F(FieldsTest, GenauthHasItsOwnPrefix) {
  const std::string text = head([](Config& config) {
    config.brand = Brand::genauth;
    config.userpool_id = "pool-1";
  });
  EXPECT_EQ(text.find("x-authing-"), std::string::npos) << text;
  EXPECT_NE(text.find("\r\nx-genauth-app-id: demo-app\r\n"
                      "x-genauth-userpool-id: pool-1\r\n"
                      "x-genauth-request-from: sparekey\r\n"
                      "x-genauth-sdk-version: sparekey:0.2.0\r\n"
                      "x-genauth-lang: zh-CN\r\n"),
            std::string::npos)
      << text;
}

TEST_F(FieldsTest, UserPoolIsSentWhereGiven) {
  const std::string text = head([](Config& config) { config.userpool_id = "pool-1"; });
  EXPECT_NE(text.find("\r\nx-authing-userpool-id: pool-1\r\n"), std::string::npos) << text;
}

TEST_F(FieldsTest, AccessTokenIsABearerToken) {
  const std::string text = head([](Config& config) { config.access_token = "abc.def"; });
  EXPECT_NE(text.find("\r\nauthorization: Bearer abc.def\r\n"), std::string::npos) << text;
}

TEST_F(FieldsTest, ClientNameIsSent) {
  const std::string text = head([](Config& config) { config.client_name = "kiosk 7"; });
  EXPECT_NE(text.find("\r\nx-authing-request-from: kiosk 7\r\n"), std::string::npos) << text;
}

TEST_F(FieldsTest, EveryLanguageHasItsTag) {
  const struct {
    Language language;
    const char* tag;
  } kLanguages[] = {{Language::zh_cn, "zh-CN"},
                    {Language::en_us, "en-US"},
                    {Language::zh_tw, "zh-TW"},
                    {Language::ja_jp, "ja-JP"}};
  for (const auto& row : kLanguages) {
    const std::string text = head([&](Config& config) { config.language = row.language; });
    EXPECT_NE(text.find(std::string("\r\nx-authing-lang: ") + row.tag + "\r\n"), std::string::npos)
        << text;
  }
}

TEST_F(FieldsTest, HostFieldCarriesThePortThatWasGiven) {
  const std::string text =
      head([](Config& config) { config.host = "https://api.example.test:8443"; });
  EXPECT_NE(text.find("\r\nhost: api.example.test:8443\r\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace sparekey::test
