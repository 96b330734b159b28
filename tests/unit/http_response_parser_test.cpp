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

// Whether a 200 with these fields, and `content-length: 0`, is taken.
bool takes_fields(std::string_view fields) {
  const Reading answer = read_in_every_way(head(std::string(fields) + "content-length: 0\r\n"));
  EXPECT_TRUE(answer.code == Code::ok || answer.code == kBad) << fields;
  return answer.complete;
}

// --- The status line (RFC 9112 section 4) ---

TEST(HttpStatusLine, Accepted) {
  for (const char* line : {"HTTP/1.1 200 OK", "HTTP/1.1 200 ", "HTTP/1.1 200  ", "HTTP/1.1 200 \t",
                           "HTTP/1.1 200 Not Found At All", "HTTP/1.1 200 \xE6\x88\x90\x80\xFF"})
    expect_answer(head("Content-Length: 2\r\n", line) + "{}", complete(200, "{}"));
  for (const char* line : {"HTTP/1.2 200 OK", "HTTP/1.9 200 OK"})
    expect_answer(head("Content-Length: 2\r\n", line) + "{}", complete(200, "{}"));
  expect_answer(head("Content-Length: 2\r\n", "HTTP/1.0 200 OK") + "{}",
                complete(200, "{}", false));
  for (int status :
       {200, 201, 202, 205, 206, 299, 400, 404, 429, 499, 500, 503, 599, 600, 799, 999})
    expect_answer(head("Content-Length: 0\r\n", "HTTP/1.1 " + std::to_string(status) + " x"),
                  complete(status, ""));
}

TEST(HttpStatusLine, NeedsNoBlankBehindTheStatus) {
  expect_answer(head("Content-Length: 2\r\n", "HTTP/1.1 200") + "{}", complete(200, "{}"));
  expect_answer(head("Content-Length: 2\r\n", "HTTP/1.0 201") + "{}", complete(201, "{}", false));
  expect_answer(head("", "HTTP/1.1 100") + head("Content-Length: 0\r\n", "HTTP/1.1 503"),
                complete(503, ""));
  expect_bad("HTTP/1.1 200\nContent-Length: 0\r\n\r\n");
  expect_bad("HTTP/1.1 200\r\r\nContent-Length: 0\r\n\r\n");
  expect_bad("HTTP/1.1 20\r\nContent-Length: 0\r\n\r\n");
  expect_truncated("HTTP/1.1 200\r");
}

TEST(HttpStatusLine, Refused) {
  for (std::string_view line : {""sv,
                                " HTTP/1.1 200 OK"sv,
                                "http/1.1 200 OK"sv,
                                "HTTP/2 200 OK"sv,
                                "HTTP/2.0 200 OK"sv,
                                "HTTP/0.9 200 OK"sv,
                                "HTTP/11 200 OK"sv,
                                "HTTP/1 200 OK"sv,
                                "HTTP/1. 200 OK"sv,
                                "HTTP/1.10 200 OK"sv,
                                "HTTP/1.x 200 OK"sv,
                                "HTTP/01.1 200 OK"sv,
                                "HTTP 1.1 200 OK"sv,
                                "HTTPS/1.1 200 OK"sv,
                                "ICY 200 OK"sv,
                                "HTTP/1.1  200 OK"sv,
                                "HTTP/1.1\t200 OK"sv,
                                "HTTP/1.1 200\t"sv,
                                "HTTP/1.1 200\tOK"sv,
                                "HTTP/1.1 20 OK"sv,
                                "HTTP/1.1 2000 OK"sv,
                                "HTTP/1.1 200OK"sv,
                                "HTTP/1.1 2xx OK"sv,
                                "HTTP/1.1 +20 OK"sv,
                                "HTTP/1.1 -20 OK"sv,
                                "HTTP/1.1 000 OK"sv,
                                "HTTP/1.1 099 OK"sv,
                                "HTTP/1.1 200 O\0K"sv,
                                "HTTP/1.1 200 O\x7FK"sv,
                                "HTTP/1.1 200 O\x01K"sv,
                                "HTTP/1.1 200 O\rK"sv,
                                "HTTP/1.1 200 O\nK"sv,
                                "\r\nHTTP/1.1 200 OK"sv,
                                "<html>"sv,
                                "{}"sv,
                                "SSH-2.0-x"sv,
                                "\x15\x03\x03"sv})
    expect_bad(head("Content-Length: 0\r\n", line));
}

