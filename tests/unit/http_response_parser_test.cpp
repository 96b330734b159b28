// SPDX-License-Identifier: Apache-2.0
#include "http/response_parser.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "readings.hpp"

namespace sparekey::http {
namespace {

using namespace std::string_view_literals;
using test::chunked;
using test::complete;
using test::expect_answer;
using test::Expected;
using test::head;
using test::read_in_every_way;
using test::Reading;

constexpr Code kBad = Code::bad_http, kLarge = Code::answer_too_large;

static_assert(sizeof(ResponseParser) <= 120, "it lies in the engine's memory");

void expect_bad(std::string_view answer) { expect_answer(answer, {kBad}); }
void expect_truncated(std::string_view answer) { expect_answer(answer, {Code::truncated}); }

// --- Content-Length (RFC 9110 section 8.6, RFC 9112 section 6.3) ---

TEST(HttpContentLength, UpToTheCapacity) {
  const std::string answer = head("Content-Length: 5\r\n") + "hello";
  for (size_t capacity = 0; capacity < 8; ++capacity) {
    const bool fits = capacity >= 5;
    expect_answer(answer, fits ? complete(200, "hello") : Expected{kLarge, false, 200}, capacity);
  }
  // At once: no byte of the body is needed.
  expect_answer(head("Content-Length: 6\r\n"), {kLarge, false, 200}, 5);
  expect_answer(head("Content-Length: 4294967296\r\n"), {kLarge, false, 200});
  expect_answer(head("Content-Length: 18446744073709551615\r\n"), {kLarge, false, 200});
  expect_answer(head("Content-Length: 0\r\n"), complete(200, ""), 0);
}

// --- Chunks (RFC 9112 section 7.1) ---

TEST(HttpChunks, UpToTheCapacity) {
  const std::string answer = chunked("2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n");
  for (size_t capacity = 0; capacity < 8; ++capacity) {
    const bool fits = capacity >= 5;
    expect_answer(answer, fits ? complete(200, "hello") : Expected{kLarge, false, 200}, capacity);
  }
  for (const char* size : {"6", "10", "ff", "80000000", "ffffffff", "100000000", "7fffffffffffffff",
                           "ffffffffffffffff", "10000000000000000", "10000000000000005",
                           "1000000000000000000000000000000000000005"})
    expect_answer(chunked(std::string(size) + "\r\nhello"), {kLarge, false, 200}, 5);
  // What remains counts, not the whole.
  expect_answer(chunked("4\r\nhell\r\n2\r\no!\r\n0\r\n\r\n"), {kLarge, false, 200}, 5);
}

// --- The ends of bodies ---

TEST(HttpBody, UntilClose) {
  expect_answer(head("") + "hello", complete(200, "hello", false));
  expect_answer(head(""), complete(200, "", false));
  expect_answer(head("A: b\r\n", "HTTP/1.0 200 OK") + "hello", complete(200, "hello", false));
  expect_answer(head("Connection: keep-alive\r\n") + "hello", complete(200, "hello", false));
  for (size_t capacity = 0; capacity < 8; ++capacity) {
    const bool fits = capacity >= 5;
    expect_answer(head("") + "hello",
                  fits ? complete(200, "hello", false) : Expected{kLarge, false, 200}, capacity);
  }
  expect_answer(head(""), complete(200, "", false), 0);
}

// --- Statuses without an ordinary body ---

// Whatever a head says of a body nobody is going to read.
const std::vector<std::string> kUnreadFramings = {
    "",
    "Content-Length: 5\r\n",
    "Content-Length: 9999999999\r\n",
    "Content-Length: 5, 5\r\n",
    "Content-Length: 5\r\nContent-Length: 7\r\n",
    "Content-Length:\r\n 5\r\n",
    "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
    "Transfer-Encoding: gzip, chunked\r\n",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
    "Content-Encoding: gzip\r\n",
    "Connection: close,\r\n x\r\n",
};

TEST(HttpStatuses, RedirectsEndWithTheirHead) {
  for (int status : {300, 301, 302, 303, 305, 307, 308, 399}) {
    const std::string line = "HTTP/1.1 " + std::to_string(status) + " x";
    const Expected redirected{Code::redirected, false, status};
    for (const std::string& fields : kUnreadFramings) {
      expect_answer(head(fields + "Location: https://elsewhere/\r\n", line), redirected);
      expect_answer(head(fields, line) + "\x1F\x8B and more", redirected);
    }
    expect_truncated(line + "\r\nLocation: /\r\n");
    expect_bad(head("Location : /\r\n", line));
    // Only an error's number matters more than what is wrong with its head.
    const std::string long_head = head("A: " + std::string(300, 'x') + "\r\n", line);
    expect_answer(long_head, {kLarge, false, status}, 4096, 200);
  }
}

TEST(HttpStatuses, NotModifiedIsAnErrorToWhoeverHoldsNoCopy) {
  for (const std::string& fields : kUnreadFramings)
    expect_answer(head(fields, "HTTP/1.1 304 Not Modified"), {Code::http_status, false, 304});
}

TEST(HttpStatuses, ErrorsKeepTheirNumberThoughTheirPageCannotBeRead) {
  for (int status : {400, 404, 429, 500, 503, 599, 600, 999}) {
    const std::string line = "HTTP/1.1 " + std::to_string(status) + " x";
    const Expected error{Code::http_status, false, status};
    for (const std::string& fields : kUnreadFramings) {
      if (fields.empty() || fields == kUnreadFramings[1]) continue;
      expect_answer(head(fields, line), error);
      expect_answer(head(fields, line) + "hello", error);
    }
    expect_answer(head("Transfer-Encoding: chunked\r\n", "HTTP/1.0" + line.substr(8)), error);
    expect_answer(head("Content-Length: 5\r\n", line) + "hello", error, 4);
    expect_answer(head("", line) + "hello", error, 4);
    for (const char* body : {"x", "5\r\nhello!", "5\r\nhello\r\n0\r\n A: b\r\n\r\n"})
      expect_answer(head("Transfer-Encoding: chunked\r\n", line) + body, error);
    expect_answer(head("Transfer-Encoding: chunked\r\n", line) + "6\r\nhello!", error, 5);
    // But what is no HTTP at all, is cut off, or has something behind it, says so.
    expect_answer(head("A: " + std::string(300, 'x') + "\r\n", line), error, 4096, 200);
    expect_answer(head("A : b\r\n", line), {kBad, false, status});
    expect_answer(head(" A: b\r\n", line), {kBad, false, status});
    expect_answer(line + "\r\nA: b\r\n", {Code::truncated, false, status});
    expect_answer(line.substr(0, 12), {Code::truncated, false, 0});
    expect_answer("HTTP/1.1 2" + line.substr(9), {kBad, false, 0});
    expect_answer(head("Content-Length: 4\r\n", line) + "hello", {kBad, false, status});
    expect_answer(head("Content-Length: 6\r\n", line) + "hello", {Code::truncated, false, status});
  }
}

// --- Retry-After (RFC 9110 section 10.2.3) ---

constexpr char kNow[] = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";

// --- CONNECT (RFC 9110 section 9.3.6) ---

void expect_tunnel(std::string_view answer, const Expected& expected) {
  const Reading read = read_in_every_way(answer, 0, 4096, Method::connect);
  EXPECT_EQ(read.code, expected.code) << answer;
  EXPECT_EQ(read.complete, expected.complete) << answer;
  EXPECT_TRUE(expected.status < 0 || read.status == expected.status) << answer;
  EXPECT_EQ(read.body, "");
}

TEST(HttpTunnel, AnyOtherStatusRefusesIt) {
  for (int status : {300, 302, 304, 399, 400, 403, 407, 429, 500, 502, 503, 599, 600, 999}) {
    const std::string line = "HTTP/1.1 " + std::to_string(status) + " x";
    const Expected refused{Code::proxy_refused, false, status};
    expect_tunnel(head("", line), refused);
    expect_tunnel(head("Content-Length: 5\r\n", line) + "hello", refused);
    for (const std::string& fields : kUnreadFramings) expect_tunnel(head(fields, line), refused);
    expect_tunnel(head("Proxy-Authenticate: Basic\r\n realm=\"x\"\r\n", line), refused);
    expect_tunnel(head("", line) + "<html>", refused);
    expect_tunnel(line + "\r\nLocation: /\r\n", {Code::truncated});
  }
  const Reading later = read_in_every_way(
      head(std::string(kNow) + "Retry-After: Sun, 06 Nov 1994 08:50:37 GMT\r\n", "HTTP/1.1 503 x"),
      0, 4096, Method::connect);
  EXPECT_EQ(later.retry_after_s, 60);
}

// --- The budget ---

TEST(HttpOverhead, UpToTheBudget) {
  const std::string final = head("Content-Length: 5\r\n");
  for (const auto& [answer, body] :
       {std::pair{final + "hello", 5}, std::pair{head("", "HTTP/1.1 100 x") + final + "hello", 5},
        std::pair{chunked("2;ext\r\nhe\r\n3\r\nllo\r\n0\r\nA: b\r\n\r\n"), 5}}) {
    const size_t overhead = answer.size() - static_cast<size_t>(body);
    expect_answer(answer, complete(200, "hello"), 64, overhead);
    for (size_t budget = 0; budget < overhead; ++budget) {
      const Reading read = read_in_every_way(answer, 64, budget);
      EXPECT_EQ(read.code, kLarge) << budget;
    }
  }
}

// --- The parser as an object ---

TEST(HttpResponseParser, BeginsAnew) {
  char buffer[8];
  ResponseParser parser;
  parser.begin(buffer, sizeof buffer, 1000);
  const std::string first =
      head("Connection: close\r\nRetry-After: 1\r\nContent-Length: 2\r\n") + "ab";
  const Text text(first);
  const Bytes bytes{reinterpret_cast<const uint8_t*>(text.data()), text.size()};
  EXPECT_EQ(parser.feed({}), Code::ok);
  EXPECT_EQ(parser.feed(bytes), Code::ok);
  EXPECT_TRUE(parser.complete());
  EXPECT_EQ(parser.body().data(), buffer);
  EXPECT_EQ(parser.feed({}), Code::ok);  // no byte is no byte behind the response
  EXPECT_EQ(parser.feed(bytes), kBad);
  EXPECT_FALSE(parser.complete());
  EXPECT_EQ(parser.finish(), kBad);

  parser.begin(buffer, sizeof buffer, 1000);
  EXPECT_FALSE(parser.complete());
  EXPECT_EQ(parser.status(), 0);
  EXPECT_EQ(parser.retry_after_s(), -1);
  EXPECT_TRUE(parser.keep_alive());
  EXPECT_EQ(parser.body().size(), 0u);
  EXPECT_EQ(parser.feed(bytes), Code::ok);
  EXPECT_TRUE(parser.complete());
}

}  // namespace
}  // namespace sparekey::http
