// SPDX-License-Identifier: Apache-2.0
// Field lines that go on in the next line (obs-fold, RFC 9112 section 5.2): a blank to a client,
// but refused in what frames or closes.
#include <gtest/gtest.h>

#include "readings.hpp"

namespace sparekey::http {
namespace {

using namespace std::string_view_literals;
using test::chunked;
using test::complete;
using test::expect_answer;
using test::head;
using test::read_in_every_way;
using test::Reading;

constexpr Code kBadHttp = Code::bad_http;
constexpr char kEnd[] = "Content-Length: 2\r\n";

std::string with(std::string_view fields) { return head(std::string(fields) + kEnd) + "{}"; }

TEST(HttpFold, IsABlank) {
  for (std::string_view fields :
       {"a: b\r\n c\r\n"sv, "a: b\r\n\tc\r\n"sv, "a: b \t\r\n \t c\r\n"sv, "a:\r\n b\r\n"sv,
        "a: b\r\n \r\n"sv, "a:\r\n\t\r\n"sv, "a: b\r\n c\r\n\td\r\n e\r\n"sv, "a: b\r\n c: d\r\n"sv,
        "a: b\r\n :\r\n"sv, "a: b\r\n Content-Length: 9\r\n"sv,
        "a: b\r\n\tTransfer-Encoding: chunked\r\n"sv,
        "Set-Cookie: a=b;\r\n\tHttpOnly\r\nSet-Cookie: c=d\r\n"sv}) {
    expect_answer(with(fields), complete(200, "{}"));
    expect_answer(head(kEnd + std::string(fields)) + "{}", complete(200, "{}"));
    expect_answer(chunked("2\r\n{}\r\n0\r\n" + std::string(fields) + "\r\n"), complete(200, "{}"));
    expect_answer(head(fields, "HTTP/1.1 103 Early Hints") + with(""), complete(200, "{}"));
    expect_answer(head(fields, "HTTP/1.1 503 x") + "{}", complete(503, "{}", false));
    for (const char* status : {"200", "407"}) {
      const Reading answer = read_in_every_way(
          head(fields, "HTTP/1.1 " + std::string(status) + " x"), 0, 4096, Method::connect);
      EXPECT_EQ(answer.code, *status == '2' ? Code::ok : Code::proxy_refused) << fields;
      EXPECT_EQ(answer.status, atoi(status)) << fields;
    }
  }
}

TEST(HttpFold, HidesNothingThatIsRefused) {
  for (std::string_view fields :
       {"a: b\r\n \0c\r\n"sv, "a: b\r\n c\x7F\r\n"sv, "a: b\r\n c\n"sv, "a: b\n c\r\n"sv,
        "a: b\r c\r\n"sv, "a: b\r\r\n c\r\n"sv, "a\r\n : b\r\n"sv, "a: b\r\n c\r d\r\n"sv}) {
    expect_answer(with(fields), {kBadHttp});
    expect_answer(chunked("0\r\n" + std::string(fields) + "\r\n"), {kBadHttp});
  }
}

TEST(HttpFold, NothingGoesOnBeforeTheFirstField) {
  for (const char* fields : {" a: b\r\n", "\ta: b\r\n", " \r\n", " \r\na: b\r\n"}) {
    expect_answer(with(fields), {kBadHttp});
    expect_answer(chunked("0\r\n" + std::string(fields) + "\r\n"), {kBadHttp});
    expect_answer(head("a: b\r\n", "HTTP/1.1 103 x") + with(fields), {kBadHttp});
    for (const char* line : {"HTTP/1.1 200 OK", "HTTP/1.1 407 x"})
      EXPECT_EQ(read_in_every_way(head(fields, line), 0, 4096, Method::connect).code, kBadHttp);
  }
  // Trailers do not continue the fields of the head.
  expect_answer(head("a: b\r\ntransfer-encoding: chunked\r\n") + "0\r\n c\r\n\r\n", {kBadHttp});
}

TEST(HttpFold, IsRefusedInWhatFramesOrCloses) {
  for (const char* fields :
       {"Content-Length: 2\r\n \r\n", "Content-Length:\r\n 2\r\n", "Content-Length: 2\r\n 2\r\n",
        "content-length: 2\r\n\tX: y\r\n", "Transfer-Encoding: chunked\r\n \r\n",
        "Transfer-Encoding:\r\n chunked\r\n", "Transfer-Encoding: x,\r\n chunked\r\n"}) {
    expect_answer(head(fields) + "{}", {kBadHttp, false, 200});
    expect_answer(head(fields, "HTTP/1.1 100 x") + with(""), {kBadHttp});
  }
  for (const char* fields : {"Connection: close\r\n x\r\n", "Connection:\r\n close\r\n",
                             "Connection: keep-alive,\r\n close\r\n", "Connection: a\r\n \r\n"})
    expect_answer(with(fields), {kBadHttp, false, 200});
  // Trailers frame nothing.
  expect_answer(chunked("2\r\n{}\r\n0\r\nContent-Length:\r\n 5\r\n\r\n"), complete(200, "{}"));
}

}  // namespace
}  // namespace sparekey::http
