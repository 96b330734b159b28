// SPDX-License-Identifier: Apache-2.0
// A person's way through the pages, and each turn it can take.
#include "kiosk/kiosk_test.hpp"

namespace kiosk_test {
namespace {

bool has(const Answer& page, const std::string& text) {
  return page.body.find(text) != std::string::npos;
}

class Path : public KioskTest {
 protected:
  void expect_page(Visitor& visitor, const std::string& path, const std::string& text = "") {
    const Answer page = visitor.get(path);
    EXPECT_EQ(page.status, 200) << page.bytes;
    EXPECT_TRUE(has(page, text)) << text << '\n' << page.body;
  }
};

TEST_F(Path, LeadsToANewPassword) {
  start();
  Visitor alice = visitor();
  expect_page(alice, "/");
  expect_leads(alice.submit("/send", {{"account", kAlice}, {"country", ""}}), "/code");
  expect_page(alice, "/code", kAlice);
  expect_leads(alice.submit("/verify", {{"code", Visitor::code_of(emulator())}}), "/password");
  expect_page(alice, "/password");
  expect_leads(alice.submit("/reset", {{"password", kNewPassword}, {"again", kNewPassword}}),
               "/done");
  expect_page(alice, "/done");
  EXPECT_TRUE(alice.cookie.empty()) << alice.cookie;
  expect_leads(alice.get("/done"), "/");
  EXPECT_EQ(1U, sent());
  EXPECT_EQ(1U, verified());
  EXPECT_EQ(1U, reset());
}

TEST_F(Path, IsFoundFromEveryPage) {
  start();
  Visitor alice = visitor();
  const auto expect_at = [&](const std::string& place) {
    for (const std::string path : {"/", "/code", "/password", "/done"}) {
      if (path == place) continue;
      expect_leads(alice.get(path), place);
    }
  };
  alice.get("/");
  for (const std::string path : {"/code", "/password", "/done"}) expect_leads(alice.get(path), "/");
  alice.to_code();
  expect_at("/code");
  alice.get("/code");
  expect_leads(alice.submit("/verify", {{"code", Visitor::code_of(emulator())}}), "/password");
  expect_at("/password");
  alice.get("/password");
  expect_leads(alice.submit("/reset", {{"password", kNewPassword}, {"again", kNewPassword}}),
               "/done");
  expect_at("/done");
}

TEST_F(Path, IsHeardOutBeforeTheServiceIsAsked) {
  start();
  Visitor alice = visitor();
  alice.get("/");
  const std::string first_form = alice.form;
  for (const std::string account : {"", "alice", "a@"}) {
    const Answer page = alice.submit("/send", {{"account", account}, {"country", ""}});
    EXPECT_EQ(page.status, 200) << page.bytes;
    EXPECT_TRUE(has(page, "aria-invalid=\"true\"")) << page.body;
  }
  const Answer page = alice.submit("/send", {{"account", "18812345678"}, {"country", "86"}});
  EXPECT_TRUE(has(page, "aria-invalid=\"true\"")) << page.body;
  EXPECT_TRUE(has(page, "18812345678")) << page.body;
  EXPECT_EQ(first_form, alice.form);
  EXPECT_EQ(0U, sent());

  alice.to_code();
  for (const std::string code : {"", "12a456", "１２"}) {
    expect_leads(alice.submit("/verify", {{"code", code}}), "/code");
    if (code != "１２") expect_page(alice, "/code", "aria-invalid=\"true\"");
  }
  EXPECT_EQ(1U, verified());  // the last of them is a number
}

TEST_F(Path, TakesACodeAsItIsPasted) {
  start();
  Visitor alice = visitor();
  alice.to_code();
  std::string code = Visitor::code_of(emulator());
  code.insert(3, " ");
  expect_leads(alice.submit("/verify", {{"code", " " + code + "\xE2\x80\x8B"}}), "/password");
}

TEST_F(Path, TakesAPasswordThatIsTypedTwice) {
  start();
  Visitor alice = visitor();
  alice.to_password(emulator());
  const std::pair<std::string, std::string> wrong[] = {
      {"", ""},           {kNewPassword, ""}, {kNewPassword, "Brand-N3w-Pass "},
      {"a\xFF", "a\xFF"}, {"a\tb", "a\tb"},   {std::string(513, 'a'), std::string(513, 'a')}};
  for (const auto& [password, again] : wrong) {
    expect_leads(alice.submit("/reset", {{"password", password}, {"again", again}}), "/password");
    expect_page(alice, "/password", "aria-invalid=\"true\"");
  }
  EXPECT_EQ(0U, reset());
  const std::string long_one =
      kNewPassword + std::string(512 - std::string(kNewPassword).size(), 'x');
  expect_leads(alice.submit("/reset", {{"password", long_one}, {"again", long_one}}), "/done");
}

TEST_F(Path, TellsWhatTheServiceRefuses) {
  start();
  Visitor alice = visitor();
  alice.to_password(emulator());
  expect_leads(alice.submit("/reset", {{"password", "weak"}, {"again", "weak"}}), "/password");
  expect_page(alice, "/password", "role=\"alert\"");
  EXPECT_EQ(1U, reset());
  expect_leads(alice.submit("/reset", {{"password", kNewPassword}, {"again", kNewPassword}}),
               "/done");
}

TEST_F(Path, SendsAgainWhenTheMinuteIsOver) {
  start_stopped();
  Visitor alice = visitor();
  alice.to_code();
  const std::string first = Visitor::code_of(emulator());
  expect_leads(alice.submit("/send"), "/code");
  expect_page(alice, "/code", "role=\"alert\"");
  EXPECT_EQ(1U, sent());
  pass_s(60);
  expect_leads(alice.submit("/send"), "/code");
  EXPECT_EQ(2U, sent());
  expect_page(alice, "/code");
  // The same press once more.
  expect_leads(alice.submit("/send"), "/code");
  EXPECT_EQ(2U, sent());
}

TEST_F(Path, TakesAnotherAddress) {
  start();
  Visitor alice = visitor();
  alice.to_code("bob@example.com");
  const std::string cookie = alice.cookie;
  expect_leads(alice.submit("/start-over"), "/");
  EXPECT_NE(cookie, alice.cookie);
  alice.to_code(kAlice);
  EXPECT_EQ(2U, sent());
  EXPECT_EQ(200, alice.get("/code").status);
}

TEST_F(Path, BeginsAnewWhereTheServiceWantsIt) {
  start({}, {{"faults", json::array({{{"path", "/api/v3/reset-password"}, {"statusCode", 400}}})}});
  Visitor alice = visitor();
  alice.to_password(emulator());
  const Answer answer =
      alice.submit("/reset", {{"password", kNewPassword}, {"again", kNewPassword}});
  expect_leads(answer, "/");
  expect_page(alice, "/", "role=\"alert\"");
}

TEST_F(Path, StaysOpenForWhoeverIsThere) {
  start_stopped({"--idle", "30"});
  Visitor alice = visitor();
  alice.to_code();
  for (int i = 0; i < 4; ++i) {
    pass_s(20);
    EXPECT_EQ(204, alice.submit("/stay").status);
  }
  EXPECT_EQ(200, alice.get("/code").status);
  pass_s(29);
  // What a page is made of says nothing of a person.
  EXPECT_EQ(200, alice.get("/style.css").status);
  pass_s(2);
  expect_refused(alice.get("/code"), 403);
  expect_refused(alice.submit("/verify", {{"code", "123456"}}), 403);
  expect_refused(alice.submit("/stay"), 403);
  EXPECT_EQ(0U, verified());
  alice.to_code("bob@example.com");
}

TEST_F(Path, StayingTakesTheBrowsersWordOrAForm) {
  start();
  Visitor alice = visitor();
  alice.to_code();
  EXPECT_EQ(204, alice.post("/stay", {}).status);
  alice.origin = false;
  expect_refused(alice.post("/stay", {}), 403);
  EXPECT_EQ(204, alice.submit("/stay").status);
  expect_refused(alice.post("/stay", {{"form", std::string(40, '0')}}), 403);
}

}  // namespace
}  // namespace kiosk_test
