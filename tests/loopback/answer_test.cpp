// SPDX-License-Identifier: Apache-2.0
// What the service says in its bodies, and what the calls make of it.
#include <gtest/gtest.h>

#include "support/case_name.hpp"
#include "support/rig.hpp"

namespace sparekey::test {
namespace {

TEST(Answer, SystemOutOfAndInAnEnvelope) {
  const std::string bare =
      R"({"rsa":{"publicKey":"-----BEGIN"},"sm2":{"publicKey":"04ab"},)"
      R"("version":{"server":"1.2","console":"3"},"publicIps":["1.2.3.4"],"more":[{"x":null}]})";
  for (const std::string& body : {bare, envelope(bare)}) {
    SCOPED_TRACE(body);
    Rig rig({ok(body)});
    SystemAnswer answer;
    EXPECT_EQ(outcome(rig.client().system(&answer)), success());
    EXPECT_EQ(str(answer.rsa_public_key), "-----BEGIN");
    EXPECT_EQ(str(answer.sm2_public_key), "04ab");
    EXPECT_EQ(str(answer.server_version), "1.2");
    EXPECT_EQ(str(answer.version_json), R"({"server":"1.2","console":"3"})");
    EXPECT_EQ(str(answer.public_ips_json), R"(["1.2.3.4"])");
  }
}

TEST(Answer, WordsOfTheServiceAreKept) {
  Rig rig({ok(R"({"requestId":"r-9","apiCode":7,"message":"\u64cd\u4f5c\u6210\u529f",)"
              R"("unknown":[[[{}]]],"statusCode":200})")});
  const Result result = rig.client().send_code(by_email());
  EXPECT_EQ(outcome(result), success());
  EXPECT_EQ(result.http_status, 200);
  EXPECT_EQ(result.status_code, 200);
  EXPECT_TRUE(result.has_api_code);
  EXPECT_EQ(result.api_code, 7);
  EXPECT_EQ(str(result.message), "操作成功");
  EXPECT_EQ(str(result.request_id), "r-9");
}

TEST(Answer, VerifyGivesTheTokenAndItsLifetime) {
  Rig rig({ok(envelope(R"({"tokenExpiresIn":180,"passwordResetToken":"a\/b+c=\u00e9"})"))});
  VerifyAnswer answer;
  EXPECT_EQ(outcome(rig.client().verify(by_phone(), "1234", &answer)), success());
  EXPECT_EQ(str(answer.password_reset_token), "a/b+c=é");
  EXPECT_EQ(answer.token_expires_in_s, 180);
}

TEST(Answer, VerifyWithoutLifetimeSaysSo) {
  Rig rig({ok(envelope(R"({"passwordResetToken":"t"})"))});
  VerifyAnswer answer;
  EXPECT_EQ(outcome(rig.client().verify(by_phone(), "1234", &answer)), success());
  EXPECT_EQ(answer.token_expires_in_s, -1);
}

TEST(Answer, CheckCodeThatIsRight) {
  Rig rig({ok(envelope(R"({"isValid":true,"message":"fine"})"))});
  CheckCodeAnswer answer;
  EXPECT_EQ(outcome(rig.client().check_code(by_email(), "1234", &answer)), success());
  EXPECT_TRUE(answer.is_valid);
  EXPECT_EQ(str(answer.message), "fine");
}

TEST(Answer, CheckCodeThatIsWrongKeepsTheServicesWords) {
  Rig rig({ok(envelope(R"({"isValid":false,"message":"wrong"})"))});
  CheckCodeAnswer answer;
  answer.is_valid = true;
  const Result result = rig.client().check_code(by_email(), "1234", &answer);
  EXPECT_EQ(outcome(result),
            expected(Code::passcode_rejected, Delivery::answered, Advice::new_code));
  EXPECT_FALSE(answer.is_valid);
  EXPECT_EQ(str(answer.message), "wrong");
  EXPECT_EQ(str(result.message), "ok");
  EXPECT_EQ(rig.connections_after_another_call(), 1u);
}

TEST(Answer, ResetThatWasNoSuccessIsARefusal) {
  Rig rig({ok(envelope(R"({"success":false})"))});
  ResetRequest request;
  request.password_reset_token = "t";
  request.password = "p";
  EXPECT_EQ(outcome(rig.client().reset(request)),
            expected(Code::token_rejected, Delivery::answered, Advice::start_over));
  EXPECT_EQ(rig.connections_after_another_call(), 1u);
}

TEST(Answer, OlderServersSayCodeAndUniqueId) {
  Rig rig({ok(R"({"code":400,"apiCode":"2004","uniqueId":"u-1","message":"m"})")});
  const Result result = rig.client().send_code(by_email());
  EXPECT_EQ(result.code, Code::account_not_found);
  EXPECT_EQ(result.status_code, 400);
  EXPECT_EQ(result.api_code, 2004);
  EXPECT_EQ(str(result.request_id), "u-1");
}

// Each member that only decorates, of each type it should not have, or twice, for an answer that
// would be this without it.
TEST(Answer, DecorationsNeverHideIt) {
  const char* const kOdd[] = {R"("message":1)",
                              R"("message":["email must be an email"])",
                              R"("message":{"en":"x"})",
                              R"("message":true)",
                              R"("message":"a","message":"b")",
                              R"("message":"a","mess\u0061ge":1)",
                              R"("requestId":17)",
                              R"("requestId":[])",
                              R"("requestId":{"id":"x"})",
                              R"("requestId":"a","requestId":"b")",
                              R"("requestId":"cut \ud83d")",
                              R"("uniqueId":5)",
                              R"("apiCode":"x1")",
                              R"("apiCode":"")",
                              R"("apiCode":" 2004")",
                              R"("apiCode":"-2004")",
                              R"("apiCode":1.5)",
                              R"("apiCode":2e3)",
                              R"("apiCode":["2004"])",
                              R"("apiCode":{"code":2004})",
                              R"("apiCode":true)",
                              R"("apiCode":2004,"apiCode":2004)",
                              R"("apiCode":"\udc00")",
                              R"("apiCode":99999999999999999999)",
                              R"("nickname":"cut \ud83d")",
                              R"("\udc00":1)",
                              R"("more":[{"\ud83d":"\udc00\ud83d"}])"};
  for (const char* odd : kOdd)
    for (const int status : {200, 400})
      for (const bool in_front : {false, true}) {
        const std::string code = "\"statusCode\":" + std::to_string(status);
        const std::string body = "{" + (in_front ? odd + ("," + code) : code + "," + odd) + "}";
        Rig rig({ok(body)});
        const Result result = rig.client().send_code(by_email());
        EXPECT_EQ(outcome(result), status == 200 ? success()
                                                 : expected(Code::refused, Delivery::answered,
                                                            Advice::contact_support))
            << body;
        EXPECT_EQ(result.status_code, status) << body;
        EXPECT_FALSE(result.has_api_code) << body;
        EXPECT_EQ(result.api_code, 0) << body;
        EXPECT_TRUE(result.message.empty()) << body;
        EXPECT_TRUE(result.request_id.empty()) << body;
      }
}

TEST(Answer, DecorationsStandForThemselves) {
  Rig rig(
      {ok(R"({"message":["x"],"statusCode":400,"apiCode":"2004","requestId":7,"uniqueId":"u"})")});
  Result result = rig.client().send_code(by_email());
  EXPECT_EQ(result.code, Code::account_not_found);
  EXPECT_EQ(result.api_code, 2004);
  EXPECT_EQ(str(result.request_id), "u");
  rig.service.expect(
      {ok(R"({"statusCode":400,"message":"\u5bc6 \ud83d!","apiCode":[1],"requestId":"r"})")});
  result = rig.client().send_code(by_email());
  EXPECT_EQ(result.code, Code::refused);
  EXPECT_EQ(str(result.message), "密 \uFFFD!");
  EXPECT_EQ(str(result.request_id), "r");
}

TEST(Answer, ANicknameCutInsideAnEmojiDoesNotSpoilAReset) {
  Rig rig({ok(envelope(R"({"success":true,"nickname":"\ud83d","\ude00":{}})"))});
  ResetRequest request;
  request.password_reset_token = "t";
  request.password = "p";
  EXPECT_EQ(outcome(rig.client().reset(request)), success());
}

TEST(Answer, WordsAboutACodeAreDecorationToo) {
  for (const char* message : {"7", "[]", "null", R"("a","message":"b")"}) {
    Rig rig({ok(envelope(R"({"isValid":true,"message":)" + std::string(message) + "}"))});
    CheckCodeAnswer answer;
    EXPECT_EQ(outcome(rig.client().check_code(by_email(), "1234", &answer)), success()) << message;
    EXPECT_TRUE(answer.message.empty()) << message;
  }
  Rig rig({ok(envelope(R"({"isValid":true,"message":"cut \ud83d"})"))});
  CheckCodeAnswer answer;
  EXPECT_EQ(outcome(rig.client().check_code(by_email(), "1234", &answer)), success());
  EXPECT_EQ(str(answer.message), "cut \uFFFD");
}

TEST(Answer, AnApiCodeThatIsLeftOutLeavesTheCodeAlone) {
  Rig rig({ok(R"({"code":2004,"apiCode":["2004"]})")});
  EXPECT_EQ(rig.client().send_code(by_email()).code, Code::account_not_found);
  // With an apiCode beside it, or under its present name, it is a statusCode.
  for (const char* body : {R"({"code":2004,"apiCode":1})", R"({"statusCode":2004})"}) {
    rig.service.expect({ok(body)});
    EXPECT_EQ(rig.client().send_code(by_email()).code, Code::refused) << body;
  }
  rig.service.expect({ok(R"({"code":200,"data":null})")});
  EXPECT_EQ(outcome(rig.client().send_code(by_email())), success());
}

TEST(Answer, ApiCodeNullIsNone) {
  Rig rig({ok(R"({"statusCode":200,"apiCode":null,"data":null,"message":null})")});
  const Result result = rig.client().send_code(by_email());
  EXPECT_EQ(outcome(result), success());
  EXPECT_FALSE(result.has_api_code);
}

TEST(Answer, TwoHundredOneIsSuccess) {
  Rig rig({http(201, kSent)});
  EXPECT_EQ(outcome(rig.client().send_code(by_email())), success());
}

TEST(Answer, EnvelopeUnderAnHttpErrorIsARefusal) {
  Rig rig({http(500, refusal(400, "2004"))});
  const Result result = rig.client().send_code(by_email());
  EXPECT_EQ(outcome(result),
            expected(Code::account_not_found, Delivery::answered, Advice::check_input));
  EXPECT_EQ(result.http_status, 500);
  EXPECT_EQ(result.status_code, 400);
  EXPECT_EQ(str(result.message), "no");
}

TEST(Answer, ThrottlingTellsHowLongToWait) {
  Rig rig({http(429, refusal(429), "Retry-After: 17\r\n")});
  const Result result = rig.client().send_code(by_email());
  EXPECT_EQ(outcome(result), expected(Code::too_many_requests, Delivery::answered, Advice::wait));
  EXPECT_EQ(result.http_status, 429);
  EXPECT_EQ(result.retry_after_s, 17);
  EXPECT_EQ(rig.connections_after_another_call(), 1u);
}

enum class Ask { system, send, check, verify, reset };

struct ShapeCase {
  const char* name;
  Ask ask;
  std::string answer;
  Code code;
};

void PrintTo(const ShapeCase& c, std::ostream* out) { *out << c.name; }

std::string nested(size_t depth) {
  return R"({"statusCode":200,"x":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
}

std::string many_members(int count) {
  std::string body = R"({"statusCode":200)";
  for (int i = 0; i < count; ++i) body += ",\"m" + std::to_string(i) + "\":0";
  return body + "}";
}

const ShapeCase kShapes[] = {
    {"Empty", Ask::send, ok(""), Code::not_json},
    {"OnlySpace", Ask::send, ok(" \r\n"), Code::not_json},
    {"NoContent", Ask::send, "HTTP/1.1 204 No Content\r\n\r\n", Code::not_json},
    {"Html", Ask::send, ok("<html></html>"), Code::not_json},
    {"ByteOrderMark", Ask::send, ok(std::string("\xEF\xBB\xBF") + kSent), Code::not_json},
    {"HtmlFromAGateway", Ask::send, http(502, "<html>Bad Gateway</html>"), Code::http_status},
    {"EmptyFromAGateway", Ask::send, http(503, ""), Code::http_status},
    {"JsonFromAGateway", Ask::send, http(404, R"({"error":"no route"})"), Code::http_status},
    {"NullUnderAnHttpError", Ask::send, http(500, "null"), Code::http_status},
    {"ThrottledByAGateway", Ask::send, http(429, "slow down"), Code::http_status},
    {"CutOff", Ask::send, ok(R"({"statusCode":200,"mess)"), Code::malformed_json},
    {"TrailingComma", Ask::send, ok(R"({"statusCode":200,})"), Code::malformed_json},
    {"TwoDocuments", Ask::send, ok(R"({"statusCode":200}{})"), Code::malformed_json},
    {"BadUtf8", Ask::send, ok("{\"statusCode\":200,\"message\":\"\xFF\"}"), Code::malformed_json},
    {"DeepNesting", Ask::send, ok(nested(2000)), Code::answer_too_large},
    {"NestingThatIsFine", Ask::send, ok(nested(31)), Code::ok},
    {"TooManyMembers", Ask::send, ok(many_members(64)), Code::answer_too_large},
    {"Null", Ask::send, ok("null"), Code::unexpected_shape},
    {"Array", Ask::send, ok("[]"), Code::unexpected_shape},
    {"Object", Ask::send, ok("{}"), Code::unexpected_shape},
    {"Number", Ask::send, ok("200"), Code::unexpected_shape},
    {"String", Ask::send, ok("\"ok\""), Code::unexpected_shape},
    {"StatusCodeIsText", Ask::send, ok(R"({"statusCode":"200"})"), Code::unexpected_shape},
    {"StatusCodeIsAFraction", Ask::send, ok(R"({"statusCode":200.0})"), Code::unexpected_shape},
    {"StatusCodeIsNegative", Ask::send, ok(R"({"statusCode":-200})"), Code::unexpected_shape},
    {"StatusCodeTwice", Ask::send, ok(R"({"statusCode":200,"statusCode":200})"),
     Code::unexpected_shape},
    {"StatusCodeTwiceOnceEscaped", Ask::send, ok(R"({"statusCode":400,"status\u0043ode":200})"),
     Code::unexpected_shape},
    {"CodeTwice", Ask::send, ok(R"({"code":200,"code":200})"), Code::unexpected_shape},
    {"CodeIsText", Ask::send, ok(R"({"code":"2004"})"), Code::unexpected_shape},
    {"DataTwice", Ask::send, ok(R"({"statusCode":200,"data":{},"data":{}})"),
     Code::unexpected_shape},
    {"ApiCodeAlone", Ask::send, ok(R"({"apiCode":2004})"), Code::unexpected_shape},
    {"SystemEmpty", Ask::system, ok("{}"), Code::unexpected_shape},
    {"SystemArray", Ask::system, ok("[]"), Code::unexpected_shape},
    {"SystemEnvelopeWithoutData", Ask::system, ok(envelope()), Code::unexpected_shape},
    {"SystemKeyIsANumber", Ask::system, ok(R"({"rsa":{"publicKey":1}})"), Code::unexpected_shape},
    {"SystemKeyIsCutInsideACharacter", Ask::system, ok(R"({"rsa":{"publicKey":"a\ud83d"}})"),
     Code::unexpected_shape},
    {"SystemRsaIsAText", Ask::system, ok(R"({"rsa":"key"})"), Code::unexpected_shape},
    {"CheckWithoutData", Ask::check, ok(envelope()), Code::unexpected_shape},
    {"CheckWithoutIsValid", Ask::check, ok(envelope("{}")), Code::unexpected_shape},
    {"CheckIsValidIsANumber", Ask::check, ok(envelope(R"({"isValid":1})")), Code::unexpected_shape},
    {"CheckIsValidTwice", Ask::check, ok(envelope(R"({"isValid":false,"isValid":true})")),
     Code::unexpected_shape},
    {"VerifyWithoutData", Ask::verify, ok(envelope()), Code::unexpected_shape},
    {"VerifyDataIsNull", Ask::verify, ok(envelope("null")), Code::unexpected_shape},
    {"VerifyWithoutToken", Ask::verify, ok(envelope("{}")), Code::unexpected_shape},
    {"VerifyTokenIsEmpty", Ask::verify, ok(envelope(R"({"passwordResetToken":""})")),
     Code::unexpected_shape},
    {"VerifyTokenIsNull", Ask::verify, ok(envelope(R"({"passwordResetToken":null})")),
     Code::unexpected_shape},
    {"VerifyTokenIsANumber", Ask::verify, ok(envelope(R"({"passwordResetToken":12})")),
     Code::unexpected_shape},
    {"VerifyTokenWithALineEnd", Ask::verify, ok(envelope(R"({"passwordResetToken":"a\nb"})")),
     Code::unexpected_shape},
    {"VerifyTokenWithANul", Ask::verify, ok(envelope(R"({"passwordResetToken":"a\u0000b"})")),
     Code::unexpected_shape},
    {"VerifyTokenIsCutInsideACharacter", Ask::verify,
     ok(envelope(R"({"passwordResetToken":"a\ud83d"})")), Code::unexpected_shape},
    {"VerifyTokenTwice", Ask::verify,
     ok(envelope(R"({"passwordResetToken":"a","passwordResetToken":"b"})")),
     Code::unexpected_shape},
    {"VerifyLifetimeIsNegative", Ask::verify,
     ok(envelope(R"({"passwordResetToken":"a","tokenExpiresIn":-1})")), Code::unexpected_shape},
    {"VerifyLifetimeIsAText", Ask::verify,
     ok(envelope(R"({"passwordResetToken":"a","tokenExpiresIn":"9"})")), Code::unexpected_shape},
    {"ResetWithoutData", Ask::reset, ok(envelope()), Code::unexpected_shape},
    {"ResetSuccessIsAText", Ask::reset, ok(envelope(R"({"success":"true"})")),
     Code::unexpected_shape},
};

class ShapeTest : public testing::TestWithParam<ShapeCase> {
 protected:
  static Result ask(Client& client, Ask what) {
    switch (what) {
      case Ask::system: {
        SystemAnswer answer;
        return client.system(&answer);
      }
      case Ask::send:
        return client.send_code(by_email());
      case Ask::check: {
        CheckCodeAnswer answer;
        return client.check_code(by_email(), "123456", &answer);
      }
      case Ask::verify: {
        VerifyAnswer answer;
        const Result result = client.verify(by_email(), "123456", &answer);
        EXPECT_TRUE(answer.password_reset_token.empty());
        return result;
      }
      case Ask::reset:
        break;
    }
    ResetRequest request;
    request.password_reset_token = "t";
    request.password = "p";
    return client.reset(request);
  }
};

TEST(Answer, OfTheWrongShapeKeepsTheServicesWords) {
  for (
      const char* body :
      {R"({"statusCode":200,"requestId":"r-7","message":"w\u00f6rter","data":{}})",
       R"({"message":"w\u00f6rter","statusCode":200,"data":{"passwordResetToken":7},"requestId":"r-7"})"}) {
    Rig rig({ok(body)});
    VerifyAnswer answer;
    const Result result = rig.client().verify(by_email(), "123456", &answer);
    EXPECT_EQ(result.code, Code::unexpected_shape);
    EXPECT_EQ(str(result.message), "w\xC3\xB6rter");
    EXPECT_EQ(str(result.request_id), "r-7");
  }
}

TEST(Answer, ItsTextsAreNoArgumentsForTheNextCall) {
  Rig rig({ok(kVerified)});
  VerifyAnswer answer;
  ASSERT_TRUE(rig.client().verify(by_email(), "123456", &answer).ok());
  ResetRequest request;
  request.password_reset_token = answer.password_reset_token;
  request.password = "Passw0rd!";
  const Result result = rig.client().reset(request);
  EXPECT_EQ(result.code, Code::bad_argument);
  EXPECT_EQ(result.delivery, Delivery::not_sent);
  EXPECT_EQ(rig.service.requests().size(), 1u);
}

TEST_P(ShapeTest, HasItsCodeAndClosesTheConnection) {
  const ShapeCase& c = GetParam();
  Rig rig({c.answer});
  const Result result = ask(rig.client(), c.ask);
  if (c.code == Code::ok) {
    EXPECT_EQ(outcome(result), success());
    EXPECT_EQ(rig.connections_after_another_call(), 1u);
    return;
  }
  EXPECT_NE(result.http_status, 0);
  const Advice advice = advice_for(c.code, Delivery::unknown, result.http_status);
  EXPECT_EQ(outcome(result), expected(c.code, Delivery::unknown, advice));
  if (c.code != Code::unexpected_shape) {
    EXPECT_TRUE(result.message.empty());
  }
  EXPECT_EQ(rig.connections_after_another_call(), 2u);
}

INSTANTIATE_TEST_SUITE_P(Bodies, ShapeTest, testing::ValuesIn(kShapes), case_name<ShapeCase>);

}  // namespace
}  // namespace sparekey::test
