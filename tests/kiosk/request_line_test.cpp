// SPDX-License-Identifier: Apache-2.0
// Methods and paths that the pages do not use.
#include "kiosk/kiosk_test.hpp"

namespace kiosk_test {
namespace {

class RequestLine : public KioskTest {
 protected:
  void SetUp() override { start(); }

  Answer ask(const std::string& method, const std::string& path) {
    return exchange(request(method, path, {{"Host", kiosk().host()}, {"Content-Length", "0"}}));
  }
  // Refused by us, or by the library, which closes; but refused.
  void expect_some_refusal(const std::string& bytes) {
    Wire wire(kiosk().address());
    wire.send(bytes);
    wire.end_sending();
    const std::optional<Answer> answer = wire.next();
    if (!answer) return;
    EXPECT_GE(answer->status, 400) << bytes << '\n' << answer->bytes;
    EXPECT_LT(answer->status, 506) << bytes << '\n' << answer->bytes;
    EXPECT_NE(answer->status, 500) << bytes << '\n' << answer->bytes;
    if (!answer->field("content-security-policy").empty()) return expect_our_fields(*answer);
    // The library's own, which closes. Some it says twice (0.9.75).
    EXPECT_EQ(wire.rest().find("200 OK"), std::string::npos);
  }
};

TEST_F(RequestLine, EachPathHasItsMethods) {
  const std::pair<const char*, const char*> paths[] = {
      {"/", "GET, HEAD"},       {"/code", "GET, HEAD"},      {"/password", "GET, HEAD"},
      {"/done", "GET, HEAD"},   {"/style.css", "GET, HEAD"}, {"/app.js", "GET, HEAD"},
      {"/health", "GET, HEAD"}, {"/send", "POST"},           {"/verify", "POST"},
      {"/reset", "POST"},       {"/start-over", "POST"},     {"/stay", "POST"}};
  for (const auto& [path, allow] : paths) {
    const bool posts = std::string(allow) == "POST";
    for (const char* method : {"PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "FOO", "get", "Post",
                               posts ? "GET" : "POST"}) {
      SCOPED_TRACE(std::string(method) + ' ' + path);
      const Answer answer = ask(method, path);
      expect_refused(answer, 405);
      EXPECT_EQ(answer.field("allow"), allow);
    }
  }
  Wire wire(kiosk().address());
  wire.send(request("HEAD", "/send", {{"Host", kiosk().host()}}));
  EXPECT_EQ(wire.answer(true).status, 405);
}

TEST_F(RequestLine, NoOtherPathExists) {
  for (const char* path : {"/nowhere",
                           "/index.html",
                           "/code/",
                           "/code/x",
                           "/Code",
                           "/favicon.ico",
                           "//",
                           "//code",
                           "/./code",
                           "/../code",
                           "/%2e%2e/%2e%2e/etc/passwd",
                           "/..%2fetc/passwd",
                           "/code%00",
                           "/%00",
                           "/code%0d%0aX-Injected:%20yes",
                           "/style.css/",
                           "/style.css%00.html",
                           "/\\..\\",
                           "/pages/style.css",
                           "/%",
                           "/%zz",
                           "/code;a=b",
                           "/~root",
                           "/proc/self/mem"})
    for (const char* method : {"GET", "POST", "DELETE"}) {
      SCOPED_TRACE(std::string(method) + ' ' + path);
      const Answer answer = ask(method, path);
      expect_refused(answer, 404);
      EXPECT_EQ(answer.field("x-injected"), "");
    }
}

TEST_F(RequestLine, AQueryDoesNotChangeThePath) {
  EXPECT_EQ(ask("GET", "/?lang=en-US").status, 200);
  EXPECT_EQ(ask("GET", "/?" + std::string(500, 'x')).status, 200);
  EXPECT_EQ(ask("GET", "/health?a=b&c").status, 200);
  EXPECT_EQ(ask("GET", "/style.css?v=2").status, 200);
  EXPECT_EQ(ask("GET", "/nowhere?/code").status, 404);
}

TEST_F(RequestLine, JunkIsRefused) {
  const std::string host = "Host: " + kiosk().host() + "\r\n\r\n";
  for (const std::string& line :
       {std::string("CONNECT evil.example:443 HTTP/1.1"), std::string("OPTIONS * HTTP/1.1"),
        std::string("GET evil HTTP/1.1"),

        std::string("GET / HTTP/1.1 x"), std::string("GET /"), std::string("GET"),
        std::string("G\0T / HTTP/1.1", 14),

        std::string("GET /nowhere\0x HTTP/1.1", 23), std::string("GET /\x80\xFF HTTP/1.1"),
        std::string("GET / HTTP/2.0"), std::string("GET / HTTP/9.9"), std::string("GET / http/1.1"),
        std::string("GET / HTTP/1.1x"), std::string("GET / HTP/1.1"),
        "GET /" + std::string(8'000, 'a') + " HTTP/1.1",
        "GET /" + std::string(200'000, 'a') + " HTTP/1.1", std::string(100'000, 'A'),
        std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11),
        std::string("PRI * HTTP/2.0\r\n\r\nSM")}) {
    SCOPED_TRACE(line.substr(0, 60));
    expect_some_refusal(line + "\r\n" + host);
  }
}

TEST_F(RequestLine, TooManyFieldsAreRefused) {
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
  expect_some_refusal("GET / HTTP/1.1\r\nHost: " + kiosk().host() + "\r\n" + many + "\r\n");
  expect_some_refusal("GET / HTTP/1.1\r\nHost: " + kiosk().host() +
                      "\r\nX: " + std::string(100'000, 'y') + "\r\n\r\n");
  kiosk().wake();
}

// What a HEAD would show, it does not do.
TEST_F(RequestLine, HeadIsWithoutEffect) {
  Visitor alice = visitor();
  const auto head = [&](const std::string& path) {
    std::string bytes = alice.get_request(path);
    bytes.replace(0, 3, "HEAD");
    Wire wire(kiosk().address());
    wire.send(bytes);
    wire.end_sending();
    Answer answer = wire.answer(true);
    EXPECT_EQ(wire.rest(), "");
    expect_our_fields(answer);
    return answer;
  };
  for (const char* path : {"/", "/style.css", "/app.js", "/health"}) {
    const Answer got = alice.get(path);
    const Answer told = head(path);
    EXPECT_EQ(told.status, got.status);
    EXPECT_EQ(told.field("content-type"), got.field("content-type"));
    EXPECT_EQ(told.field("content-length"), got.field("content-length")) << path;
  }
  alice.to_done(emulator());
  const std::string cookie = alice.cookie;
  EXPECT_EQ(head("/done").status, 200);
  EXPECT_EQ(head("/done").status, 200);
  const Answer done = alice.get("/done");
  EXPECT_EQ(done.status, 200);
  EXPECT_NE(done.field("set-cookie"), "");
  alice.cookie = cookie;
  expect_leads(head("/done"), "/");
}

}  // namespace
}  // namespace kiosk_test
