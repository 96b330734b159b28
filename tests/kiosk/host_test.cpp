// SPDX-License-Identifier: Apache-2.0
// DNS rebinding: somebody else's name leads a browser to the kiosk.
#include "kiosk/kiosk_test.hpp"

namespace kiosk_test {
namespace {

class Host : public KioskTest {
 protected:
  void SetUp() override { start(); }

  std::string port() { return kiosk().address(); }
  Answer get(const std::string& path, const std::string& host) {
    return exchange(request("GET", path, {{"Host", host}}));
  }
};

TEST_F(Host, ItsOwnNamesAreServed) {
  for (const std::string name : {"127.0.0.1", "localhost", "LocalHost"})
    EXPECT_EQ(get("/", name + ':' + port()).status, 200) << name;
}

TEST_F(Host, AForeignOneIsNot) {
  const std::string names[] = {"evil.example:" + port(),
                               "evil.example",
                               "127.0.0.1",
                               "localhost",
                               "127.0.0.1:",
                               "127.0.0.1:1",
                               "localhost.:" + port(),
                               "localhost.evil.example:" + port(),
                               "evil.localhost:" + port(),
                               "xlocalhost:" + port(),
                               "127.0.0.2:" + port(),
                               "127.1:" + port(),
                               "2130706433:" + port(),
                               "0.0.0.0:" + port(),
                               "[::1]:" + port(),
                               "localhost:" + port() + "@evil.example",
                               "evil.example@localhost:" + port(),
                               "localhost:" + port() + ", evil.example",
                               "localhost:" + port() + "/",
                               "http://localhost:" + port(),
                               ""};
  for (const std::string& name : names)
    for (const char* path : {"/", "/code", "/style.css", "/app.js", "/health", "/nowhere"}) {
      SCOPED_TRACE(name + path);
      expect_refused(get(path, name), 421);
    }
}

TEST_F(Host, AForeignOneIsToldNothingOfWhatItAskedFor) {
  Visitor alice = visitor();
  alice.to_code();
  const Answer answer =
      exchange(request("GET", "/code", {{"Host", "evil.example"}, {"Cookie", alice.cookie}}));
  expect_refused(answer, 421);
  EXPECT_EQ(answer.body.find("alice"), std::string::npos) << answer.body;
  EXPECT_EQ(form_of(answer), "");
  EXPECT_EQ(answer.field("set-cookie"), "");
  EXPECT_EQ(alice.get("/code").status, 200);
}

TEST_F(Host, AForeignOnePostsNothing) {
  Visitor alice = visitor();
  alice.get("/");
  const Fields fields = {{"Host", "evil.example:" + port()},
                         {"Origin", "http://evil.example:" + port()},
                         {"Cookie", alice.cookie},
                         {"Content-Type", "application/x-www-form-urlencoded"}};
  const std::string body = form_body({{"account", kAlice}, {"country", ""}, {"form", alice.form}});
  expect_refused(exchange(request("POST", "/send", fields, body)), 421);
  EXPECT_EQ(sent(), 0U);
  expect_leads(alice.submit("/send", {{"account", kAlice}, {"country", ""}}), "/code");
}

TEST_F(Host, NoneIsRefused) {
  for (const char* version : {"HTTP/1.1", "HTTP/1.0"}) {
    Wire wire(kiosk().address());
    wire.send(std::string("GET / ") + version + "\r\n\r\n");
    wire.end_sending();
    EXPECT_EQ(wire.answer().status, 421) << version;
  }
}

TEST_F(Host, TwoAreRefusedAndClosed) {
  const std::string own = "localhost:" + port();
  for (const Fields& both :
       {Fields{{"Host", own}, {"Host", "evil.example"}},
        Fields{{"Host", "evil.example"}, {"Host", own}}, Fields{{"Host", own}, {"host", own}}}) {
    Wire wire(kiosk().address());
    wire.send(request("GET", "/", both) + request("GET", "/", {{"Host", own}}));
    EXPECT_EQ(wire.answer().status, 400);
    EXPECT_EQ(wire.rest(), "");
  }
}

// RFC 9112 section 3.2.2: what stands in the request line counts, not Host. Browsers never send it
// to a server, so nothing of a visit needs to be served to it.
TEST_F(Host, ATargetInAbsoluteFormIsNoWayAroundIt) {
  const std::string own = "localhost:" + port();
  for (const char* target : {"http://evil.example/", "http://evil.example/style.css",
                             "https://evil.example:443/", "//evil.example/"})
    EXPECT_GE(exchange(request("GET", target, {{"Host", own}})).status, 400) << target;
  for (const std::string path : {"/", "/style.css", "/health"})
    EXPECT_EQ(exchange(request("GET", "http://" + own + path, {{"Host", "evil.example"}})).status,
              421);
}

TEST(HostBehindAServer, IsThatServersName) {
  const EmulatorProcess emulator;
  const Kiosk kiosk(emulator, {"--origin", "https://box.lan", "--origin", "http://box.local:8000"});
  const std::pair<const char*, int> names[] = {
      {"box.lan", 200},      {"box.lan:443", 200},  {"BOX.LAN", 200},   {"box.local:8000", 200},
      {"box.lan:80", 421},   {"box.lan:8000", 421}, {"box.local", 421}, {"box.local:443", 421},
      {"localhost:80", 421}, {"box.lan.", 421}};
  for (const auto& [name, status] : names) {
    Wire wire(kiosk.address());
    wire.send(request("GET", "/", {{"Host", name}}));
    EXPECT_EQ(wire.answer().status, status) << name;
  }
  Wire wire(kiosk.address());
  wire.send(request("GET", "/", {{"Host", kiosk.host()}}));
  EXPECT_EQ(wire.answer().status, 421);
}

}  // namespace
}  // namespace kiosk_test