TEST(HttpStatusLine, LineEndsAreCrLf) {
  expect_bad("HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n");
  expect_bad("HTTP/1.1 200 OK\rContent-Length: 0\r\n\r\n");
  expect_bad("HTTP/1.1 200 OK\r\r\nContent-Length: 0\r\n\r\n");
  expect_bad("HTTP/1.1 200 OK\r\nContent-Length: 0\n\r\n");
  expect_bad("HTTP/1.1 200 OK\r\nContent-Length: 0\r\r\n\r\n");
  expect_bad("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\n");
  expect_bad("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\r\n");
  expect_bad("HTTP/1.1 200 OK\n\n");
}

// --- Fields (RFC 9112 section 5, RFC 9110 section 5) ---

TEST(HttpFields, Accepted) {
  for (std::string_view fields :
       {""sv, "Server: x\r\n"sv, "a:\r\n"sv, "a: \r\n"sv, "a:b\r\n"sv, "a: \t b \t \r\n"sv,
        "a: b: c\r\n"sv, "a: \xE5\xAF\x86\x80\xFF\r\n"sv, "!#$%&'*+-.^_`|~019AZaz: x\r\n"sv,
        "Set-Cookie: a=b\r\nSet-Cookie: c=d\r\n"sv, "a: \"b, c\"\r\n"sv,
        "a-name-that-is-longer-than-any-we-look-for: and a value that is longer still\r\n"sv,
        // Not the fields of interest, though they begin or end like them.
        "Content-Lengthy: x\r\n"sv, "X-Content-Length: 5\r\n"sv, "Content-Lengt: 5\r\n"sv,
        "Content-Length-: 5\r\n"sv, "Transfer-Encodings: gzip\r\n"sv,
        "Transfer-Encodin: gzip\r\n"sv, "Content-Encoding2: gzip\r\n"sv,
        "Transfer_Encoding: gzip\r\n"sv, "Content.Length: 9\r\n"sv, "TE: gzip\r\n"sv,
        "Trailer: content-length\r\n"sv, "Upgrade: h2\r\n"sv})
    EXPECT_TRUE(takes_fields(fields)) << fields;
}

TEST(HttpFields, Refused) {
  for (std::string_view fields :
       {"a\r\n"sv, ":\r\n"sv, ": b\r\n"sv, " : b\r\n"sv, "a : b\r\n"sv, "a\t: b\r\n"sv,
        " a: b\r\n"sv, "\ta: b\r\n"sv, "a b: c\r\n"sv, "a(b): c\r\n"sv, "a/b: c\r\n"sv,
        "a@b: c\r\n"sv, "\"a\": c\r\n"sv, "a;b: c\r\n"sv, "\xC3\xA4: b\r\n"sv, "a\0: b\r\n"sv,
        "\0a: b\r\n"sv, "a\x7F: b\r\n"sv,
        // controls and bare line ends
        "a: b\0c\r\n"sv, "a: \x01\r\n"sv, "a: \x1F\r\n"sv, "a: \x7F\r\n"sv, "a: \v\r\n"sv,
        "a: b\nc: d\r\n"sv, "a: b\rc: d\r\n"sv, "a: b\r\r\n"sv, "a: b\n"sv, "a\n: b\r\n"sv,
        "a\r\n: b\r\n"sv, "a: b\n\r\n"sv})
    EXPECT_FALSE(takes_fields(fields)) << fields;
}

// --- Content-Length (RFC 9110 section 8.6, RFC 9112 section 6.3) ---

TEST(HttpContentLength, Accepted) {
  for (const char* field :
       {"Content-Length: 5", "content-length:5", "CONTENT-LENGTH: 5", "cOnTeNt-LeNgTh:\t 5 \t",
        "A: b \r\nContent-Length:5", "Content-Length: 05", "Content-Length: 0005"})
    expect_answer(head(std::string(field) + "\r\n") + "hello", complete(200, "hello"));
  expect_answer(head("Content-Length: 0\r\n"), complete(200, ""));
  expect_answer(head("Content-Length: 00\r\n"), complete(200, ""));
  expect_answer(head("Content-Length: 7\r\n") + std::string("\r\n\0\r\n\xFF\n", 7),
                complete(200, "\r\n\0\r\n\xFF\n"sv));
}

