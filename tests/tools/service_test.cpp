// SPDX-License-Identifier: Apache-2.0
#include "emulator/service.hpp"

#include <gtest/gtest.h>

#include <memory>

#include "hand_clock_test.hpp"

namespace emulator {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr const char* kEmail = "alice@example.com";
constexpr const char* kServicePhone = "18812345678";

class ServiceTest : public testing::Test {
 protected:
  // The service with this much of a config; key generation is left out unless it asks for it.
  void start(json config = json::object()) {
    if (config.count("encryption") == 0) config["encryption"] = {{"rsaBits", 0}, {"sm2", false}};
    service_ =
        std::make_unique<Service>(read_config(config), hand_.clock(),
                                  [this](const Recipient& recipient, const std::string& pass_code) {
                                    sent_to_ = recipient.address;
                                    pass_code_ = pass_code;
                                  });
  }

  static HttpRequest post(const std::string& path, const json& body) {
    return {"POST",
            "/api/v3/" + path,
            {{"x-authing-app-id", "demo-app"}, {"content-type", "application/json"}},
            body.dump(),
            "127.0.0.1"};
  }
  json answer(const HttpRequest& request) {
    reply_ = service_->answer(request);
    return json::parse(reply_.body);
  }
  json answer(const std::string& path, const json& body) { return answer(post(path, body)); }

  // statusCode/apiCode, which is 0 if there is none.
  std::string codes(const HttpRequest& request) {
    answer(request);
    return std::to_string(reply_.status_code) + '/' + std::to_string(reply_.api_code.value_or(0));
  }
  std::string codes(const std::string& path, const json& body) { return codes(post(path, body)); }

  static json send_email(const std::string& email = kEmail) {
    return {{"email", email}, {"channel", "CHANNEL_RESET_PASSWORD"}};
  }
  static json verify_email(const std::string& pass_code, const std::string& email = kEmail) {
    return {{"verifyMethod", "EMAIL_PASSCODE"},
            {"emailPassCodePayload", {{"email", email}, {"passCode", pass_code}}}};
  }
  static json check_email(const std::string& pass_code) {
    return {{"codeType", "EMAIL"},
            {"emailCodePayload",
             {{"email", kEmail}, {"passCode", pass_code}, {"channel", "CHANNEL_RESET_PASSWORD"}}}};
  }
  static json reset(const std::string& token, const std::string& password) {
    return {{"passwordResetToken", token}, {"password", password}, {"passwordEncryptType", "none"}};
  }
  static json sign_in(const std::string& password) {
    return {{"connection", "PASSWORD"},
            {"passwordPayload", {{"email", kEmail}, {"password", password}}}};
  }

  std::string token() {
    hand_.pass(60s);
    answer("send-email", send_email());
    return answer("verify-reset-password-request", verify_email(pass_code_))
        .at("data")
        .at("passwordResetToken");
  }

