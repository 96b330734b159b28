// SPDX-License-Identifier: Apache-2.0
// HTTP as it comes through TLS: framing, endings, and what becomes of the connection.
#include <gtest/gtest.h>

#include <chrono>

#include "support/case_name.hpp"
#include "support/needs.hpp"
#include "support/rig.hpp"

namespace sparekey::test {
namespace {

const std::string kUnframed = std::string("HTTP/1.1 200 OK\r\n\r\n") + kSent;
const std::string kChunked =
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    "5;a=\"b\"\r\n{\"sta\r\n10 ; x\r\ntusCode\":200   }\r\n000\r\nTrailer: t\r\n\r\n";

struct HttpCase {
  const char* name;
  Answer answer;
  Code code;
  bool kept;  // the connection carries the next call
};

void PrintTo(const HttpCase& c, std::ostream* out) { *out << c.name; }

const HttpCase kHttpCases[] = {
    {"Whole", ok(kSent), Code::ok, true},
    {"ByteByByte", in_pieces(ok(kSent), 1), Code::ok, true},
    {"InSevens", in_pieces(ok(kSent), 7), Code::ok, true},
    {"HeadAndBodyApart",
     Answer({"HTTP/1.1 200 OK\r\ncontent-length: 18\r\n\r\n", "{\"statusCode\":200}"},
            Ending::keep),
     Code::ok, true},
    {"Chunked", kChunked, Code::ok, true},
    {"ChunkedByteByByte", in_pieces(kChunked, 1), Code::ok, true},
    {"ContinueBeforeTheAnswer", ("HTTP/1.1 100 Continue\r\n\r\n" + ok(kSent)), Code::ok, true},
    {"FourInterimAnswers",
     ("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 C\r\n\r\nHTTP/1.1 102 P\r\n\r\n"
      "HTTP/1.1 100 C\r\n\r\n" +
      ok(kSent)),
     Code::ok, true},
    {"ConnectionClose", http(200, kSent, "Connection: close\r\n"), Code::ok, false},
    {"ConnectionCloseInAList", http(200, kSent, "connection: x, Close\r\n"), Code::ok, false},
    {"Http10", ("HTTP/1.0 200 OK\r\ncontent-length: 18\r\n\r\n{\"statusCode\":200}"), Code::ok,
     false},
    {"FoldedField", http(200, kSent, "Set-Cookie: a=b;\r\n\tHttpOnly\r\n"), Code::ok, true},
    {"FoldedTrailer", kChunked.substr(0, kChunked.size() - 2) + "X-A: b,\r\n c\r\n\r\n", Code::ok,
     true},
    {"NoBlankBehindTheStatus", "HTTP/1.1 201\r\ncontent-length: 18\r\n\r\n{\"statusCode\":200}",
     Code::ok, true},
    {"PaddedChunkSizes",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
     "12      \r\n{\"statusCode\":200}\r\n0\t\r\n\r\n",
     Code::ok, true},
    {"EmptyContentEncoding", http(200, kSent, "Content-Encoding:\r\n"), Code::ok, true},
    {"UntilCloseNotify", ending(kUnframed, Ending::close_notify), Code::ok, false},
    {"UntilCloseNotifyByteByByte",
     [] {
       Answer answer = in_pieces(kUnframed, 1);
       answer.ending = Ending::close_notify;
       return answer;
     }(),
     Code::ok, false},
    {"CloseNotifyBehindAWholeAnswer", ending(ok(kSent), Ending::close_notify), Code::ok, false},

    {"UntilTcpEnd", ending(kUnframed, Ending::tcp_end), Code::connection_lost, false},
    {"ResetWithoutAnswer", ending("", Ending::reset), Code::connection_lost, false},
    {"TcpEndWithoutAnswer", ending("", Ending::tcp_end), Code::connection_lost, false},
    {"TcpEndInTheBody",
     ending(http(200, kSent).substr(0, http(200, kSent).size() - 1), Ending::tcp_end),
     Code::connection_lost, false},
    {"TcpEndInTheHead", ending("HTTP/1.1 200 OK\r\ncont", Ending::tcp_end), Code::connection_lost,
     false},
    {"CloseNotifyWithoutAnswer", ending("", Ending::close_notify), Code::truncated, false},
    {"CloseNotifyInTheHead", ending("HTTP/1.1 200 OK\r\ncont", Ending::close_notify),
     Code::truncated, false},
    {"CloseNotifyInTheBody",
     ending(http(200, kSent).substr(0, http(200, kSent).size() - 1), Ending::close_notify),
     Code::truncated, false},
    {"CloseNotifyInAChunk",
     ending("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n12\r\n{\"statu",
            Ending::close_notify),
     Code::truncated, false},
    {"CloseNotifyBeforeTheLastChunk",
     ending("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n12\r\n{\"statusCode\":200}\r\n",
            Ending::close_notify),
     Code::truncated, false},
    {"CloseNotifyInAnErrorPage",
     ending("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 9\r\n\r\n<html>", Ending::close_notify),
     Code::truncated, false},

    {"BytesBehindInTheSameRecord", (ok(kSent) + "x"), Code::bad_http, false},
    {"BytesBehindInTheNextRecord", Answer({ok(kSent), "x"}, Ending::keep), Code::bad_http, false},
    {"SecondAnswerBehind", (ok(kSent) + ok(kSent)), Code::bad_http, false},
    {"BytesBehindThenCloseNotify", Answer({ok(kSent), "x"}, Ending::close_notify), Code::bad_http,
     false},
    {"SwitchingProtocols", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n", Code::bad_http, false},
    {"FiveInterimAnswers",
     ("HTTP/1.1 100 C\r\n\r\nHTTP/1.1 100 C\r\n\r\nHTTP/1.1 100 C\r\n\r\nHTTP/1.1 100 C\r\n\r\n"
      "HTTP/1.1 100 C\r\n\r\n" +
      ok(kSent)),
     Code::bad_http, false},
    {"TwoContentLengths", http(200, kSent, "Content-Length: 3\r\n"), Code::bad_http, false},
    {"LengthBesideChunked", http(200, kSent, "Transfer-Encoding: chunked\r\n"), Code::bad_http,
     false},
    {"BareLineFeeds", "HTTP/1.1 200 OK\ncontent-length: 18\n\n{\"statusCode\":200}", Code::bad_http,
     false},
    {"FoldedLength", "HTTP/1.1 200 OK\r\nContent-Length:\r\n 18\r\n\r\n{\"statusCode\":200}",
     Code::bad_http, false},
    {"FoldedConnection", http(200, kSent, "Connection: keep-alive,\r\n close\r\n"), Code::bad_http,
     false},
    {"BlankBeforeTheFirstField", "HTTP/1.1 200 OK\r\n X-A: b\r\n" + ok(kSent).substr(17),
     Code::bad_http, false},
    {"SpaceBeforeTheColon", http(200, kSent, "X-A : b\r\n"), Code::bad_http, false},
    {"Gzip", http(200, kSent, "Content-Encoding: gzip\r\n"), Code::bad_http, false},
    {"CharsetAsCoding", http(200, kSent, "Content-Encoding: UTF-8\r\n"), Code::bad_http, false},
    {"NoHttpAtAll", "220 mail.example.test ESMTP\r\n", Code::bad_http, false},
    {"Http2", "HTTP/2 200 OK\r\n\r\n", Code::bad_http, false},

    {"MovedPermanently", http(301, kSent, "Location: https://evil.example/\r\n"), Code::redirected,
     false},
    {"Found", http(302, "", "Location: /x\r\n"), Code::redirected, false},
    {"FoundTwoLengths", http(302, "", "Location: /x\r\nContent-Length: 7\r\n"), Code::redirected,
     false},
    {"NotModified", "HTTP/1.1 304 Not Modified\r\n\r\n", Code::http_status, false},
    {"CompressedErrorPage", http(503, "\x1F\x8B", "Content-Encoding: gzip\r\n"), Code::http_status,
     false},
    {"ErrorPageOfTwoLengths", http(404, "<html>", "Content-Length: 7\r\n"), Code::http_status,
     false},
    {"ErrorPageTooLarge", http(500, std::string(6145, ' ')), Code::http_status, false},
    {"ErrorPageOfBadChunks", "HTTP/1.1 502 x\r\nTransfer-Encoding: chunked\r\n\r\n<html>",
     Code::http_status, false},
    {"StatusBeyond599", http(600, "<html>"), Code::http_status, false},
    {"TemporaryRedirect", http(307, "", "Location: /x\r\n"), Code::redirected, false},
    {"AnnouncedTooLarge", http(200, std::string(6145, ' ')), Code::answer_too_large, false},
    {"FieldsWithoutEnd", http(200, kSent, "X-A: " + std::string(20'000, 'a') + "\r\n"),
     Code::answer_too_large, false},
};

class HttpTest : public testing::TestWithParam<HttpCase> {};

TEST_P(HttpTest, HasItsCodeAndItsConnection) {
  const HttpCase& c = GetParam();
  Rig rig({c.answer});
  const Result result = rig.client().send_code(by_email());
  EXPECT_EQ(result.code, c.code);
  EXPECT_EQ(result.delivery, c.code == Code::ok ? Delivery::answered : Delivery::unknown);
  // The request may have been acted upon, so no retry.
  EXPECT_NE(result.advice, Advice::retry);
  EXPECT_EQ(result.advice, advice_for(c.code, result.delivery, result.http_status));
  EXPECT_EQ(rig.connections_after_another_call(), c.kept ? 1u : 2u);
}

INSTANTIATE_TEST_SUITE_P(Answers, HttpTest, testing::ValuesIn(kHttpCases), case_name<HttpCase>);

TEST(Http, LargestBodyFits) {
  std::string body = kSent;
  body.resize(6144, ' ');
  Rig rig({ok(body)});
  EXPECT_EQ(outcome(rig.client().send_code(by_email())), success());
}

// A body is given up once it exceeds its limit; the megabytes that follow are not read.
class EndlessTest : public testing::TestWithParam<const char*> {};

TEST_P(EndlessTest, TenMegabytesAreGivenUpAtOnce) {
  const std::string head = GetParam();
  const bool chunked = head.find("chunked") != std::string::npos;
  const bool error_page = head.find(" 502 ") != std::string::npos;
  const std::string piece(8192, ' ');
  ScriptedService service({});
  const Chain chain = make_chain();
  size_t sent = 0;
  Server server(ServerTls(chain), [&](Peer& peer) {
    peer.handshake();
    peer.read_request();
    peer.send(head);
    for (; sent < 10'000'000; sent += piece.size())
      peer.send(chunked ? "2000\r\n" + piece + "\r\n" : piece);
  });
  Device device(server.address(), chain.root_pem());
  device.open();
  EXPECT_EQ(outcome(device.client().send_code(by_email())),
            error_page
                ? expected(Code::http_status, Delivery::unknown, Advice::start_over)
                : expected(Code::answer_too_large, Delivery::unknown, Advice::contact_support));
  const uint64_t received = device.client().statistics().bytes_received;
  EXPECT_LT(received, 64u * 1024);
}

INSTANTIATE_TEST_SUITE_P(Framings, EndlessTest,
                         testing::Values("HTTP/1.1 200 OK\r\ncontent-length: 10000000\r\n\r\n",
                                         "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
                                         "HTTP/1.1 200 OK\r\n\r\n",
                                         "HTTP/1.1 502 Bad Gateway\r\n\r\n"));

TEST(Http, StatusOfARedirectIsTold) {
  Rig rig({http(301, "", "Location: https://evil.example/\r\n")});
  const Result result = rig.client().send_code(by_email());
  EXPECT_EQ(result.code, Code::redirected);
  EXPECT_EQ(result.http_status, 301);
  EXPECT_EQ(rig.service.requests().size(), 1u);
}

TEST(Http, StatusOfAnErrorIsToldThoughItsPageCannotBeRead) {
  const struct {
    int status;
    Advice advice;
  } kStatuses[] = {{304, Advice::contact_support},
                   {400, Advice::contact_support},
                   {429, Advice::wait},
                   {500, Advice::contact_support},
                   {502, Advice::start_over},
                   {503, Advice::start_over},
                   {504, Advice::start_over},
                   {600, Advice::contact_support},
                   {999, Advice::contact_support}};
  for (const auto& [status, advice] : kStatuses)
    for (const char* fields : {"", "Content-Encoding: gzip\r\n", "Content-Length: 9\r\n",
                               "Content-Length: x\r\n", "Transfer-Encoding: chunked\r\n",
                               "Transfer-Encoding: gzip\r\n", "Connection:\r\n close\r\n"}) {
      Rig rig({http(status, "<html>", std::string("Retry-After: 5\r\n") + fields)});
      const Result result = rig.client().send_code(by_email());
      EXPECT_EQ(outcome(result), expected(Code::http_status, Delivery::unknown, advice))
          << status << fields;
      EXPECT_EQ(result.http_status, status) << fields;
      EXPECT_EQ(result.retry_after_s, 5) << status << fields;
    }
}

// A gateway that sends its page and drops the connection has told its number all the same.
TEST(Http, StatusOfAnErrorIsToldThoughItsPageIsCutOff) {
  const struct {
    Ending ending;
    Code code;
  } kEndings[] = {{Ending::close_notify, Code::truncated},
                  {Ending::tcp_end, Code::connection_lost},
                  {Ending::reset, Code::connection_lost}};
  for (const auto& one : kEndings) {
    Rig rig({ending("HTTP/1.1 503 x\r\nContent-Length: 9\r\nRetry-After: 5\r\n\r\n<html>",
                    one.ending)});
    const Result result = rig.client().send_code(by_email());
    EXPECT_EQ(result.code, one.code);
    EXPECT_EQ(result.http_status, 503);
    EXPECT_EQ(result.retry_after_s, 5);
  }
}

TEST(Http, ErrorWhileFetchingKeysLeavesTheResetUnsent) {
  NEEDS(SPAREKEY_RSA);
  const struct {
    Answer answer;
    Code code;
    Advice advice;
  } kKeys[] = {
      {ending("", Ending::close_notify), Code::truncated, Advice::retry},
      {ending("", Ending::tcp_end), Code::connection_lost, Advice::retry},
      {"HTTP/1.1 302 Found\r\n\r\n", Code::redirected, Advice::contact_support},
      {http(502, "<html>"), Code::http_status, Advice::retry},
      {http(404, "<html>"), Code::http_status, Advice::contact_support},
      {ok("{"), Code::malformed_json, Advice::contact_support},
      {ok("[]"), Code::unexpected_shape, Advice::contact_support},
      {(ok(keys("")) + "x"), Code::bad_http, Advice::contact_support},
  };
  for (const auto& row : kKeys) {
    SCOPED_TRACE(row.answer.pieces[0]);
    Rig rig({row.answer});
    ResetRequest request;
    request.password_reset_token = "t";
    request.password = "p";
    request.encryption = Encryption::rsa;
    EXPECT_EQ(outcome(rig.client().reset(request)),
              expected(row.code, Delivery::not_sent, row.advice));
    EXPECT_EQ(rig.service.requests().size(), 1u);
    EXPECT_EQ(rig.connections_after_another_call(), 2u);
  }
}

// If the keys came and the answer to the reset did not, a log must say "no answer".
TEST(Http, StatusOfTheKeysIsNotToldForTheReset) {
  NEEDS(SPAREKEY_RSA);
  const std::string published = keys(public_pem(make_key(KeyKind::rsa1024)));
  Rig rig({ok(envelope(published)), ending("", Ending::tcp_end)});
  ResetRequest request;
  request.password_reset_token = "t";
  request.password = "p";
  request.encryption = Encryption::rsa;
  const Result result = rig.client().reset(request);
  EXPECT_EQ(outcome(result),
            expected(Code::connection_lost, Delivery::unknown, Advice::start_over));
  EXPECT_EQ(result.http_status, 0);
  EXPECT_EQ(result.status_code, 0);
}

}  // namespace
}  // namespace sparekey::test
