// SPDX-License-Identifier: Apache-2.0
// Answers that leave out what may be left out, and what the command says of the rest.
#include "command.hpp"
#include "support/answers.hpp"
#include "support/case_name.hpp"
#include "support/certificates.hpp"
#include "support/server.hpp"

namespace command_test {
namespace {

namespace test = sparekey::test;

struct SparseAnswerCase {
  const char* name;
  Arguments call;
  std::string body;
  int status;
  std::string out;
  std::string error;
};

void PrintTo(const SparseAnswerCase& one, std::ostream* out) { *out << one.name; }

class SparseAnswers : public testing::TestWithParam<SparseAnswerCase> {
 protected:
  // The call, with `more`, against a server that gives one answer.
  Finished run(const Arguments& more) const {
    const test::ScriptedService service({test::ok(GetParam().body)});
    const test::Server server(test::ServerTls(chain_), service);
    Arguments all = sparekey(GetParam().call);
    all.insert(all.end(), {"--host", test::kHost, "--connect-to", server.address(), "--app-id", "a",
                           "--ca-file", dir_.write("ca.pem", chain_.root_pem())});
    all.insert(all.end(), more.begin(), more.end());
    return support::run(all);
  }

  const TempDir dir_;
  const test::Chain chain_ = test::make_chain();
};

TEST_P(SparseAnswers, AreToldInWords) {
  const Finished finished = run({});
  EXPECT_EQ(finished.status, GetParam().status);
  EXPECT_EQ(finished.out, GetParam().out);
  EXPECT_EQ(finished.error, GetParam().error);
}

// What was not there is not in the object either.
TEST_P(SparseAnswers, AreToldInJson) {
  const Finished finished = run({"--json"});
  EXPECT_EQ(finished.status, GetParam().status);
  const json told = only_json(finished);
  const json came = json::parse(GetParam().body);
  const json& whole = told["ok"] ? told : told["error"];
  for (const char* member : {"message", "requestId"})
    EXPECT_EQ(whole.value(member, json()), came.value(member, json())) << told;
  EXPECT_EQ(whole.contains("apiCode"), came.contains("apiCode") && !told["ok"]) << told;
  const json none = json::object();
  const json data = came.value("data", came);  // of GET /system it is the whole
  for (const char* key : {"rsa", "sm2"})
    EXPECT_EQ(told.value("data", none).contains(key),
              !data.value(key, none).value("publicKey", "").empty())
        << told;
  for (const char* member : {"tokenExpiresIn", "version"})
    EXPECT_EQ(told.value("data", none).contains(member), data.contains(member)) << told;
}

const Arguments kSystem = {"system"};
const Arguments kSend = {"send-code", "--email", kEmail};
const Arguments kCheck = {"check-code", "--email", kEmail, "--code", "123456"};
const Arguments kVerify = {"verify", "--email", kEmail, "--code", "123456"};

const SparseAnswerCase kSparseAnswerCases[] = {
    {"NeitherVersionNorKeys", kSystem, R"({"rsa":{"publicKey":""}})", 0,
     "The service does not tell its version and publishes no keys.\n", ""},
    {"NoVersion", kSystem, R"({"sm2":{"publicKey":"04ab"}})", 0,
     "The service does not tell its version and publishes these keys.\nsm2:\n04ab\n", ""},
    {"ATokenOfUnknownLifetime", kVerify,
     R"({"statusCode":200,"data":{"passwordResetToken":"the-token"}})", 0, "the-token\n", ""},
    {"ASuccessWithAnApiCode", kSend, R"({"statusCode":200,"apiCode":20001,"data":{}})", 0,
     "The passcode was sent.\n", ""},
    {"ARefusalWithARequestIdAlone", kSend, R"({"statusCode":500,"apiCode":1000,"requestId":"r-7"})",
     3, "",
     "sparekey: The service is faulty or busy.\nThe service says: (statusCode 500, apiCode 1000, "
     "requestId r-7)\nTry again.\n"},
    {"ARefusalInWordsAlone", kSend, R"({"statusCode":500,"message":"no idea"})", 3, "",
     "sparekey: The service is faulty or busy.\nThe service says: no idea (statusCode 500)\nTry "
     "again.\n"},
    {"ARefusalOfNoWords", kSend, R"({"statusCode":500})", 3, "",
     "sparekey: The service is faulty or busy.\nTry again.\n"},
    {"AWrongCodeWithoutWords", kCheck,
     R"({"statusCode":200,"message":"Success","data":{"isValid":false}})", 3, "",
     "sparekey: The passcode is wrong or used up.\nThe service says: Success (statusCode 200)\nAsk "
     "for a new passcode.\n"},
};

INSTANTIATE_TEST_SUITE_P(Each, SparseAnswers, testing::ValuesIn(kSparseAnswerCases),
                         test::case_name<SparseAnswerCase>);

}  // namespace
}  // namespace command_test