TEST(HttpContentLength, Refused) {
  for (std::string_view value : {""sv,
                                 " "sv,
                                 "+5"sv,
                                 "-5"sv,
                                 "-0"sv,
                                 "5,5"sv,
                                 "5, 5"sv,
                                 "5,"sv,
                                 ",5"sv,
                                 "12 34"sv,
                                 "5 5"sv,
                                 "5\t5"sv,
                                 "0x5"sv,
                                 "5x"sv,
                                 "x5"sv,
                                 "5.0"sv,
                                 "5e0"sv,
                                 "5;"sv,
                                 "\"5\""sv,
                                 "five"sv,
                                 "5\0"sv,
                                 "\xEF\xBC\x95"sv,
                                 "18446744073709551616"sv,
                                 "99999999999999999999"sv,
                                 "100000000000000000000000000000000000000005"sv})
    expect_bad(head("Content-Length: " + std::string(value) + "\r\n") + "hello");
  expect_bad(head("Content-Length: 5\r\nContent-Length: 5\r\n") + "hello");
  expect_bad(head("Content-Length: 5\r\nA: b\r\ncontent-length: 6\r\n") + "hello!");
  expect_bad(head("Content-Length: 0\r\nContent-Length: 0\r\n"));
  expect_bad(head("Content-Length : 5\r\n") + "hello");
}

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

// --- Transfer-Encoding and Content-Encoding ---

