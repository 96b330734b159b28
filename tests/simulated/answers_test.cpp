// SPDX-License-Identifier: Apache-2.0
// Answers whose parts contradict each other, or fit badly.
#include "support/needs.hpp"
#include "world_test.hpp"

namespace sparekey::test {
namespace {

constexpr const char* kSystemPath = "/api/v3/system";
constexpr const char* kSendEmail = "/api/v3/send-email";

class AnswersTest : public WorldTest {
 protected:
  Result system() { return device_.client().system(&system_); }

  SystemAnswer system_;
};

TEST(PhaseNames, AreAllThereAndNoOthers) {
  EXPECT_TRUE(equal(name(Phase::idle), "idle"));
  EXPECT_TRUE(equal(name(Phase::receiving), "receiving"));
  EXPECT_TRUE(name(static_cast<Phase>(99)).empty());
}

TEST_F(AnswersTest, ASuccessInsideAnErrorIsNone) {
  service_.http_status = 500;
  service_.bodies[kSendEmail] = R"({"statusCode":200,"message":"done","requestId":"id"})";
  const Result result = send_code();
  EXPECT_FALSE(result.ok());
  EXPECT_EQ(result.http_status, 500);
  EXPECT_EQ(result.delivery, Delivery::answered);
}

TEST_F(AnswersTest, AnErrorWhoseCodeIsNoNumberIsOne) {
  for (const char* code : {R"("200")", "1.5", "-1", "null", "{}"}) {
    service_.http_status = 400;
    service_.bodies[kSendEmail] = std::string(R"({"statusCode":)") + code + "}";
    EXPECT_EQ(send_code().code, Code::http_status) << code;
    service_.http_status = 200;
    EXPECT_EQ(send_code().code, Code::unexpected_shape) << code;
  }
}

// They move to the front of the buffer, where the rest of the answer is wiped.
TEST_F(AnswersTest, TheWordsOfOneThatDoesNotFitAreKeptInEitherOrder) {
  const std::string longer(40, 'w');
  VerifyAnswer verified;
  for (const auto& [message, id] : {std::pair{longer, std::string("id")}, {"word", longer}}) {
    const std::string message_member = R"("message":")" + message + '"';
    const std::string id_member = R"("requestId":")" + id + '"';
    for (const std::string& members :
         {message_member + ',' + id_member, id_member + ',' + message_member}) {
      service_.bodies["/api/v3/verify-reset-password-request"] =
          "{" + members + R"(,"statusCode":200})";
      const Result result = device_.client().verify(by_email(), "123456", &verified);
      EXPECT_EQ(result.code, Code::unexpected_shape) << members;
      EXPECT_EQ(str(result.message), message) << members;
      EXPECT_EQ(str(result.request_id), id) << members;
      for (const Text words : {result.message, result.request_id}) {
        ResetRequest request;  // its token lies where the next request will be written
        request.password_reset_token = words;
        request.password = "Passw0rd!";
        const Result refused = device_.client().begin_reset(request);
        EXPECT_EQ(refused.code, Code::bad_argument) << members;
      }
    }
  }
}

// ... but not those of an answer that brought a bad key: the call was another.
TEST_F(AnswersTest, TheWordsAroundABadKeyAreNotTheCallsOwn) {
  NEEDS(SPAREKEY_RSA);
  service_.bodies[kSystemPath] =
      R"({"statusCode":200,"message":"words","requestId":"id","data":{"rsa":{"publicKey":"a"}}})";
  const Result result = reset();
  EXPECT_EQ(result.code, Code::bad_key);
  EXPECT_TRUE(result.message.empty());
  EXPECT_TRUE(result.request_id.empty());
}

// The connection is kept, and the next call asks once more.
TEST_F(AnswersTest, ABadKeyIsNotUsedByTheNextCall) {
  NEEDS(SPAREKEY_RSA);
  service_.bodies[kSystemPath] = R"({"version":{},"rsa":{"publicKey":"a"}})";
  EXPECT_EQ(reset().code, Code::bad_key);
  service_.bodies.clear();
  EXPECT_EQ(outcome(reset()), success());
  ASSERT_EQ(service_.requests.size(), 3u);
  EXPECT_EQ(service_.requests[1].path(), kSystemPath);
  EXPECT_EQ(world_.connects.size(), 1u);
}

TEST_F(AnswersTest, AVersionWithEscapesIsShownRawAlone) {
  std::string& body = service_.bodies[kSystemPath];
  body =
      R"({"rsa":{"publicKey":"k"},"sm2":{"publicKey":"s"},"version":{"server":"1.\u0030"},"publicIps":[]})";
  ASSERT_EQ(system().code, Code::ok);
  EXPECT_TRUE(system_.server_version.empty());
  EXPECT_TRUE(equal(system_.version_json, R"({"server":"1.\u0030"})"));
  body =
      R"({"rsa":{"publicKey":"k"},"sm2":{"publicKey":"s"},"version":{"server":"1.0"},"publicIps":[]})";
  ASSERT_EQ(system().code, Code::ok);
  EXPECT_TRUE(equal(system_.server_version, "1.0"));
}

TEST_F(AnswersTest, KeysOfAnotherShapeAreNone) {
  NEEDS(SPAREKEY_RSA);
  for (const char* body : {R"({"version":{},"rsa":{"publicKey":7}})", R"({"version":{},"rsa":7})",
                           R"({"version":{},"rsa":{"publicKey":"a"},"rsa":{"publicKey":"b"}})"}) {
    service_.bodies[kSystemPath] = body;
    EXPECT_EQ(reset().code, Code::unexpected_shape) << body;
    EXPECT_EQ(system().code, Code::unexpected_shape) << body;
  }
  for (const Request& request : service_.requests) EXPECT_EQ(request.path(), kSystemPath);
}

}  // namespace
}  // namespace sparekey::test
