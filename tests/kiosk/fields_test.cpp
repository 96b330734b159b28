// SPDX-License-Identifier: Apache-2.0
// What stands in every answer, and what stands in none: what a person typed, or an attacker.
#include <algorithm>

#include "kiosk/kiosk_test.hpp"
#include "support/secrets.hpp"

namespace kiosk_test {
namespace {

// A cookie's attributes, in any order.
std::vector<std::string> attributes(const Answer& answer) {
  const std::string set = answer.field("set-cookie");
  std::vector<std::string> parts;
  for (size_t at = set.find(';'); at != std::string::npos; at = set.find(';', at + 1)) {
    const size_t begin = set.find_first_not_of(' ', at + 1);
    parts.push_back(set.substr(begin, set.find(';', at + 1) - begin));
  }
  std::sort(parts.begin(), parts.end());
  return parts;
}

const std::vector<std::string> kPlain = {"HttpOnly", "Path=/", "SameSite=Strict"};
const std::vector<std::string> kSecure = {"HttpOnly", "Path=/", "SameSite=Strict", "Secure"};

class OurFields : public KioskTest {};

TEST_F(OurFields, StandInEveryAnswer) {
  start({"--visits", "1"});
  Visitor alice = visitor();
  const auto page = [&](const std::string& path, int status) {
    SCOPED_TRACE(path);
    Answer answer = alice.get(path);
    EXPECT_EQ(answer.status, status);
    expect_our_fields(answer);
    if (status == 200) {
      EXPECT_EQ(answer.field("content-type"), "text/html; charset=utf-8");
    }
    return answer;
  };
  EXPECT_EQ(attributes(page("/", 200)), kPlain);
  page("/code", 303);
  const Answer claimed = alice.submit("/send", {{"account", kAlice}, {"country", ""}});
  expect_leads(claimed, "/code");
  EXPECT_EQ(attributes(claimed), kPlain);
  page("/code", 200);
  page("/", 303);
  expect_leads(alice.submit("/verify", {{"code", "000000"}}), "/code");
  page("/code", 200);
  EXPECT_EQ(alice.submit("/stay").status, 204);
  expect_our_fields(alice.submit("/stay"));
  Visitor other = visitor();
  other.get("/");
  const Answer busy = other.submit("/send", {{"account", kAlice}, {"country", ""}});
  expect_refused(busy, 503);
  EXPECT_GT(std::stoi(busy.field("retry-after")), 0);
  EXPECT_EQ(busy.field("content-type"), "text/html; charset=utf-8");
  expect_leads(alice.submit("/start-over"), "/");

  alice.to_done(emulator());
  const Answer done = page("/done", 200);
  const std::vector<std::string> expiring = attributes(done);
  EXPECT_NE(std::find(expiring.begin(), expiring.end(), "Max-Age=0"), expiring.end());
  EXPECT_EQ(done.field("set-cookie").substr(0, 6), "visit=");
  page("/done", 303);
  const Answer missing = page("/nowhere", 404);
  EXPECT_EQ(missing.field("content-type"), "text/html; charset=utf-8");
  const std::pair<const char*, const char*> files[] = {
      {"/style.css", "text/css; charset=utf-8"},
      {"/app.js", "text/javascript; charset=utf-8"},
      {"/health", "text/plain; charset=utf-8"}};
  for (const auto& [path, type] : files) {
    const Answer answer = alice.get(path);
    EXPECT_EQ(answer.status, 200);
    expect_our_fields(answer);
    EXPECT_EQ(answer.field("content-type"), type);
    EXPECT_EQ(answer.field("set-cookie"), "");
  }
}

TEST_F(OurFields, TheCookieIsSecureWhereTheOriginIs) {
  start({"--origin", "https://box.lan", "--origin", "http://box.local"});
  const auto cookie = [&](const char* host) {
    return attributes(exchange(request("GET", "/", {{"Host", host}})));
  };
  EXPECT_EQ(cookie("box.lan"), kSecure);
  EXPECT_EQ(cookie("box.lan:443"), kSecure);
  EXPECT_EQ(cookie("box.local"), kPlain);
}

// 128 random bits take 22 characters at least.
TEST_F(OurFields, TheCookieIsLongEnough) {
  start();
  Visitor alice = visitor();
  alice.to_code();
  EXPECT_GE(alice.cookie.size(), std::string("visit=").size() + 22);
  EXPECT_EQ(alice.cookie.find_first_not_of(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=."),
            std::string::npos)
      << alice.cookie;
}

const char* const kScripts[] = {"\"><script>alert(1)</script>",
                                "'><script>alert(1)</script>",
                                "<script>alert(1)</script>",
                                "\" onfocus=alert(1) autofocus",
                                "</title><script>alert(1)</script>",
                                "javascript:alert(1)",
                                "&lt;script&gt;alert(1)"};

// No markup out of what was typed, wherever it was typed.
void expect_no_script(const Answer& answer, const std::string& typed) {
  SCOPED_TRACE(typed);
  EXPECT_EQ(answer.bytes.find("<script>"), std::string::npos) << answer.bytes;
  EXPECT_EQ(answer.bytes.find("\" onfocus"), std::string::npos) << answer.bytes;
  EXPECT_EQ(answer.bytes.find("=javascript"), std::string::npos) << answer.bytes;
  expect_our_fields(answer);
}

TEST_F(OurFields, TheAccountIsShownEscaped) {
  start();
  for (const std::string script : kScripts)
    for (const std::string& typed : {script, script + "@example.com", "a@" + script}) {
      Visitor alice = visitor();
      alice.get("/");
      Answer answer = alice.submit("/send", {{"account", typed}, {"country", script}});
      expect_no_script(answer, typed);
      if (answer.status == 303) answer = alice.get(answer.field("location"));
      expect_no_script(answer, typed);
      EXPECT_TRUE(answer.status == 200 || answer.status == 400) << answer.bytes;
      if (!alice.cookie.empty()) alice.submit("/start-over");
    }
  Visitor alice = visitor();
  alice.to_code("o'neil&sons@example.com");
  const std::string page = alice.get("/code").body;
  EXPECT_NE(page.find("&amp;sons@example.com"), std::string::npos) << page;
  EXPECT_EQ(page.find("l&sons@example.com"), std::string::npos) << page;
}

TEST_F(OurFields, NothingElseIsShownAtAll) {
  start();
  Visitor alice = visitor();
  alice.to_password(emulator());
  const std::string mark = "zQ9mark7Xw";
  const auto expect_unsaid = [&](Answer answer) {
    EXPECT_EQ(answer.bytes.find(mark), std::string::npos) << answer.bytes;
    if (answer.status == 303) {
      answer = alice.get(answer.field("location"));
      EXPECT_EQ(answer.bytes.find(mark), std::string::npos) << answer.bytes;
    }
  };
  // Passwords that differ, then one that the service thinks too weak.
  expect_unsaid(alice.submit("/reset", {{"password", mark + "1"}, {"again", mark + "2"}}));
  expect_unsaid(alice.submit("/reset", {{"password", "x" + mark}, {"again", ""}}));
  expect_unsaid(alice.submit("/reset", {{"password", mark}, {"again", mark}, {mark, mark}}));
  // Paths, queries, languages, fields, cookies, methods.
  expect_unsaid(alice.get("/" + mark));
  expect_unsaid(alice.get("/password?" + mark + "=" + mark));
  expect_unsaid(alice.get("/?lang=" + mark));
  const std::string cookie = alice.cookie;
  alice.extra = {{"User-Agent", mark}, {"Accept-Language", mark}, {"X-Forwarded-Host", mark}};
  expect_unsaid(alice.get("/password"));
  alice.extra.clear();
  alice.cookie = "visit=" + mark;
  expect_unsaid(alice.get("/"));
  alice.cookie = cookie;
  expect_unsaid(alice.post("/reset", {{"form", mark}, {"password", mark}, {"again", mark}}));
  expect_unsaid(exchange(request(mark, "/", {{"Host", kiosk().host()}})));
  expect_unsaid(exchange(request("GET", "/", {{"Host", mark}})));
  EXPECT_EQ(kiosk().log().find('?'), std::string::npos) << kiosk().log();
}

TEST_F(OurFields, NoFieldCanBeInjected) {
  start();
  for (const char* lang : {"/?lang=en-US%0d%0aX-Injected:%20yes", "/?lang=%0aX-Injected:1"})
    EXPECT_EQ(exchange(request("GET", lang, {{"Host", kiosk().host()}})).field("x-injected"), "");
  Visitor alice = visitor();
  alice.get("/");
  const Answer answer = alice.submit("/send", {{"account", "a@example.com\r\nX-Injected: yes"},
                                               {"country", "+86\r\nX-Injected: 1"}});
  EXPECT_EQ(answer.field("x-injected"), "");
}

// The log tells method, path, status and time.
TEST_F(OurFields, TheLogHoldsNoFieldNoAddressNoCookie) {
  start();
  Visitor alice = visitor();
  alice.to_done(emulator());
  alice.get("/done");
  alice.get("/?lang=secret-in-query");
  alice.get("/nowhere\x1b[2J%0aGET / 200");
  support::wait_until([&] { return kiosk().log().find(" 404 ") != std::string::npos; },
                      "the last line of the log");
  const std::string log = kiosk().log();
  for (const std::string& never :
       {std::string("alice"), alice.form, alice.cookie.substr(alice.cookie.find('=') + 1),
        std::string("secret-in-query"), std::string("\x1b")})
    if (!never.empty()) {
      EXPECT_EQ(log.find(never), std::string::npos) << never << " in\n" << log;
    }
  const support::Secrets secrets{{"password", kNewPassword},
                                 {"passcode", Visitor::code_of(emulator())}};
  EXPECT_EQ(secrets.found_in(log), "") << log;
  EXPECT_EQ(secrets.found_in(emulator().logs()), "");
  EXPECT_NE(log.find("POST /reset 303"), std::string::npos) << log;
  EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 9) << log;
}

}  // namespace
}  // namespace kiosk_test
