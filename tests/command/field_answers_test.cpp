// SPDX-License-Identifier: Apache-2.0
// Answers as servers, gateways and proxies in the field send them, byte for byte, and what the
// command makes of each.
#include <string_view>

#include "command.hpp"
#include "support/case_name.hpp"
#include "support/certificates.hpp"
#include "support/server.hpp"

namespace command_test {
namespace {

using namespace std::string_view_literals;
using sparekey::test::Chain;
using sparekey::test::kHost;
using sparekey::test::make_chain;
using sparekey::test::Peer;
using sparekey::test::Server;
using sparekey::test::ServerTls;

constexpr std::string_view kDone =
    "{\"statusCode\":200,\"message\":\"ok\",\"data\":{\"success\":true}}";

std::string answer(std::string_view head, std::string_view body = kDone) {
  return std::string(head) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         std::string(body);
}

std::string ok(std::string_view body) { return answer("HTTP/1.1 200 OK\r\n", body); }

struct FieldAnswerCase {
  const char* name;
  std::string bytes;
  std::string code;  // empty: done
  json members;      // those of a failure's `error`; null: must be absent
  const char* advice = "contact_support";
};

void PrintTo(const FieldAnswerCase& one, std::ostream* out) { *out << one.name; }

class FieldAnswers : public testing::TestWithParam<FieldAnswerCase> {
 protected:
  Arguments send_code(const Arguments& more) const {
    Arguments arguments =
        sparekey({"send-code", "--email", kEmail, "--json", "--host", kHost, "--app-id", "demo-app",
                  "--ca-file", dir_.write("ca.pem", chain_.root_pem())});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }

  static void expect_members(const json& error) {
    for (const auto& [name, value] : GetParam().members.items()) {
      if (value.is_null())
        EXPECT_FALSE(error.contains(name)) << error;
      else
        EXPECT_EQ(error.value(name, json()), value) << name << " in " << error;
    }
  }

