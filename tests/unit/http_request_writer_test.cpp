// SPDX-License-Identifier: Apache-2.0
#include "http/request_writer.hpp"

#include <gtest/gtest.h>

#include "exact_buffer.hpp"

namespace sparekey::http {
namespace {

using namespace std::string_view_literals;
using test::ExactBuffer;
using test::str;

constexpr std::string_view kPost =
    "POST /api/v3/send-email HTTP/1.1\r\n"
    "host: core.authing.cn\r\n"
    "content-type: application/json\r\n"
    "x-authing-app-id: 6\r\n"
    "content-length: 12\r\n"
    "\r\n"
    "{\"email\":\"\"}";

Text write_post(RequestWriter& request) {
  request.begin("POST", "/api/v3/send-email", "core.authing.cn");
  request.lines("content-type: application/json\r\n");
  request.prefix("x-authing-");
  request.field("app-id", "6");
  request.body().put("{\"email\":\"\"}");
  return request.finish(true);
}

TEST(HttpRequestWriter, WithBody) {
  ExactBuffer buffer(kPost.size());
  RequestWriter request(buffer.data(), buffer.size());
  const Text whole = write_post(request);
  EXPECT_EQ(str(whole), kPost);
  EXPECT_EQ(whole.data(), buffer.data());
  EXPECT_TRUE(request.ok());
}

TEST(HttpRequestWriter, FailsInEverySmallerBuffer) {
  for (size_t capacity = 0; capacity < kPost.size(); ++capacity) {
    ExactBuffer buffer(capacity);
    RequestWriter request(buffer.data(), buffer.size());
    EXPECT_TRUE(write_post(request).empty());
    EXPECT_FALSE(request.ok()) << capacity;
  }
}

TEST(HttpRequestWriter, LackOfSpaceIsWellFormed) {
  for (size_t capacity = 0; capacity < kPost.size(); ++capacity) {
    ExactBuffer buffer(capacity);
    RequestWriter request(buffer.data(), buffer.size());
    write_post(request);
    EXPECT_TRUE(request.well_formed()) << capacity;

    RequestWriter get(buffer.data(), capacity < 27 ? capacity : 26);  // of 27 bytes
    get.begin("GET", "/", "h");
    EXPECT_TRUE(get.finish(false).empty());
    EXPECT_TRUE(get.well_formed()) << capacity;
  }
}

TEST(HttpRequestWriter, WithoutBody) {
  const std::string_view expected = "GET /api/v3/system HTTP/1.1\r\nhost: [::1]:8443\r\n\r\n";
  ExactBuffer buffer(expected.size());
  RequestWriter request(buffer.data(), buffer.size());
  request.begin("GET", "/api/v3/system", "[::1]:8443");
  EXPECT_EQ(str(request.finish(false)), expected);
}

TEST(HttpRequestWriter, BearerToken) {
  ExactBuffer buffer(size_t{64});
  RequestWriter request(buffer.data(), buffer.size());
  request.begin("GET", "/", "h");
  request.bearer("abc.d-e_f");
  EXPECT_EQ(str(request.finish(false)),
            "GET / HTTP/1.1\r\nhost: h\r\nauthorization: Bearer abc.d-e_f\r\n\r\n");
  for (const char* bad : {" a", "a\r\nb: c", "a\n"}) {
    RequestWriter other(buffer.data(), buffer.size());
    other.begin("GET", "/", "h");
    other.bearer(bad);
    EXPECT_TRUE(other.finish(false).empty());
    EXPECT_FALSE(other.well_formed());
  }
}

std::string connect(std::string_view host, uint16_t tcp_port, size_t capacity = 256) {
  ExactBuffer buffer(capacity);
  RequestWriter request(buffer.data(), buffer.size());
  request.begin_tunnel(host, tcp_port);
  request.field("user-agent", "x");
  const Text whole = request.finish(false);
  EXPECT_EQ(whole.empty(), !request.ok());
  return str(whole);
}

// RFC 9112 section 3.2.3: the authority alone, always with its port.
TEST(HttpRequestWriter, Tunnel) {
  const std::string expected =
      "CONNECT core.authing.cn:443 HTTP/1.1\r\nhost: core.authing.cn:443\r\nuser-agent: x\r\n\r\n";
  EXPECT_EQ(connect("core.authing.cn", 443), expected);
  EXPECT_EQ(connect("[2001:db8::7]", 65535),
            "CONNECT [2001:db8::7]:65535 HTTP/1.1\r\nhost: [2001:db8::7]:65535\r\n"
            "user-agent: x\r\n\r\n");
  for (size_t capacity = 0; capacity < expected.size(); ++capacity)
    EXPECT_EQ(connect("core.authing.cn", 443, capacity), "");
  EXPECT_EQ(connect("core.authing.cn", 443, expected.size()), expected);
  for (std::string_view bad :
       {""sv, "a b"sv, "a\r\nb: c"sv, "a\n"sv, "a\0"sv, "\x7F"sv, "\xC3\xA4"sv, "a\t"sv})
    EXPECT_EQ(connect(bad, 443), "") << bad;
}

std::string proxy_basic(std::string_view credentials, size_t capacity = 256) {
  ExactBuffer buffer(capacity);
  RequestWriter request(buffer.data(), buffer.size());
  request.begin_tunnel("h", 1);
  request.proxy_basic(credentials);
  return str(request.finish(false));
}

// RFC 7617 sections 2 and 2.1.
TEST(HttpRequestWriter, ProxyBasic) {
  const std::string head = "CONNECT h:1 HTTP/1.1\r\nhost: h:1\r\nproxy-authorization: Basic ";
  const std::string expected = head + "QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n\r\n";
  EXPECT_EQ(proxy_basic("Aladdin:open sesame"), expected);
  EXPECT_EQ(proxy_basic("test:123\xC2\xA3"), head + "dGVzdDoxMjPCow==\r\n\r\n");
  EXPECT_EQ(proxy_basic("a:\r\n"), head + "YToNCg==\r\n\r\n");
  for (size_t capacity = 0; capacity < expected.size(); ++capacity)
    EXPECT_EQ(proxy_basic("Aladdin:open sesame", capacity), "");
  EXPECT_EQ(proxy_basic("Aladdin:open sesame", expected.size()), expected);
}

TEST(HttpRequestWriter, LengthsAreOrdinaryNumbers) {
  for (size_t size : {0u, 1u, 9u, 10u, 99u, 100u, 1234u}) {
    const std::string body(size, 'b');
    ExactBuffer buffer(size + 64);
    RequestWriter request(buffer.data(), buffer.size());
    request.begin("POST", "/", "h");
    request.body().put(body);
    EXPECT_EQ(str(request.finish(true)), "POST / HTTP/1.1\r\nhost: h\r\ncontent-length: " +
                                             std::to_string(size) + "\r\n\r\n" + body);
  }
}

TEST(HttpRequestWriter, EmptyBodyWithoutAskingForIt) {
  ExactBuffer buffer(size_t{64});
  RequestWriter request(buffer.data(), buffer.size());
  request.begin("POST", "/", "h");
  EXPECT_EQ(str(request.finish(true)), "POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 0\r\n\r\n");
}

TEST(HttpRequestWriter, BodyThatFailedFailsTheRequest) {
  ExactBuffer buffer(size_t{256});
  RequestWriter request(buffer.data(), buffer.size());
  request.begin("POST", "/", "h");
  request.body().fail();
  EXPECT_TRUE(request.finish(true).empty());
  EXPECT_FALSE(request.ok());
}

TEST(HttpRequestWriter, BodyWithoutSayingSoFails) {
  ExactBuffer buffer(size_t{256});
  RequestWriter request(buffer.data(), buffer.size());
  request.begin("GET", "/", "h");
  request.body().put("x");
  EXPECT_TRUE(request.finish(false).empty());
  EXPECT_FALSE(request.ok());
}

TEST(HttpRequestWriter, LinesStandBetweenBeginAndBody) {
  ExactBuffer buffer(size_t{256});
  RequestWriter early(buffer.data(), buffer.size());
  early.lines("a: b\r\n");
  early.begin("GET", "/", "h");
  EXPECT_TRUE(early.finish(false).empty());
  EXPECT_FALSE(early.well_formed());

  RequestWriter late(buffer.data(), buffer.size());
  late.begin("GET", "/", "h");
  late.body();
  late.lines("a: b\r\n");
  EXPECT_TRUE(late.finish(true).empty());
  EXPECT_FALSE(late.well_formed());
}

// The request with one part of the caller's choice.
bool accepts(const std::string& method, const std::string& path, std::string_view host,
             const std::string& prefix, const std::string& name, std::string_view value) {
  ExactBuffer buffer(size_t{512});
  RequestWriter request(buffer.data(), buffer.size());
  request.begin(method.c_str(), path.c_str(), host);
  if (!prefix.empty()) request.prefix(prefix.c_str());
  request.field(name.c_str(), value);
  const bool good = !request.finish(false).empty();
  EXPECT_EQ(good, request.ok());
  EXPECT_EQ(good, request.well_formed());
  return good;
}

TEST(HttpRequestWriter, RefusesWhatCouldBreakALine) {
  EXPECT_TRUE(accepts("GET", "/", "h", "", "a", ""));
  EXPECT_TRUE(accepts("GET", "/", "h", "x-", "a", "b c"));
  EXPECT_TRUE(accepts("M-SEARCH", "/a?b=c%20#d", "h:1", "", "!#$%&'*+-.^_`|~09azAZ", "~"));
  for (std::string_view bad :
       {"\r"sv, "\n"sv, "\0"sv, "\x7F"sv, "\xC3\xA4"sv, "\x1F"sv, "\t"sv, "a\r\nb: c"sv, "a\nb"sv,
        "a\0b"sv, "\x80"sv, " a"sv, "a "sv, " "sv}) {
    EXPECT_FALSE(accepts("GET", "/", bad, "", "a", "b")) << bad;
    EXPECT_FALSE(accepts("GET", "/", "h", "", "a", bad)) << bad;
    const std::string word(bad);
    if (word.find('\0') != std::string::npos) continue;  // the others end with it
    EXPECT_FALSE(accepts(word, "/", "h", "", "a", "b")) << bad;
    EXPECT_FALSE(accepts("GET", "/" + word, "h", "", "a", "b")) << bad;
    EXPECT_FALSE(accepts("GET", "/", "h", word, "a", "b")) << bad;
    EXPECT_FALSE(accepts("GET", "/", "h", "", word, "b")) << bad;
  }
  for (std::string_view bad : {"a:"sv, ":"sv, "a b"sv, "(a)"sv, "a/b"sv, "\"a\""sv, "a,b"sv})
    EXPECT_FALSE(accepts("GET", "/", "h", "", std::string(bad), "b")) << bad;
  EXPECT_FALSE(accepts("", "/", "h", "", "a", "b"));
  EXPECT_FALSE(accepts("GET", "", "h", "", "a", "b"));
  EXPECT_FALSE(accepts("GET", "a", "h", "", "a", "b"));
  EXPECT_FALSE(accepts("GET", "https://h/", "h", "", "a", "b"));
  EXPECT_FALSE(accepts("GET", "/a b", "h", "", "a", "b"));
  EXPECT_FALSE(accepts("GET", "/", "", "", "a", "b"));
  EXPECT_FALSE(accepts("GET", "/", "h", "", "", "b"));
  EXPECT_FALSE(accepts("GET", "/", "h", "x-", "", "b"));
}

TEST(HttpRequestWriter, PartsOutOfOrderFail) {
  ExactBuffer buffer(size_t{512});
  {
    RequestWriter request(buffer.data(), buffer.size());
    request.begin("POST", "/", "h");
    request.body().put("{}");
    request.field("a", "b");
    EXPECT_TRUE(request.finish(true).empty());
  }
  {
    RequestWriter request(buffer.data(), buffer.size());
    EXPECT_TRUE(request.finish(false).empty());
  }
  {
    RequestWriter request(buffer.data(), buffer.size());
    request.begin("POST", "/", "h");
    request.begin("POST", "/", "h");
    EXPECT_TRUE(request.finish(false).empty());
  }
  {
    RequestWriter request(buffer.data(), buffer.size());
    request.begin("POST", "/", "h");
    request.body();
    request.body();
    EXPECT_TRUE(request.finish(true).empty());
  }
}

TEST(HttpRequestWriter, ATunnelNeedsAHostWithoutBlanks) {
  for (const char* host : {"", "a b", " "}) {
    char buffer[256];
    RequestWriter request(buffer, sizeof buffer);
    request.begin_tunnel(host, 443);
    request.finish(false);
    EXPECT_FALSE(request.ok()) << host;
  }
}

}  // namespace
}  // namespace sparekey::http
