// SPDX-License-Identifier: Apache-2.0
// Forms that come at another step than theirs, twice, or too late; languages; what was mistyped.
#include "kiosk/kiosk_test.hpp"

namespace kiosk_test {
namespace {

constexpr const char* kSend = "/api/v3/send-email";

class Steps : public KioskTest {};

json faults(const json& list) { return {{"faults", list}}; }

// A second window, or somebody who goes back.
TEST_F(Steps, AFormOfAnotherStepLeadsToTheRightOne) {
  start(Arguments{}, faults({{{"path", kSend}, {"times", 1}, {"apiCode", 2003}}}));
  Visitor alice = visitor();
  alice.get("/");
  expect_leads(alice.submit("/send", {{"account", kAlice}, {"country", ""}}), "/");
  const auto press = [&](const std::string& page, const std::string& path, const Fields& fields) {
    EXPECT_EQ(alice.get(page).status, 200);
    expect_leads(alice.submit(path, fields), page);
  };
  press("/", "/verify", {{"code", "123456"}});
  press("/", "/reset", {{"password", kNewPassword}, {"again", kNewPassword}});
  EXPECT_EQ(sent(), 1U);
  alice.get("/");
  expect_leads(alice.submit("/send", {{"account", kAlice}, {"country", ""}}), "/code");
  press("/code", "/reset", {{"password", kNewPassword}, {"again", kNewPassword}});
  press("/code", "/send", {{"account", "bob@example.com"}, {"country", ""}});
  EXPECT_EQ(sent(), 2U);
  alice.get("/code");
  expect_leads(alice.submit("/verify", {{"code", Visitor::code_of(emulator())}}), "/password");
  press("/password", "/verify", {{"code", "123456"}});
  press("/password", "/send", {});
  EXPECT_EQ(sent(), 2U);
  EXPECT_EQ(verified(), 1U);
  EXPECT_EQ(reset(), 0U);
}

TEST_F(Steps, AnAddressMistypedAfterARefusalIsSaidOnItsPage) {
  start(Arguments{}, faults({{{"path", kSend}, {"times", 1}, {"apiCode", 2003}}}));
  Visitor alice = visitor();
  alice.get("/");
  expect_leads(alice.submit("/send", {{"account", kAlice}, {"country", ""}}), "/");
  alice.get("/");
  const Answer page = alice.submit("/send", {{"account", "nonsense"}, {"country", ""}});
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("account-error"), std::string::npos) << page.body;
  EXPECT_EQ(sent(), 1U);
  expect_leads(alice.submit("/send", {{"account", kAlice}, {"country", ""}}), "/code");
}

TEST_F(Steps, WhatIsNoPasscodeIsSaidOnItsPage) {
  start();
  Visitor alice = visitor();
  alice.to_code();
  for (const std::string& code : {std::string(65, '1'), std::string("- -"), std::string("12x")}) {
    alice.get("/code");
    expect_leads(alice.submit("/verify", {{"code", code}}), "/code");
    EXPECT_NE(alice.get("/code").body.find("code-error"), std::string::npos) << code;
  }
  EXPECT_EQ(verified(), 0U);
}

// One call at a time, whatever window it is pressed in.
TEST_F(Steps, ASecondWindowWaitsForTheCallOfTheFirst) {
  start_stopped({"--timeout", "100"}, faults({{{"path", kSend}, {"delayMs", 600'000}}}));
  Visitor alice = visitor();
  alice.get("/");
  Wire first(kiosk().address());
  first.send(
      alice.post_request("/send", {{"form", alice.form}, {"account", kAlice}, {"country", ""}}));
  support::wait_until([&] { return sent() == 1; }, "a request to the service");
  // The first page's cookie still opens the visit, and its page has a form of now.
  Visitor second = alice;
  EXPECT_EQ(second.get("/").status, 200);
  EXPECT_NE(second.form, alice.form);
  Wire again(kiosk().address());
  again.send(
      second.post_request("/send", {{"form", second.form}, {"account", kAlice}, {"country", ""}}));
  pass_s(101);
  expect_leads(first.answer(), "/code");
  expect_leads(again.answer(), "/code");
  EXPECT_EQ(sent(), 1U);
}

TEST_F(Steps, StartingOverFromAPageThatTimedOutLeadsHome) {
  start_stopped({"--idle", "60"});
  Visitor alice = visitor();
  alice.to_code();
  alice.get("/code");
  pass_s(61);
  EXPECT_EQ(Visitor(alice).submit("/verify", {{"code", "123456"}}).status, 403);
  expect_leads(alice.submit("/start-over"), "/");
}

TEST_F(Steps, TheLanguageThatIsAskedForIsKept) {
  start();
  Visitor alice = visitor();
  const auto is_chinese = [](const Answer& page) {
    return page.body.find("<html lang=\"zh-CN\"") != std::string::npos;
  };
  EXPECT_TRUE(is_chinese(alice.get("/nowhere?lang=zh-CN")));
  const Answer chosen = alice.get("/?lang=zh-CN");
  EXPECT_TRUE(is_chinese(chosen));
  EXPECT_NE(chosen.field("set-cookie"), "");
  // Asked for again, there is nothing new to keep.
  EXPECT_EQ(alice.get("/?lang=zh-CN").field("set-cookie"), "");
  EXPECT_TRUE(is_chinese(alice.get("/")));
  EXPECT_FALSE(is_chinese(alice.get("/?lang=en-US")));
  alice.to_code();
  EXPECT_FALSE(is_chinese(alice.get("/code")));
}

// HEAD tells what GET would, and does nothing.
TEST_F(Steps, AHeadOfTheFirstPageChangesNothing) {
  start(Arguments{}, faults({{{"path", kSend}, {"times", 1}, {"apiCode", 2003}}}));
  Visitor alice = visitor();
  alice.get("/");
  expect_leads(alice.submit("/send", {{"account", kAlice}, {"country", ""}}), "/");
  Wire wire(kiosk().address());
  wire.send(request("HEAD", "/?lang=zh-CN", {{"Host", kiosk().host()}, {"Cookie", alice.cookie}}));
  EXPECT_EQ(wire.answer(true).status, 200);
  EXPECT_NE(alice.get("/").body.find("<html lang=\"en"), std::string::npos);
}

}  // namespace
}  // namespace kiosk_test