  const TempDir dir_;
  const Chain chain_ = make_chain();
};

TEST_P(FieldAnswers, OfTheService) {
  const FieldAnswerCase& one = GetParam();
  const Server server(ServerTls(chain_), [&one](Peer& peer) {
    peer.handshake();
    peer.read_request();
    peer.send(one.bytes);
    peer.close_notify();
  });
  const Finished finished = support::run(send_code({"--connect-to", server.address()}));
  if (one.code.empty()) {
    EXPECT_EQ(finished.status, 0) << finished.out;
    const json whole = only_json(finished);
    EXPECT_EQ(whole.value("ok", false), true) << whole;
    expect_members(whole);
    return;
  }
  const bool refused = one.members.contains("statusCode");
  expect_members(expect_failure(finished, refused ? 3 : 6, one.code,
                                refused ? "answered" : "unknown", one.advice));
}

const FieldAnswerCase kService[] = {
    {"ObsFold", answer("HTTP/1.1 200 OK\r\nSet-Cookie: a=b;\r\n\tHttpOnly\r\n"), "", {}},
    {"ObsFoldOfThreeLines", answer("HTTP/1.1 200 OK\r\nX: a\r\n b\r\n   c: d\r\n"), "", {}},
    {"ObsFoldInATrailer",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n39\r\n" + std::string(kDone) +
         "\r\n0\r\nX-Trace: a,\r\n b\r\n\r\n",
     "",
     {}},
    {"ObsFoldInContentLength",
     "HTTP/1.1 200 OK\r\nContent-Length:\r\n 57\r\n\r\n" + std::string(kDone), "bad_http",
     json({{"httpStatus", 200}})},
    {"ObsFoldInTransferEncoding",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n \r\n\r\n0\r\n\r\n", "bad_http",
     json::object()},
    {"ObsFoldInConnection", answer("HTTP/1.1 200 OK\r\nConnection: keep-alive,\r\n close\r\n"),
     "bad_http", json::object()},
    {"ObsFoldOfNoField", answer("HTTP/1.1 200 OK\r\n X: a\r\n"), "bad_http", json::object()},
    {"NoBlankBehindTheStatus", answer("HTTP/1.1 201\r\n"), "", {}},
    {"PaddedChunkSize",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n39      \r\n" + std::string(kDone) +
         "\r\n0\r\n\r\n",
     "",
     {}},
    {"EmptyContentEncoding", answer("HTTP/1.1 200 OK\r\nContent-Encoding:\r\n"), "", {}},
    {"CharsetAsContentEncoding", answer("HTTP/1.1 200 OK\r\nContent-Encoding: UTF-8\r\n"),
     "bad_http", json({{"httpStatus", 200}})},
    {"TwoLengths", answer("HTTP/1.1 200 OK\r\nContent-Length: 57\r\n"), "bad_http", json::object()},
    {"CompressedErrorPage",
     answer("HTTP/1.1 503 Unavailable\r\nContent-Encoding: gzip\r\nRetry-After: 5\r\n",
            "\x1F\x8B\x08\0\0\0\0\0\x02\x03\xB3"sv),
     "http_status", json({{"httpStatus", 503}, {"retryAfterSeconds", 5}}), "start_over"},
    {"CompressedNotFound", answer("HTTP/1.1 404 x\r\nContent-Encoding: br\r\n", "\x0B"),
     "http_status", json({{"httpStatus", 404}})},
    {"ThrottledWithTwoFramings",
     answer("HTTP/1.1 429 x\r\nTransfer-Encoding: chunked\r\nRetry-After: 9\r\n", "0\r\n\r\n"),
     "http_status", json({{"httpStatus", 429}, {"retryAfterSeconds", 9}}), "wait"},
    {"ErrorPageTooLarge", answer("HTTP/1.1 502 x\r\n", std::string(100'000, ' ')), "http_status",
     json({{"httpStatus", 502}}), "start_over"},
    {"StatusBeyond599", answer("HTTP/1.1 600 Odd\r\n", "<html>"), "http_status",
     json({{"httpStatus", 600}})},
    {"StatusBeyond599WithEnvelope", answer("HTTP/1.1 700 Odd\r\n", R"({"code":2004})"),
     "account_not_found", json({{"httpStatus", 700}, {"statusCode", 2004}}), "check_input"},
    {"NotModified", "HTTP/1.1 304 Not Modified\r\n\r\n", "http_status",
     json({{"httpStatus", 304}})},
    {"RedirectWithTwoLengths", answer("HTTP/1.1 302 x\r\nContent-Length: 7\r\nLocation: /\r\n"),
     "redirected", json({{"httpStatus", 302}})},
    {"RetryAfterTheThirtyFirstOfApril",
     answer("HTTP/1.1 200 OK\r\nDate: Sat, 01 Apr 2023 00:00:00 GMT\r\n"
            "Retry-After: Mon, 31 Apr 2023 00:00:00 GMT\r\n",
            R"({"statusCode":429,"message":"slow"})"),
     "too_many_requests", json({{"statusCode", 429}, {"retryAfterSeconds", nullptr}}), "wait"},
    {"RetryAfterTheThirtiethOfApril",
     answer("HTTP/1.1 200 OK\r\nDate: Sat, 01 Apr 2023 00:00:00 GMT\r\n"
            "Retry-After: Sun, 30 Apr\r\n 2023 00:00:00 GMT\r\n",
            R"({"statusCode":429,"message":"slow"})"),
     "too_many_requests", json({{"statusCode", 429}, {"retryAfterSeconds", 29 * 86'400}}), "wait"},

    {"CodeAlone", ok(R"({"code":2004,"message":"用户不存在"})"), "account_not_found",
     json({{"statusCode", 2004}, {"apiCode", nullptr}, {"message", "用户不存在"}}), "check_input"},
    {"MessageIsAList",
     ok(R"({"statusCode":400,"message":["email must be an email"],"error":"Bad Request"})"),
     "refused", json({{"statusCode", 400}, {"message", nullptr}})},
    {"ApiCodeIsAnObject", ok(R"({"statusCode":400,"apiCode":{},"requestId":"r"})"), "refused",
     json({{"statusCode", 400}, {"apiCode", nullptr}, {"requestId", "r"}})},
    {"ApiCodeIsText", ok(R"({"statusCode":400,"apiCode":"2004"})"), "account_not_found",
     json({{"statusCode", 400}, {"apiCode", 2004}}), "check_input"},
    {"RequestIdIsANumber", ok(R"({"statusCode":200,"message":"ok","requestId":17})"), "",
     json({{"requestId", nullptr}, {"message", "ok"}})},
    {"NicknameCutInsideAnEmoji",
     ok(R"({"statusCode":200,"message":"ok","data":{"success":true,"nickname":"\ud83d"}})"), "",
     json({{"message", "ok"}})},
    {"WordsCutInsideAnEmoji",
     ok(R"({"statusCode":400,"message":"\ud83d\ude00 \ud83d","requestId":"\ude00"})"), "refused",
     json({{"statusCode", 400}, {"message", "\U0001F600 \uFFFD"}, {"requestId", nullptr}})},
};

INSTANTIATE_TEST_SUITE_P(Each, FieldAnswers, testing::ValuesIn(kService),
                         sparekey::test::case_name<FieldAnswerCase>);

// The same of a proxy's answer to CONNECT; behind a 2xx the service answers well.
class FieldProxies : public FieldAnswers {};

TEST_P(FieldProxies, AreTakenAtTheirWord) {
  const FieldAnswerCase& one = GetParam();
  const Server server(ServerTls(chain_), [&one](Peer& peer) {
    for (std::string head; head.find("\r\n\r\n") == std::string::npos;) head += peer.read_raw();
    peer.send_raw(one.bytes);
    peer.handshake();
    peer.read_request();
    peer.send(ok(kDone));
    peer.close_notify();
  });
  const Finished finished = support::run(send_code({"--proxy", "http://" + server.address()}));
  if (one.code.empty())
    EXPECT_EQ(finished.status, 0) << finished.out;
  else
    expect_members(
        expect_failure(finished, one.code == "bad_http" ? 6 : 4, one.code, "not_sent", one.advice));
}

const json kRefused407 = {{"httpStatus", 407}};

const FieldAnswerCase kProxies[] = {
    {"TwoLengths", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Length: 7\r\n\r\n", "", {}},
    {"FoldedLength", "HTTP/1.1 200\r\nContent-Length:\r\n 7\r\n\r\n", "", {}},
    {"LengthOfNoNumber", "HTTP/1.0 200 OK\r\nContent-Length: x\r\n\r\n", "", {}},
    {"TwoFramings",
     "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: gzip,\r\n chunked\r\n\r\n",
     "",
     {}},
    {"FoldedField", "HTTP/1.1 200 OK\r\nVia: 1.1 a,\r\n\t1.1 b\r\n\r\n", "", {}},
    {"FoldOfNoField", "HTTP/1.1 200 OK\r\n Via: 1.1 a\r\n\r\n", "bad_http", json::object()},
    {"RefusalFolded",
     "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\n realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
     "proxy_refused", kRefused407, "check_input"},
    {"RefusalOfTwoLengths", "HTTP/1.1 407\r\nContent-Length: 0\r\nContent-Length: 7\r\n\r\n",
     "proxy_refused", kRefused407, "check_input"},
    {"RefusalOfAFoldedLength", "HTTP/1.1 407 x\r\nContent-Length:\r\n 0\r\n\r\n", "proxy_refused",
     kRefused407, "check_input"},
    {"RefusalBeyond599", "HTTP/1.1 900 x\r\nContent-Encoding: gzip\r\n\r\n", "proxy_refused",
     json({{"httpStatus", 900}}), "check_input"},
};

INSTANTIATE_TEST_SUITE_P(Each, FieldProxies, testing::ValuesIn(kProxies),
                         sparekey::test::case_name<FieldAnswerCase>);

}  // namespace
}  // namespace command_test