  HandClock hand_;
  std::unique_ptr<Service> service_;
  std::string sent_to_;
  std::string pass_code_;
  HttpReply reply_;
};

TEST_F(ServiceTest, RecoversByEmail) {
  start();
  json said = answer("send-email", send_email());
  EXPECT_EQ(said.at("statusCode"), 200);
  EXPECT_EQ(said.count("data"), 0u);
  EXPECT_EQ(sent_to_, kEmail);
  EXPECT_EQ(answer("pre-check-code", check_email(pass_code_)).at("data"),
            json({{"isValid", true}}));
  said = answer("verify-reset-password-request", verify_email(pass_code_));
  EXPECT_EQ(said.at("data").at("tokenExpiresIn"), 300);
  said = answer("reset-password", reset(said.at("data").at("passwordResetToken"), "N3wPassw0rd!"));
  EXPECT_EQ(said.at("data"), json({{"success", true}}));
  EXPECT_EQ(codes("signin", sign_in("N3wPassw0rd!")), "200/0");
  EXPECT_EQ(codes("signin", sign_in("OldPassw0rd!")), "499/2333");
}

TEST_F(ServiceTest, RecoversByPhoneWithAndWithoutCountryCode) {
  start();
  for (const bool with_code : {true, false}) {
    json send = {{"phoneNumber", kServicePhone}, {"channel", "CHANNEL_RESET_PASSWORD"}};
    json check = {{"phone", kServicePhone}, {"channel", "CHANNEL_RESET_PASSWORD"}};
    json verify = {{"phoneNumber", kServicePhone}};
    if (with_code)
      for (json* body : {&send, &check, &verify}) (*body)["phoneCountryCode"] = "+86";
    EXPECT_EQ(codes("send-sms", send), "200/0");
    EXPECT_EQ(sent_to_, "+8618812345678");
    check["passCode"] = verify["passCode"] = pass_code_;
    EXPECT_EQ(answer("pre-check-code", {{"codeType", "SMS"}, {"smsCodePayload", check}})["data"],
              json({{"isValid", true}}));
    EXPECT_EQ(codes("verify-reset-password-request",
                    {{"verifyMethod", "PHONE_PASSCODE"}, {"phonePassCodePayload", verify}}),
              "200/0");
    hand_.pass(60s);
  }
}

TEST_F(ServiceTest, WantsAKnownApp) {
  start();
  HttpRequest request = post("send-email", send_email());
  request.headers["x-authing-app-id"] = "other-app";
  EXPECT_EQ(codes(request), "403/2011");
  request.headers.erase("x-authing-app-id");
  EXPECT_EQ(codes(request), "403/2011");
  request.headers["x-genauth-app-id"] = "demo-app";
  EXPECT_EQ(codes(request), "200/0");
  start({{"headerPrefixes", {"authing"}}});
  EXPECT_EQ(codes(request), "403/2011");
}

TEST_F(ServiceTest, WantsAJsonObject) {
  start();
  HttpRequest request = post("send-email", send_email());
  request.headers["content-type"] = "text/plain";
  EXPECT_EQ(codes(request), "400/0");
  request.headers["content-type"] = "Application/JSON; charset=utf-8";
  EXPECT_EQ(codes(request), "200/0");
  for (const char* body : {"", "null", "[]", "{", "{}", R"({"email":1,"channel":2})",
                           R"({"email":"alice@example.com"})",
                           R"({"email":"alice@example.com","channel":"CHANNEL_LOGIN"})",
                           "{\"email\":\"\xFF\",\"channel\":\"CHANNEL_RESET_PASSWORD\"}"}) {
    request.body = body;
    EXPECT_EQ(codes(request), "400/0") << body;
  }
}

TEST_F(ServiceTest, UnknownPathsAndMethodsAreNotFound) {
  start();
  EXPECT_EQ(codes("nowhere", json::object()), "404/0");
  EXPECT_EQ(reply_.status, 404);
  HttpRequest request = post("send-email", send_email());
  request.method = "GET";
  EXPECT_EQ(codes(request), "404/0");
}

TEST_F(ServiceTest, SpeaksTheLanguageAskedFor) {
  start();
  HttpRequest request = post("signin", sign_in("wrong"));
  const std::pair<const char*, const char*> cases[] = {
      {"", "账号或密码错误"},
      {"xx", "账号或密码错误"},
      {"en-us", "Wrong account or password"},
      {"zh-TW", "帳號或密碼錯誤"},
      {"ja-JP", "アカウントまたはパスワードが違います"}};
  for (const auto& [tag, words] : cases) {
    request.headers["x-authing-lang"] = tag;
    EXPECT_EQ(answer(request).at("message"), words);
  }
}

TEST_F(ServiceTest, EachAnswerHasARequestIdOfItsOwn) {
  start();
  const HttpRequest request = post("signin", sign_in("wrong"));
  EXPECT_NE(answer(request).at("requestId"), answer(request).at("requestId"));
}

TEST_F(ServiceTest, RefusesAsDocumented) {
  start({{"accounts",
          {{{"email", kEmail}, {"phone", kServicePhone}},
           {{"email", "locked@example.com"}, {"locked", true}},
           {{"email", "captcha@example.com"}, {"captcha", true}}}}});
  EXPECT_EQ(codes("send-email", send_email("nobody@example.com")), "404/2004");
  EXPECT_EQ(codes("send-email", send_email("locked@example.com")), "403/2005");
  EXPECT_EQ(codes("send-email", send_email("captcha@example.com")), "499/2000");
  EXPECT_EQ(codes("send-email", send_email("nonsense")), "400/2003");
  json sms = {{"phoneNumber", "+8618812345678"}, {"channel", "CHANNEL_RESET_PASSWORD"}};
  EXPECT_EQ(codes("send-sms", sms), "400/2204");
  sms["phoneNumber"] = kServicePhone;
  EXPECT_EQ(codes("send-sms", sms), "200/0");
  EXPECT_EQ(codes("send-sms", sms), "499/4004");
  EXPECT_EQ(codes("send-email", send_email()), "200/0");
  EXPECT_EQ(codes("send-email", send_email()), "499/2080");
  hand_.pass(300s);
  EXPECT_EQ(codes("verify-reset-password-request", verify_email(pass_code_)), "499/2300");
  EXPECT_EQ(codes("verify-reset-password-request", verify_email("")), "499/2001");
}

TEST_F(ServiceTest, PreCheckSaysWhyACodeIsNotValid) {
  start();
  answer("send-email", send_email());
  hand_.pass(300s);
  EXPECT_EQ(answer("pre-check-code", check_email(pass_code_)).at("data"),
            json({{"isValid", false}, {"message", "验证码已过期"}}));
  EXPECT_EQ(answer("pre-check-code", check_email("")).at("data"),
            json({{"isValid", false}, {"message", "验证码不正确"}}));
}

TEST_F(ServiceTest, NobodyLearnsOfAccountsWhereUnknownOnesAreAccepted) {
  start({{"unknownAccount", "accept"}, {"passCode", {{"wrongApiCode", 500}}}});
  EXPECT_EQ(codes("send-email", send_email("nobody@example.com")), "200/0");
  EXPECT_EQ(sent_to_, "");
  EXPECT_EQ(codes("send-email", send_email("nobody@example.com")), "499/2080");
  EXPECT_EQ(codes("verify-reset-password-request", verify_email("000000", "nobody@example.com")),
            "499/500");
}

TEST_F(ServiceTest, ATokenSetsOnePassword) {
  start();
  const std::string first = token();
  EXPECT_EQ(codes("reset-password", reset(first, "weak")), "499/2029");
  EXPECT_EQ(codes("reset-password", reset(first, "OldPassw0rd!")), "499/2059");
  json encrypted = reset(first, "AAAA");
  encrypted["passwordEncryptType"] = "rsa";
  EXPECT_EQ(codes("reset-password", encrypted), "499/2016");
  encrypted["passwordEncryptType"] = "md5";
  EXPECT_EQ(codes("reset-password", encrypted), "400/0");
  EXPECT_EQ(codes("reset-password", reset(first, "N3wPassw0rd!")), "200/0");
  EXPECT_EQ(codes("reset-password", reset(first, "0therPassw0rd!")), "400/0");
  EXPECT_EQ(codes("reset-password", reset(token(), "OldPassw0rd!")), "499/2059");
}

TEST_F(ServiceTest, ARefusedPasswordBurnsTheTokenWhereSoConfigured) {
  start({{"passwordResetToken", {{"burnedByRefusedPassword", true}}}});
  const std::string only = token();
  EXPECT_EQ(codes("reset-password", reset(only, "weak")), "499/2029");
  EXPECT_EQ(codes("reset-password", reset(only, "N3wPassw0rd!")), "400/0");
}

TEST_F(ServiceTest, WhatCannotBeDecryptedIsEmptyWhereSoConfigured) {
  start({{"encryption", {{"rsaBits", 1024}, {"undecryptable", "empty"}}}});
  json body = reset(token(), "AAAA");
  body["passwordEncryptType"] = "sm2";
  EXPECT_EQ(codes("reset-password", body), "200/0");
  EXPECT_EQ(codes("signin", sign_in("")), "200/0");
}

TEST_F(ServiceTest, SystemComesWithAndWithoutEnvelope) {
  HttpRequest request = post("system", json::object());
  request.method = "GET";
  start({{"encryption", {{"rsaBits", 1024}, {"sm2PublicKey", "04nonsense"}}}});
  json said = answer(request);
  EXPECT_EQ(said.count("statusCode"), 0u);
  EXPECT_EQ(said.at("rsa").at("publicKey").get<std::string>().rfind("-----BEGIN PUBLIC KEY", 0),
            0u);
  EXPECT_EQ(said.at("sm2").at("publicKey"), "04nonsense");
  start({{"systemEnveloped", true}, {"encryption", {{"rsaBits", 0}}}});
  said = answer(request);
  EXPECT_EQ(said.at("data").count("rsa"), 0u);
  EXPECT_EQ(said.at("data").at("sm2").at("publicKey").get<std::string>().size(), 130u);
}

TEST_F(ServiceTest, OlderServersNameTheirMembersOtherwise) {
  start({{"olderServer", true}});
  const json said = answer("signin", sign_in("wrong"));
  EXPECT_EQ(said.at("code"), 499);
  EXPECT_EQ(said.at("apiCode"), "2333");
  EXPECT_EQ(said.count("uniqueId"), 1u);
  EXPECT_EQ(said.count("statusCode") + said.count("requestId"), 0u);
}

TEST_F(ServiceTest, ThrottlesWithHttp429) {
  start({{"requestsPerMinute", 1}, {"clockRate", 10}});
  EXPECT_EQ(codes("signin", sign_in("OldPassw0rd!")), "200/0");
  hand_.pass(15s);
  EXPECT_EQ(codes("signin", sign_in("OldPassw0rd!")), "429/1002");
  EXPECT_EQ(reply_.status, 429);
  EXPECT_EQ(reply_.headers,
            (std::vector<std::pair<std::string, std::string>>{{"Retry-After", "5"}}));
}

TEST_F(ServiceTest, AFaultRefusesInsteadOfActing) {
  start({{"faults", {{{"path", "/api/v3/send-email"}, {"apiCode", 2000}, {"times", 1}}}}});
  EXPECT_EQ(codes("send-email", send_email()), "499/2000");
  EXPECT_EQ(reply_.body.find("请输入图形验证码") != std::string::npos, true);
  EXPECT_EQ(sent_to_, "");
  EXPECT_EQ(codes("send-email", send_email()), "200/0");
}

TEST_F(ServiceTest, AFaultMayActAndHideIt) {
  start({{"faults",
          {{{"path", "/api/v3/send-email"},
            {"act", true},
            {"httpStatus", 502},
            {"body", "<html>"},
            {"bodyRepeat", 2},
            {"contentType", "text/html"}}}}});
  reply_ = service_->answer(post("send-email", send_email()));
  EXPECT_EQ(reply_.status, 502);
  EXPECT_EQ(reply_.body, "<html><html>");
  EXPECT_EQ(reply_.content_type, "text/html");
  EXPECT_EQ(sent_to_, kEmail);
}

TEST_F(ServiceTest, AFaultMayReplaceTheDataAlone) {
  start({{"faults", {{{"path", "/api/v3/reset-password"}, {"data", {{"success", false}}}}}}});
  const json said = answer("reset-password", reset("any", "any"));
  EXPECT_EQ(said.at("statusCode"), 200);
  EXPECT_EQ(said.at("data"), json({{"success", false}}));
}

}  // namespace
}  // namespace emulator
