// SPDX-License-Identifier: Apache-2.0
// Cookies and forms that are made up, planted or stolen.
#include <algorithm>

#include "kiosk/kiosk_test.hpp"

namespace kiosk_test {
namespace {

class Cookie : public KioskTest {
 protected:
  void SetUp() override { start({"--visits", "4"}); }

  // It may lead away or say no, but it shows no page of a visit and hands out no visit's cookie.
  void expect_nothing(const Answer& answer, const Visitor& whose) {
    EXPECT_TRUE(answer.status == 303 || answer.status == 403) << answer.bytes;
    if (answer.status == 303) {
      EXPECT_EQ(answer.field("location"), "/") << answer.bytes;
    }
    expect_our_fields(answer);
    EXPECT_EQ(answer.bytes.find("alice"), std::string::npos) << answer.bytes;
    if (!whose.cookie.empty()) {
      EXPECT_EQ(answer.bytes.find(whose.cookie), std::string::npos) << answer.bytes;
    }
  }
};

const Fields kAliceFields = {{"account", kAlice}, {"country", ""}};

const char* const kMadeUp[] = {"visit=0123456789abcdef0123456789abcdef",
                               "visit=",
                               "visit",
                               "visit=x",
                               "visit=\"\"",
                               "visit=AAAAAAAAAAAAAAAAAAAAAA",
                               "other=0123456789abcdef0123456789abcdef",
                               "visit=%00",
                               "visit==;;=visit"};

TEST_F(Cookie, AMadeUpOneIsReplaced) {
  for (const char* made_up : kMadeUp) {
    Visitor alice = visitor();
    alice.cookie = made_up;
    EXPECT_EQ(alice.get("/").status, 200) << made_up;
    EXPECT_NE(alice.cookie, made_up);
  }
  Visitor alice = visitor();
  alice.cookie = std::string("visit=") + std::string(2000, 'x');
  EXPECT_EQ(alice.get("/").status, 200);
  expect_leads(alice.submit("/send", kAliceFields), "/code");
}

TEST_F(Cookie, AMadeUpOneShowsAndPostsNothing) {
  Visitor alice = visitor();
  alice.to_code();
  for (const char* made_up : kMadeUp) {
    SCOPED_TRACE(made_up);
    Visitor other = visitor();
    other.form = alice.form;
    for (const char* path : {"/code", "/password", "/done"}) {
      other.cookie = made_up;
      expect_nothing(other.get(path), alice);
    }
    for (const char* path : {"/send", "/verify", "/reset", "/start-over", "/stay"}) {
      other.cookie = made_up;
      other.form = alice.form;
      expect_refused(other.submit(path, {{"code", "000000"}}), 403);
    }
  }
  EXPECT_EQ(verified(), 0U);
  EXPECT_EQ(alice.get("/code").status, 200);
}

// Somebody opens the page, and plants the cookie they got in Alice's browser before she comes.
TEST_F(Cookie, APlantedOneIsRenewedBeforeItIsWorthAnything) {
  Visitor planter = visitor();
  planter.get("/");
  const Visitor planted = planter;
  Visitor alice = visitor();
  alice.cookie = planted.cookie;
  alice.get("/");
  expect_leads(alice.submit("/send", kAliceFields), "/code");
  EXPECT_NE(alice.cookie, planted.cookie);
  EXPECT_NE(alice.cookie, "");
  EXPECT_EQ(alice.get("/code").status, 200);

  // All that the planter knows.
  const Answer home = planter.get("/");
  EXPECT_EQ(home.bytes.find("alice"), std::string::npos);
  for (const Visitor& knows : {planted, planter}) {
    for (const char* path : {"/code", "/password", "/done"}) {
      Visitor now = knows;
      expect_nothing(now.get(path), alice);
    }
    for (const char* path : {"/verify", "/reset", "/start-over", "/stay"}) {
      Visitor now = knows;
      const Answer answer = now.submit(path, {{"code", "000000"}});
      EXPECT_TRUE(answer.status == 403 || answer.status == 303) << answer.bytes;
      EXPECT_EQ(answer.bytes.find("alice"), std::string::npos) << answer.bytes;
      EXPECT_EQ(answer.bytes.find(alice.cookie), std::string::npos) << answer.bytes;
      EXPECT_NE(now.get("/code").status, 200);
    }
    Visitor now = knows;
    const Answer sent = now.submit("/send", {{"account", "mallory@example.com"}, {"country", ""}});
    EXPECT_EQ(sent.bytes.find(alice.cookie), std::string::npos) << sent.bytes;
    EXPECT_EQ(now.get("/code").bytes.find("alice"), std::string::npos);
  }
  EXPECT_EQ(verified(), 0U);
  expect_leads(alice.submit("/verify", {{"code", Visitor::code_of(emulator())}}), "/password");
}

// A whole visit of somebody else, planted: Alice sees whose it is, and what she begins is her own.
TEST_F(Cookie, APlantedVisitEndsWhereAliceBegins) {
  Visitor planter = visitor();
  planter.to_code("mallory@example.com");
  Visitor alice = visitor();
  alice.cookie = planter.cookie;
  expect_leads(alice.get("/"), "/code");
  EXPECT_NE(alice.get("/code").body.find("mallory@example.com"), std::string::npos);
  expect_leads(alice.submit("/start-over"), "/");
  alice.to_code();
  EXPECT_NE(alice.cookie, planter.cookie);
  expect_nothing(planter.get("/code"), alice);
}

TEST_F(Cookie, NeitherCookieNorFormIsWorthAnythingAlone) {
  Visitor alice = visitor();
  alice.to_password(emulator());
  Visitor mallory = visitor();
  mallory.to_code("mallory@example.com");
  Visitor stranger = visitor();
  stranger.get("/");
  const std::string cookie = alice.cookie;
  const std::string form = alice.form;
  const std::pair<std::string, std::string> pairs[] = {
      {cookie, mallory.form},  {mallory.cookie, form},   {cookie, ""},
      {cookie, stranger.form}, {stranger.cookie, form},  {"", form},
      {cookie, form + "0"},    {cookie, form.substr(1)}, {cookie, std::string(form.size(), '0')}};
  const Fields everything = {{"account", kAlice},
                             {"country", ""},
                             {"code", "000000"},
                             {"password", kNewPassword},
                             {"again", kNewPassword}};
  for (const auto& [with_cookie, with_form] : pairs)
    for (const char* path : {"/send", "/verify", "/reset", "/start-over", "/stay"}) {
      // The script's word that somebody is there needs no form, but an origin.
      if (path == std::string("/stay") && with_form.empty()) continue;
      SCOPED_TRACE(std::string(path) + ' ' + with_cookie + ' ' + with_form);
      Visitor thief = visitor();
      thief.cookie = with_cookie;
      thief.form = with_form;
      expect_refused(thief.submit(path, everything), 403);
    }
  // No form at all, and one that stands in the URL.
  for (const std::string& path : {std::string("/reset"), "/reset?form=" + form}) {
    Visitor thief = visitor();
    thief.cookie = cookie;
    expect_refused(thief.post(path, everything), 403);
  }
  EXPECT_EQ(reset(), 0U);
  EXPECT_EQ(verified(), 1U);
  EXPECT_EQ(sent(), 2U);
  // Nobody's visit was harmed.
  EXPECT_EQ(mallory.get("/code").status, 200);
  expect_leads(alice.submit("/reset", {{"password", kNewPassword}, {"again", kNewPassword}}),
               "/done");
  EXPECT_EQ(reset(), 1U);
}

// A neighbour on the same host name may set cookies too; browsers then send both.
TEST_F(Cookie, OfTwoCookiesTheTrueOneIsNotLostInSilence) {
  Visitor alice = visitor();
  alice.to_code();
  Visitor both = alice;
  both.cookie = "visit=0123456789abcdef0123456789abcdef; " + alice.cookie;
  const Answer answer = both.get("/code");
  if (answer.status == 200) {
    EXPECT_NE(answer.body.find("alice"), std::string::npos);
  } else {
    expect_nothing(answer, alice);
  }
  EXPECT_EQ(alice.get("/code").status, 200);
  Visitor among = alice;
  among.cookie = "theme=dark; " + alice.cookie + "; x=visit=1";
  EXPECT_EQ(among.get("/code").status, 200);
  among.cookie = "xvisit=1; visitx=2;" + alice.cookie;
  EXPECT_EQ(among.get("/code").status, 200);
}

TEST_F(Cookie, NoTwoAreAlike) {
  std::vector<std::string> seen;
  for (int i = 0; i < 50; ++i) {
    Visitor someone = visitor();
    someone.get("/");
    seen.push_back(someone.cookie);
    seen.push_back(someone.form);
    someone.submit("/send", kAliceFields);
    seen.push_back(someone.cookie);
    someone.get("/code");
    seen.push_back(someone.form);
    someone.submit("/start-over");
  }
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
}

}  // namespace
}  // namespace kiosk_test
