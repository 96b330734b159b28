// SPDX-License-Identifier: Apache-2.0
// What the cookie of the first page still opens once a visit has one of its own.
#include "kiosk/kiosk_test.hpp"

namespace kiosk_test {
namespace {

class Session : public KioskTest {
 protected:
  // The service sends, but says so long after the deadline; the browser waits for neither.
  Visitor send_and_leave() {
    start_stopped({"--timeout", "100"},
                  {{"faults", {{{"path", "/api/v3/send-email"}, {"delayMs", 600'000}}}}});
    Visitor alice = visitor();
    alice.get("/");
    Wire wire(kiosk().address());
    wire.send(
        alice.post_request("/send", {{"form", alice.form}, {"account", kAlice}, {"country", ""}}));
    emulator().wait_for_request("/api/v3/send-email");
    wire.close();
    pass_s(101);
    support::wait_until([&] { return kiosk().log().find("POST /send 303") != std::string::npos; },
                        "the end of the call");
    return alice;
  }
};

TEST_F(Session, TheOldCookieOpensNothingOnceTheNewOneIsThere) {
  start();
  Visitor alice = visitor();
  alice.get("/");
  const Visitor old = alice;
  alice.to_code();
  Visitor other = old;
  expect_leads(other.get("/code"), "/");
  // Its form was used: to the true step, with nothing done and no cookie.
  other = old;
  const Answer again = other.submit("/send", {{"account", kAlice}, {"country", ""}});
  expect_leads(again, "/code");
  EXPECT_EQ("", again.field("set-cookie"));
  EXPECT_EQ(1U, sent());
  // It is worth a first page, but with a new cookie.
  other = old;
  EXPECT_EQ(200, other.get("/").status);
  EXPECT_NE(old.cookie, other.cookie);
  EXPECT_EQ(200, alice.get("/code").status);
}

TEST_F(Session, ABrowserThatLeftComesBackWithTheOldCookie) {
  Visitor alice = send_and_leave();
  const std::string old = alice.cookie;
  // The page alone does not hand the new one out, a form that is accepted does.
  const Answer page = alice.get("/code");
  EXPECT_EQ(200, page.status) << page.bytes;
  EXPECT_EQ("", page.field("set-cookie"));
  expect_leads(alice.submit("/verify", {{"code", Visitor::code_of(emulator())}}), "/password");
  EXPECT_NE(old, alice.cookie);
  EXPECT_EQ(200, alice.get("/password").status);
  Visitor before = alice;
  before.cookie = old;
  expect_leads(before.get("/password"), "/");
  EXPECT_EQ(1U, sent());
}

TEST_F(Session, PressingAgainWithTheSameAddressHandsTheCookieOut) {
  Visitor alice = send_and_leave();
  const std::string old = alice.cookie;
  for (const std::string account : {"bob@example.com", "Alice@example.com", ""}) {
    const Answer other = alice.submit("/send", {{"account", account}, {"country", ""}});
    expect_leads(other, "/code");
    EXPECT_EQ("", other.field("set-cookie"));
  }
  expect_leads(alice.submit("/send", {{"account", " alice@example.com "}, {"country", "+86"}}),
               "/code");
  EXPECT_NE(old, alice.cookie);
  EXPECT_EQ(200, alice.get("/code").status);
  EXPECT_EQ(1U, sent());
}

TEST_F(Session, ARememberedVisitThatTimedOutSaysSo) {
  start_stopped({"--idle", "30"});
  Visitor alice = visitor();
  alice.get("/");
  const Visitor first_page = alice;
  alice.to_code();
  pass_s(31);
  expect_refused(alice.get("/code"), 403);
  // The first page that led to it is used up as well.
  Visitor old = first_page;
  expect_refused(old.submit("/send", {{"account", kAlice}, {"country", ""}}), 403);
  EXPECT_EQ(1U, sent());
  // But it is a first page, and gets a cookie that was not used.
  EXPECT_EQ(200, old.get("/").status);
  EXPECT_NE(first_page.cookie, old.cookie);
  expect_leads(old.submit("/send", {{"account", "bob@example.com"}, {"country", ""}}), "/code");
}

TEST_F(Session, TheFirstPageServesAllNight) {
  start_stopped();
  Visitor alice = visitor();
  alice.get("/");
  pass_s(int64_t{12} * 3600);
  expect_leads(alice.submit("/send", {{"account", kAlice}, {"country", ""}}), "/code");
}

TEST_F(Session, StartingOverEndsACallThatIsUnderWay) {
  start({}, {{"faults", json::array({{{"path", "/api/v3/verify-reset-password-request"},
                                      {"delayMs", 600'000}}})}});
  Visitor alice = visitor();
  alice.to_code();
  Wire wire(kiosk().address());
  wire.send(alice.post_request("/verify", {{"form", alice.form}, {"code", "123456"}}));
  emulator().wait_for_request("/api/v3/verify-reset-password-request");
  Visitor tab = alice;
  EXPECT_EQ(200, tab.get("/code").status);
  expect_leads(tab.submit("/start-over"), "/");
  // Whoever waited is told where to begin.
  expect_leads(wire.answer(), "/");
}

}  // namespace
}  // namespace kiosk_test