TEST(HttpCodings, ChunkedAlone) {
  for (const char* field : {"Transfer-Encoding: chunked", "transfer-encoding:chunked",
                            "TRANSFER-ENCODING:\tCHUNKED \t"})
    expect_answer(head(std::string(field) + "\r\n") + "0\r\n\r\n", complete(200, ""));
  for (const char* value :
       {"", "identity", "gzip", "gzip, chunked", "chunked, gzip", "chunked, chunked", "chunked,",
        ",chunked", "chunked;q=1", "chunke", "chunkedd", "xchunked", "chun ked", "chunked identity",
        "\"chunked\"", "chunked\x0B"})
    expect_bad(head("Transfer-Encoding: " + std::string(value) + "\r\n") + "0\r\n\r\n");
  expect_bad(head("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n");
  expect_bad(head("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n");
  expect_bad(head("Transfer-Encoding: chunked\r\nTransfer-Encoding:\r\n") + "0\r\n\r\n");
}

TEST(HttpCodings, NotBesideContentLength) {
  expect_bad(head("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n");
  expect_bad(head("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n") + "0\r\n\r\n");
  expect_bad(head("Transfer-Encoding: identity\r\nContent-Length: 0\r\n"));
}

TEST(HttpCodings, NotInHttp10) {
  expect_bad(head("Transfer-Encoding: chunked\r\n", "HTTP/1.0 200 OK") + "0\r\n\r\n");
}

TEST(HttpCodings, NoContentCoding) {
  EXPECT_TRUE(takes_fields("Content-Encoding: identity\r\n"));
  EXPECT_TRUE(takes_fields("CONTENT-ENCODING:\tIdentity \r\n"));
  // Empty elements of a list count for nothing (RFC 9110 section 5.6.1).
  for (const char* value : {"", " \t", ",", "identity,", ", identity", "identity,identity"})
    EXPECT_TRUE(takes_fields("Content-Encoding:" + std::string(value) + "\r\n")) << value;
  EXPECT_TRUE(takes_fields("Content-Encoding:\r\nContent-Encoding: identity\r\n"));
  for (const char* value : {"gzip", "br", "deflate", "identity, gzip", "gzip, identity", ",gzip",
                            "gzip,", "identityx", "identit", "x-gzip", "i dentity", "UTF-8", "\"\"",
                            "a-coding-longer-than-anything-that-is-looked-for"})
    EXPECT_FALSE(takes_fields("Content-Encoding: " + std::string(value) + "\r\n")) << value;
  EXPECT_FALSE(takes_fields("Content-Encoding:\r\nContent-Encoding: gzip\r\n"));
  EXPECT_FALSE(takes_fields("Content-Encoding: gzip\r\nContent-Encoding: identity\r\n"));
}

// --- Chunks (RFC 9112 section 7.1) ---

TEST(HttpChunks, Accepted) {
  const Expected hello = complete(200, "hello");
  for (std::string_view body :
       {"5\r\nhello\r\n0\r\n\r\n"sv, "05\r\nhello\r\n00\r\n\r\n"sv,
        "00000000000000000000000000000005\r\nhello\r\n0000000000000000000000\r\n\r\n"sv,
        "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"sv,
        "1\r\nh\r\n1\r\ne\r\n1\r\nl\r\n1\r\nl\r\n1\r\no\r\n0\r\n\r\n"sv,
        "5;a\r\nhello\r\n0;b\r\n\r\n"sv, "5;a=b;c=\"d;e\"\r\nhello\r\n0\r\n\r\n"sv,
        "5 ;a\r\nhello\r\n0\t \t;\t\r\n\r\n"sv, "5;\r\nhello\r\n0\r\n\r\n"sv,
        // padding of a size that was written into a fixed width
        "5 \r\nhello\r\n0\r\n\r\n"sv, "5\t\r\nhello\r\n0 \t \r\n\r\n"sv,
        "5       \r\nhello\r\n0000    \r\nA: b\r\n\r\n"sv, "5;\xC3\xA4\r\nhello\r\n0\r\n\r\n"sv,
        "5\r\nhello\r\n0\r\nA: b\r\n\r\n"sv,
        // Trailers are passed over, whatever they say.
        "5\r\nhello\r\n0\r\nContent-Length: 9\r\nTransfer-Encoding: gzip\r\nX:\r\n\r\n"sv,
        "5\r\nhello\r\n0\r\nConnection: close\r\nRetry-After: 5\r\nContent-Length: x\r\n\r\n"sv})
    expect_answer(chunked(body), hello);
  expect_answer(chunked("aB\r\n" + std::string(0xAB, '\n') + "\r\n0\r\n\r\n"),
                complete(200, std::string(0xAB, '\n')));
  expect_answer(chunked("0\r\n\r\n"), complete(200, ""));
  expect_answer(chunked("7\r\n\r\n0\r\n\r\n\r\n0\r\n\r\n"), complete(200, "\r\n0\r\n\r\n"));
}

TEST(HttpChunks, Refused) {
  for (std::string_view body :
       {"\r\nhello\r\n0\r\n\r\n"sv, ";a\r\n"sv, " 5\r\nhello\r\n0\r\n\r\n"sv, "+5\r\nhello\r\n"sv,
        "-5\r\nhello\r\n"sv, "0x5\r\nhello\r\n"sv, "5h\r\nhello\r\n"sv, "g\r\n"sv,
        "5 \nhello\r\n"sv, "5 \r\r\nhello\r\n"sv, "5\v\r\nhello\r\n"sv, "5 5\r\nhello\r\n"sv,
        "5 5;a\r\nhello\r\n"sv, "0 0;a\r\n\r\n"sv, "5 a\r\nhello\r\n"sv, "5,5\r\nhello\r\n"sv,
        "5\nhello\r\n"sv, "5\rhello\r\n"sv, "5\r\r\nhello\r\n"sv, "\n5\r\nhello\r\n"sv,
        "5;a\nhello\r\n"sv, "5;a\rb\r\nhello\r\n"sv, "5;\0\r\nhello\r\n"sv, "5;\x7F\r\nhello\r\n"sv,
        "5;a\x01\r\nhello\r\n"sv, "5 ;a\x01\r\nhello\r\n"sv,
        // the end of the data
        "5\r\nhello0\r\n\r\n"sv, "5\r\nhello\n0\r\n\r\n"sv, "5\r\nhello\r0\r\n\r\n"sv,
        "5\r\nhello!\r\n0\r\n\r\n"sv, "5\r\nhell\r\n0\r\n\r\n"sv, "5\r\nhello\r\r\n0\r\n\r\n"sv,
        "5\r\nhello\r\n\r\n0\r\n\r\n"sv, "5\r\nhello\r\n\r\n\r\n"sv, "5\r\nhello\r\n;a\r\n\r\n"sv,
        // trailers
        "0\r\n\n"sv, "0\r\n\r\r\n"sv, "0\r\n A: b\r\n\r\n"sv, "0\r\nA : b\r\n\r\n"sv,
        "0\r\nA\r\n\r\n"sv, "0\r\nA: b\n\r\n"sv, "0\r\n: b\r\n\r\n"sv, "0\r\nA: \0\r\n\r\n"sv,
        "0\n\r\n"sv,
        // behind the end
        "0\r\n\r\n\r\n"sv, "0\r\n\r\n0\r\n\r\n"sv, "0\r\n\r\nHTTP/1.1 200 OK\r\n"sv})
    expect_bad(chunked(body));
}

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

TEST(HttpBody, CutOff) {
  expect_truncated("");
  expect_truncated("H");
  expect_truncated("HTTP/1.1 200 OK\r\n");
  expect_truncated("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n");
  expect_truncated("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
  expect_truncated("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell");
  expect_truncated("HTTP/1.1 100 Continue\r\n\r\n");
  for (const char* body :
       {"", "5", "5\r\n", "5\r\nhell", "5\r\nhello", "5\r\nhello\r\n", "5\r\nhello\r\n0",
        "5\r\nhello\r\n0\r\n", "5\r\nhello\r\n0\r\nA: b\r\n", "5\r\nhello\r\n0\r\n\r"})
    expect_truncated(chunked(body));
}

TEST(HttpBody, BytesBehindTheResponse) {
  expect_bad(head("Content-Length: 5\r\n") + "hello!");
  expect_bad(head("Content-Length: 0\r\n") + "\r\n");
  expect_bad(head("Content-Length: 5\r\n") + "hello" + head("Content-Length: 0\r\n"));
  expect_bad(head("", "HTTP/1.1 204 No Content") + "x");
}

// --- Statuses without an ordinary body ---

TEST(HttpStatuses, NoContent) {
  const char* line = "HTTP/1.1 204 No Content";
  expect_answer(head("", line), complete(204, ""));
  expect_answer(head("Content-Length: 0\r\n", line), complete(204, ""));
  expect_bad(head("Content-Length: 1\r\n", line));
  expect_bad(head("Transfer-Encoding: chunked\r\n", line) + "0\r\n\r\n");
}

TEST(HttpStatuses, InterimResponsesArePassedOver) {
  const std::string final = head("Content-Length: 2\r\n") + "{}";
  std::string interim;
  for (int i = 0; i < 4; ++i) {
    expect_answer(interim + final, complete(200, "{}"));
    interim += head("Link: x\r\n", i % 2 ? "HTTP/1.1 103 Early Hints" : "HTTP/1.1 100 ");
  }
  expect_answer(interim + final, complete(200, "{}"));
  expect_bad(interim + head("", "HTTP/1.1 102 Processing") + final);
  // Nothing of them is remembered.
  expect_answer(head("Connection: close\r\nRetry-After: 3\r\nContent-Encoding: gzip\r\n"
                     "Content-Length: 0\r\n",
                     "HTTP/1.0 199 x") +
                    final,
                complete(200, "{}"));
}

TEST(HttpStatuses, InterimResponsesHaveNoBody) {
  const std::string final = head("Content-Length: 2\r\n") + "{}";
  expect_bad(head("Content-Length: 2\r\n", "HTTP/1.1 100 x") + final);
  expect_bad(head("Transfer-Encoding: chunked\r\n", "HTTP/1.1 100 x") + final);
  expect_bad(head("A : b\r\n", "HTTP/1.1 100 x") + final);
  expect_bad(head("Content-Length: x\r\n", "HTTP/1.1 100 x") + final);
}

TEST(HttpStatuses, NoUpgradeWasAskedFor) {
  expect_bad(head("Upgrade: h2c\r\nConnection: upgrade\r\n", "HTTP/1.1 101 Switching Protocols"));
  expect_bad(head("", "HTTP/1.1 100 x") + head("", "HTTP/1.1 101 x"));
}

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

TEST(HttpStatuses, ErrorsWhosePageCannotBeReadKeepRetryAfter) {
  const Reading answer = read_in_every_way(
      head("Content-Encoding: gzip\r\nRetry-After: 5\r\nContent-Length: 9\r\n", "HTTP/1.1 503 x"));
  EXPECT_EQ(answer.code, Code::http_status);
  EXPECT_EQ(answer.retry_after_s, 5);
}

// --- Connection (RFC 9112 section 9.3) ---

TEST(HttpConnection, Close) {
  const auto keeps = [](std::string_view fields) {
    const Reading answer = read_in_every_way(head(std::string(fields) + "content-length: 0\r\n"));
    EXPECT_TRUE(answer.complete) << fields;
    return answer.keep_alive;
  };
  for (const char* fields :
       {"", "Connection: keep-alive\r\n", "Connection:\r\n", "Connection: closed\r\n",
        "Connection: clos\r\n", "Connection: x-close\r\n", "Connection: upgrade, keep-alive\r\n",
        "Connection: \"close\"\r\n", "Connections: close\r\n", "Proxy-Connection: close\r\n",
        "Connection: ,, ,\r\n", "Connection: an-option-longer-than-any-we-look-for\r\n"})
    EXPECT_TRUE(keeps(fields)) << fields;
  for (const char* fields :
       {"Connection: close\r\n", "connection:close\r\n", "CONNECTION:\tCLOSE\t\r\n",
        "Connection: keep-alive, close\r\n", "Connection: close,keep-alive\r\n",
        "Connection: a\t,\tcLoSe\t,b\r\n", "Connection: ,close\r\n", "Connection: a ,close\r\n",
        "Connection: close,\r\n", "Connection: close\r\nConnection: keep-alive\r\n",
        "Connection: keep-alive\r\nConnection: close\r\n",
        "Connection: an-option-longer-than-any-we-look-for, close\r\n"})
    EXPECT_FALSE(keeps(fields)) << fields;
}

TEST(HttpConnection, Http10IsNeverKept) {
  expect_answer(head("Content-Length: 0\r\nConnection: keep-alive\r\n", "HTTP/1.0 200 OK"),
                complete(200, "", false));
}

// --- Retry-After (RFC 9110 section 10.2.3) ---

TEST(HttpRetryAfter, Seconds) {
  const struct {
    std::string_view fields;
    int64_t seconds;
  } cases[] = {
      {"", -1},
      {"Retry-After: 0\r\n", 0},
      {"retry-after:60\r\n", 60},
      {"RETRY-AFTER: \t120\t\r\n", 120},
      {"Retry-After: 007\r\n", 7},
      {"Retry-After: 31622400\r\n", 31622400},
      {"Retry-After: 31622401\r\n", -1},
      {"Retry-After: 4294967297\r\n", -1},
      {"Retry-After: 99999999999999999999999999\r\n", -1},
      {"Retry-After:\r\n", -1},
      {"Retry-After: -5\r\n", -1},
      {"Retry-After: +5\r\n", -1},
      {"Retry-After: 5.5\r\n", -1},
      {"Retry-After: 5 6\r\n", -1},
      {"Retry-After: 5, 6\r\n", -1},
      {"Retry-After: soon\r\n", -1},
      {"Retry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\n", -1},
      {"Retry-After: 5\r\nRetry-After: 5\r\n", -1},
      {"Retry-After: x\r\nRetry-After: 5\r\n", -1},
      {"X-Retry-After: 5\r\n", -1},
  };
  for (const auto& one : cases)
    expect_answer(head(std::string(one.fields) + "Content-Length: 0\r\n", "HTTP/1.1 429 x"),
                  complete(429, "", true, one.seconds));
}

constexpr char kNow[] = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";

// What an answer with these fields, and Date, makes of Retry-After.
int64_t retry_after_s(std::string_view value, std::string_view date = kNow) {
  const std::string retry = "Retry-After: " + std::string(value) + "\r\n";
  const std::string end = "Content-Length: 0\r\n";
  const Reading answer = read_in_every_way(head(std::string(date) + retry + end, "HTTP/1.1 503 x"));
  EXPECT_TRUE(answer.complete);
  // In any order.
  EXPECT_EQ(read_in_every_way(head(retry + end + std::string(date), "HTTP/1.1 503 x")), answer);
  return answer.retry_after_s;
}

TEST(HttpRetryAfter, DatesCountFromTheAnswersOwn) {
  EXPECT_EQ(retry_after_s("Sun, 06 Nov 1994 08:49:37 GMT"), 0);
  EXPECT_EQ(retry_after_s("Sun, 06 Nov 1994 08:50:37 GMT"), 60);
  EXPECT_EQ(retry_after_s("Sunday, 06-Nov-94 08:50:37 GMT"), 60);
  EXPECT_EQ(retry_after_s("Sun Nov  6 08:50:37 1994"), 60);
  EXPECT_EQ(retry_after_s("SUN, 06 NOV 1994 08:50:37 gmt \t"), 60);
  // The past is now.
  EXPECT_EQ(retry_after_s("Sun, 06 Nov 1994 08:49:36 GMT"), 0);
  EXPECT_EQ(retry_after_s("Thu, 01 Jan 1970 00:00:00 GMT"), 0);
  // At most a year.
  EXPECT_EQ(retry_after_s("Tue, 07 Nov 1995 08:49:37 GMT"), 31'622'400);
  EXPECT_EQ(retry_after_s("Tue, 07 Nov 1995 08:49:38 GMT"), -1);
  EXPECT_EQ(retry_after_s("Fri, 31 Dec 9999 23:59:59 GMT"), -1);
  // Seconds need no date.
  EXPECT_EQ(retry_after_s("7"), 7);
  EXPECT_EQ(retry_after_s("7", "Date: yesterday\r\n"), 7);
}

TEST(HttpRetryAfter, DatesFarFromToday) {
  EXPECT_EQ(
      retry_after_s("Wed, 20 Jan 2038 00:00:10 GMT", "Date: Tue, 19 Jan 2038 03:14:07 GMT\r\n"),
      74'763);
  EXPECT_EQ(
      retry_after_s("Mon, 01 Mar 2100 00:00:00 GMT", "Date: Sun, 28 Feb 2100 23:59:59 GMT\r\n"), 1);
  EXPECT_EQ(
      retry_after_s("Friday, 01-Jan-00 00:00:00 GMT", "Date: Friday, 31-Dec-99 23:59:59 GMT\r\n"),
      1);
}

TEST(HttpRetryAfter, DatesWithoutAReferenceAreNone) {
  constexpr char kLater[] = "Sun, 06 Nov 1994 08:50:37 GMT";
  const std::string now = kNow;
  EXPECT_EQ(retry_after_s(kLater, ""), -1);
  EXPECT_EQ(retry_after_s(kLater, "Date:\r\n"), -1);
  EXPECT_EQ(retry_after_s(kLater, "Date: 784111777\r\n"), -1);
  EXPECT_EQ(retry_after_s(kLater, "X-Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"), -1);
  EXPECT_EQ(retry_after_s(kLater, now + now), -1);
  EXPECT_EQ(retry_after_s(kLater, now + now + now), -1);
  EXPECT_EQ(retry_after_s(kLater, "Retry-After: 5\r\n" + now), -1);
  EXPECT_EQ(retry_after_s(kLater, "Retry-After: " + std::string(kLater) + "\r\n" + now), -1);
  // An interim response's is not this one's.
  EXPECT_EQ(
      read_in_every_way(head(kNow, "HTTP/1.1 103 x") +
                        head("Retry-After: " + std::string(kLater) + "\r\nContent-Length: 0\r\n",
                             "HTTP/1.1 503 x"))
          .retry_after_s,
      -1);
}

// A blank too many, or another one than a space, makes another text.
TEST(HttpRetryAfter, MalformedDatesAreNone) {
  for (const char* value :
       {"Sun, 06 Nov  1994 08:50:37 GMT", "Sun,\t06 Nov 1994 08:50:37 GMT",
        "Sun,  06 Nov 1994 08:50:37 GMT", "Sun Nov 6 08:50:37 1994", "Sun Nov   6 08:50:37 1994",
        "Sun Nov \t6 08:50:37 1994", "Sun Nov\t 6 08:50:37 1994",
        "Sun, 06 Nov 1994 08:50:37 GMT, x", "Sunday, 06-Nov-1994 08:50:37 GMT",
        "Sun, 06 Nov 1994 08:50:37 +0000", "1994-11-06T08:50:37Z"})
    EXPECT_EQ(retry_after_s(value), -1) << value;
}

// --- CONNECT (RFC 9110 section 9.3.6) ---

void expect_tunnel(std::string_view answer, const Expected& expected) {
  const Reading read = read_in_every_way(answer, 0, 4096, Method::connect);
  EXPECT_EQ(read.code, expected.code) << answer;
  EXPECT_EQ(read.complete, expected.complete) << answer;
  EXPECT_TRUE(expected.status < 0 || read.status == expected.status) << answer;
  EXPECT_EQ(read.body, "");
}

TEST(HttpTunnel, OpensWithAnyGoodHead) {
  for (const char* line :
       {"HTTP/1.1 200 Connection established", "HTTP/1.0 200 OK", "HTTP/1.1 200 "})
    expect_tunnel(head("", line), {Code::ok, true, 200});
  expect_tunnel(head("", "HTTP/1.1 204 x"), {Code::ok, true, 204});
  expect_tunnel(head("", "HTTP/1.1 299 x"), {Code::ok, true, 299});
  // There is no body, whatever these say.
  for (const char* fields :
       {"Content-Length: 5\r\n", "Content-Length: 18446744073709551615\r\n",
        "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip, chunked\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Content-Encoding: gzip\r\n",
        "Content-Length: 0\r\nContent-Length: 7\r\n", "Content-Length: x\r\n",
        "Content-Length:\r\n\t5\r\n", "Transfer-Encoding: chunked,\r\n gzip\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "Connection: close\r\n",
        "Proxy-Agent: x\r\n y\r\nVia: y\r\n"})
    expect_tunnel(head(fields), {Code::ok, true, 200});
  expect_tunnel(head("Transfer-Encoding: chunked\r\n", "HTTP/1.0 200"), {Code::ok, true, 200});
}

TEST(HttpTunnel, InterimResponsesArePassedOver) {
  const std::string interim = head("", "HTTP/1.1 100 Continue");
  expect_tunnel(interim + head(""), {Code::ok, true, 200});
  expect_tunnel(interim + interim + interim + interim + interim + head(""), {kBad});
  expect_tunnel(head("Content-Length: 1\r\n", "HTTP/1.1 100 x") + head(""), {kBad});
  expect_tunnel(head("", "HTTP/1.1 101 x"), {kBad});
}

TEST(HttpTunnel, IsNotFollowedByAnything) {
  expect_tunnel(head("") + "x", {kBad, false, 200});
  expect_tunnel(head("Content-Length: 1\r\n") + "x", {kBad, false, 200});
  expect_tunnel(head("Transfer-Encoding: chunked\r\n") + "0\r\n\r\n", {kBad, false, 200});
  expect_tunnel(head("") + "\x16\x03\x03", {kBad, false, 200});
  expect_tunnel(head("") + head(""), {kBad, false, 200});
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

TEST(HttpTunnel, IsReadAsStrictlyAsAnyAnswer) {
  for (std::string_view line :
       {""sv, "HTTP/2 200 OK"sv, "HTTP/1.1  200 OK"sv, "HTTP/1.1 20 OK"sv, "HTTP/1.1 099 x"sv,
        "ICY 200 OK"sv, "SSH-2.0-x"sv, "\x15\x03\x03"sv, "HTTP/1.1 200 O\0K"sv})
    expect_tunnel(head("", line), {kBad});
  for (std::string_view fields : {"a\r\n"sv, " a: b\r\n"sv, "a : b\r\n"sv, "a: \x01\r\n"sv,
                                  "a: b\n"sv, "Connection: keep-alive,\r\n close\r\n"sv})
    expect_tunnel(head(fields), {kBad});
  expect_tunnel("HTTP/1.1 200 OK\r\n\n", {kBad});
  expect_tunnel("HTTP/1.1 200 OK\n\n", {kBad});
}

TEST(HttpTunnel, EndlessHeadsEnd) {
  EXPECT_EQ(
      read_in_every_way("HTTP/1.1 200 OK\r\na: " + std::string(300, 'x'), 0, 200, Method::connect)
          .code,
      kLarge);
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

TEST(HttpOverhead, EndlessHeadsEnd) {
  const auto endless = [](std::string_view beginning, char c) {
    return read_in_every_way(std::string(beginning) + std::string(300, c), 64, 200).code;
  };
  EXPECT_EQ(endless("HTTP/1.1 200 ", 'x'), kLarge);
  EXPECT_EQ(endless("HTTP/1.1 200 OK\r\n", 'x'), kLarge);
  EXPECT_EQ(endless("HTTP/1.1 200 OK\r\na: ", 'x'), kLarge);
  EXPECT_EQ(endless("HTTP/1.1 200 OK\r\na: ", ' '), kLarge);
  EXPECT_EQ(endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", '0'), kLarge);
  EXPECT_EQ(endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;", 'x'), kLarge);
  EXPECT_EQ(endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", 'x'), kLarge);
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
