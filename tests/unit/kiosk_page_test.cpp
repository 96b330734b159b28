// SPDX-License-Identifier: Apache-2.0
// Every page in every state: well-formed, of bounded size, and nothing of what others gave is
// markup.
#include "kiosk/page.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "kiosk/assets.hpp"
#include "to_string.hpp"

namespace sparekey::kiosk {
namespace {

std::string page_of(const View& view) {
  std::string bytes(kMaxPageBytes, '\0');
  Writer out(&bytes[0], bytes.size());
  write_page(view, &out);
  EXPECT_TRUE(out.ok());
  return to_string(out.written());
}

// What stands between each `before` and the `after` that follows.
std::vector<std::string> all(const std::string& page, const std::string& before,
                             const std::string& after = "\"") {
  std::vector<std::string> found;
  for (size_t at = 0; (at = page.find(before, at)) != std::string::npos;) {
    at += before.size();
    found.push_back(page.substr(at, page.find(after, at) - at));
  }
  return found;
}

bool has(const std::string& page, const std::string& what) {
  return page.find(what) != std::string::npos;
}

// Reads a tag of the kind we write: each attribute is quoted or has no value, and stands once.
// Returns where it ends, or `at` if it is none.
size_t read_tag(const std::string& page, size_t at, std::string* name, bool* closes) {
  const auto word = [&page](size_t from) {
    const size_t end = page.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-", from);
    return page.substr(from, end - from);
  };
  size_t next = at + 1;
  *closes = page[next] == '/';
  if (*closes) ++next;
  *name = word(next);
  next += name->size();
  std::set<std::string> names;
  while (page[next] == ' ' && !*closes) {
    const std::string attribute = word(next + 1);
    if (attribute.empty() || !names.insert(attribute).second) return at;
    next += 1 + attribute.size();
    if (page[next] != '=') continue;
    const size_t end = page[next + 1] == '"' ? page.find_first_of("\"<>", next + 2) : 0;
    if (page[end] != '"') return at;
    next = end + 1;
  }
  return page[next] == '>' && !name->empty() ? next + 1 : at;
}

// What is wrong with it as HTML; empty: nothing.
std::string flaw_of(const std::string& page) {
  const std::set<std::string> empty = {"meta", "link", "input"};
  const std::string doctype = "<!doctype html>\n";
  if (page.compare(0, doctype.size(), doctype) != 0) return "no doctype";
  std::vector<std::string> open;
  for (size_t at = doctype.size(); (at = page.find_first_of("<>\"", at)) != std::string::npos;) {
    std::string name;
    bool closes = false;
    const size_t end = page[at] == '<' ? read_tag(page, at, &name, &closes) : at;
    if (end == at) return "no tag: " + page.substr(at, 60);
    if (closes) {
      if (open.empty() || open.back() != name) return "closes too early: " + page.substr(at, 60);
      open.pop_back();
    } else if (empty.count(name) == 0) {
      open.push_back(name);
    }
    at = end;
  }
  for (size_t at = 0; (at = page.find('&', at)) != std::string::npos; ++at) {
    const std::string entity = page.substr(at, page.find(';', at) - at);
    if (std::set<std::string>{"&amp", "&lt", "&gt", "&#34", "&#39"}.count(entity) == 0)
      return "no entity: " + page.substr(at, 40);
  }
  return open.empty() ? "" : "left open: " + open.back();
}

void expect_sound(const std::string& page) {
  EXPECT_EQ(flaw_of(page), "") << page;
  EXPECT_LE(page.size(), kMaxPageBytes);
  const std::vector<std::string> ids = all(page, " id=\"");
  const std::set<std::string> known(ids.begin(), ids.end());
  EXPECT_EQ(known.size(), ids.size()) << "an id twice";
  for (const char* attribute : {"for", "aria-describedby", "aria-labelledby", "data-holds"})
    for (const std::string& value : all(page, std::string(" ") + attribute + "=\"")) {
      std::istringstream words(value);
      for (std::string id; words >> id;) EXPECT_TRUE(known.count(id)) << attribute << "=" << id;
    }
  for (const std::string& id : all(page, " href=\"#")) EXPECT_TRUE(known.count(id)) << id;
  // The policy allows none of these.
  for (const char* inlined : {" style=", " onclick=", " onload=", "<style"})
    EXPECT_FALSE(has(page, inlined));
  EXPECT_EQ(all(page, "<script").size(), 1U);
  EXPECT_EQ(all(page, "<h1").size(), 1U);
  EXPECT_EQ(all(page, " autofocus").size(),
            has(page, "<input id=") || has(page, "\"alert\"") ? 1U : 0U);
  // Each input that is seen has a label.
  for (const std::string& id : all(page, "<input id=\""))
    EXPECT_TRUE(has(page, "<label for=\"" + id + "\">"));
}

void for_each_view(const std::function<void(View)>& then) {
  for (auto screen = 0; screen < static_cast<int>(Screen::count); ++screen)
    for (const UiLanguage language : {UiLanguage::english, UiLanguage::chinese}) {
      View view;
      view.screen = static_cast<Screen>(screen);
      view.language = language;
      view.form = "0123456789abcdef";
      then(view);
    }
}

constexpr int kCodes = static_cast<int>(Code::encryption_failed) + 1;

TEST(KioskPage, IsSoundInEveryState) {
  for_each_view([](View view) {
    expect_sound(page_of(view));
    view.account = "somebody@example.com";
    view.country = "+86";
    view.title = "Example";
    view.done_url = "https://example.com/?a=1&b=2";
    view.keyboard = view.sent_again = true;
    view.code_left_ms = 272'000;
    view.token_left_ms = 0;
    view.resend_ms = 59'001;
    expect_sound(page_of(view));
  });
}

TEST(KioskPage, SaysOfEveryCodeWhatHappenedAndWhatToDo) {
  for (int code = 1; code < kCodes; ++code)
    for (const Delivery delivery : {Delivery::not_sent, Delivery::unknown, Delivery::answered})
      for (const Call call : {Call::send_code, Call::enter_code, Call::enter_password})
        for_each_view([&](View view) {
          if (view.screen > Screen::password) return;
          Result result;
          result.code = static_cast<Code>(code);
          result.delivery = delivery;
          result.retry_after_s = 90;
          view.result = &result;
          view.call = call;
          const std::string page = page_of(view);
          expect_sound(page);
          EXPECT_NE(all(page, "<h2 id=\"wrong\">", "</h2>").at(0), "") << code;
          std::string to_do = all(page, "</h2><p>", "</p>").at(0);
          if (to_do.compare(0, 2, "<a") == 0) to_do = all(to_do, "\">", "</a>").at(0);
          EXPECT_NE(to_do, "") << code;
          EXPECT_TRUE(
              has(page, view.language == UiLanguage::english ? "<title>Error: " : "<title>错误："));
        });
}

TEST(KioskPage, ComplaintsStandAtTheirFieldAndInTheSummary) {
  for (int complaint = 1; complaint < static_cast<int>(Complaint::count); ++complaint)
    for_each_view([&](View view) {
      if (view.screen > Screen::password) return;
      view.complaint = static_cast<Complaint>(complaint);
      const std::string page = page_of(view);
      const std::vector<std::string> fields = all(page, "<a href=\"#");
      ASSERT_EQ(fields.size(), 1U);
      if (!has(page, "<input id=\"" + fields[0])) return;  // of another page
      expect_sound(page);
      EXPECT_TRUE(has(page, fields[0] + "-error\" aria-invalid=\"true\""));
      EXPECT_TRUE(has(page, "id=\"" + fields[0] + "-error\""));
    });
}

const std::string kHostile =
    // NOLINTNEXTLINE(misc-misleading-bidirectional): it misleads on purpose
    "\"><script>alert(1)</"
    "script>'&amp;\x01\x7f\xC2\x85\xE2\x80\xAE\xE2\x81\xA6\xEF\xBB\xBF\xFF\xC0z";
const std::string kHarmless =
    "&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;amp;\xEF\xBF\xBD\xEF\xBF\xBDz";

TEST(KioskPage, NothingThatOthersGaveIsMarkup) {
  for_each_view([](View view) {
    Result result;
    result.code = Code::refused;
    result.message = kHostile;
    result.request_id = kHostile;
    view.title = view.account = view.form = view.done_url = kHostile;
    view.country = "\"><b>";
    if (view.screen <= Screen::password) view.result = &result;
    const std::string page = page_of(view);
    expect_sound(page);
    EXPECT_TRUE(has(page, kHarmless));
    // NOLINTNEXTLINE(misc-misleading-bidirectional)
    for (const char* raw : {"\x01", "\x7f", "\xC2\x85", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xFF"})
      EXPECT_FALSE(has(page, raw));
  });
}

TEST(KioskPage, KnownAndUnknownAccountsGetTheSameBytes) {
  View view;
  view.screen = Screen::code;
  view.account = "a@example.com";
  const std::string one = page_of(view);
  view.account = "b@example.com";
  std::string other = page_of(view);
  for (size_t at = 0; (at = other.find("b@example.com", at)) != std::string::npos; ++at)
    other[at] = 'a';
  EXPECT_EQ(one, other);
  EXPECT_TRUE(has(one, "If <bdi class=\"to\">a@example.com</bdi> belongs to an account"));
}

TEST(KioskPage, ItsScriptKeepsOnlyAVisitAlive) {
  for_each_view([](View view) {
    EXPECT_FALSE(has(page_of(view), "data-stay"));
    view.has_visit = true;
    EXPECT_EQ(has(page_of(view), "data-stay"), view.screen <= Screen::password);
  });
}

// With an address on it, or trouble: it is for one person. An empty first page may stay all night.
TEST(KioskPage, WithoutAScriptWhatSomebodyLeftGoesFromTheScreen) {
  for_each_view([](View view) {
    view.idle_ms = 120'000;
    view.done_url = "https://example.com/?a&b";
    const bool is_step = view.screen <= Screen::password;
    const std::string clears = "<noscript><meta http-equiv=\"refresh\" content=\"";
    EXPECT_EQ(has(page_of(view), clears),
              view.screen != Screen::account && view.screen != Screen::wrong_host);
    view.account = "a@example.com";
    const std::string page = page_of(view);
    if (is_step) {
      EXPECT_TRUE(has(page, clears + "121;url=/\">"));
      EXPECT_TRUE(has(page, view.language == UiLanguage::english ? "after 2\xC2\xA0min without"
                                                                 : "2\xC2\xA0分钟无操作"));
    }
    if (view.screen == Screen::done) {
      EXPECT_TRUE(has(page, clears + "20;url=https://example.com/?a&amp;b\">"));
      EXPECT_TRUE(has(page, "href=\"https://example.com/?a&amp;b\""));
    }
  });
}

TEST(KioskPage, TheNextStepAfterAnUnansweredCallIsTheRightOne) {
  Result result;
  result.code = Code::timed_out;
  result.delivery = Delivery::unknown;
  View view;
  view.result = &result;
  view.call = Call::enter_password;
  EXPECT_TRUE(has(page_of(view), "Your new password may already work"));
  view.call = Call::enter_code;
  EXPECT_FALSE(has(page_of(view), "Your new password may already work"));
  view.screen = Screen::code;
  view.call = Call::send_code;
  EXPECT_TRUE(has(page_of(view), "A passcode may arrive all the same"));
}

// An hour is counted down; nobody waits for more.
TEST(KioskPage, ALongWaitIsNotCountedDown) {
  Result result;
  result.code = Code::too_many_requests;
  View view;
  view.result = &result;
  for (const int64_t wait_s : {0, 1, 3600, 3601}) {
    result.retry_after_s = wait_s;
    const std::string page = page_of(view);
    expect_sound(page);
    EXPECT_EQ(has(page, "data-left=\"" + std::to_string(wait_s) + "\""),
              wait_s > 0 && wait_s <= 3600)
        << wait_s;
  }
}

// Without a form there is nothing to send again.
TEST(KioskPage, ABusyKioskOffersToTryAgainWhatWasAskedFor) {
  View view;
  view.screen = Screen::busy;
  view.account = "a@example.com";
  EXPECT_FALSE(has(page_of(view), "action=\"/send\""));
  view.form = "0123";
  EXPECT_TRUE(has(page_of(view), "action=\"/send\""));
  view.account = "";
  EXPECT_FALSE(has(page_of(view), "action=\"/send\""));
}

// The service's own words help those who are asked for help, and stand nowhere else.
TEST(KioskPage, TermsOfTheServiceStandUnderDetailsOnly) {
  Result result;
  result.code = Code::refused;
  result.has_api_code = true;
  result.api_code = 4711;
  result.message = "SOMETHING";
  result.request_id = "REQUEST";
  View view;
  view.result = &result;
  const std::string page = page_of(view);
  const std::string details = all(page, "<details>", "</details>").at(0);
  for (const char* term : {"refused</bdi>", "4711", "SOMETHING", "REQUEST"})
    EXPECT_TRUE(has(details, term));
  for (const char* term : {"4711", "SOMETHING", "REQUEST"})
    EXPECT_EQ(all(page, term, "<").size(), 1U);
  result.code = Code::bad_recipient;
  EXPECT_FALSE(has(page_of(view), "<details>")) << "a field mends it";
}

// What a whole visit is sent: the measure of a slow line.
TEST(KioskPage, AVisitIsSmall) {
  size_t sent = style_css().size() + app_js().size();
  for (const Screen screen : {Screen::account, Screen::code, Screen::password, Screen::done}) {
    View view;
    view.screen = screen;
    view.form = "0123456789abcdef0123456789abcdef01234567";
    view.account = "somebody@example.com";
    view.code_left_ms = view.token_left_ms = view.resend_ms = 100'000;
    view.keyboard = true;
    sent += page_of(view).size();
  }
  EXPECT_LE(sent, 24U * 1024);
}

TEST(KioskPage, ItsFilesHoldNoComments) {
  for (const Text file : {style_css(), app_js()}) {
    const std::string text = to_string(file);
    EXPECT_FALSE(has(text, "SPDX"));
    EXPECT_FALSE(has(text, "\n "));
    EXPECT_FALSE(has(text, "\n\n"));
    EXPECT_FALSE(has(text, "http"));  // nothing of others
  }
  EXPECT_TRUE(has(to_string(style_css()), ":root{"));
  EXPECT_TRUE(has(to_string(app_js()), "'use strict';"));
}

// What the build leaves out of the script may not be a key.
TEST(KioskPage, TheKeyboardHasEveryCharacter) {
  const std::string keys = all(to_string(app_js()), "letters: [", "numeric: [").at(0);
  for (char c = '!'; c <= '~'; ++c) {
    if (c >= 'A' && c <= 'Z') continue;  // with the shift key
    const std::string key = (c == '\'' || c == '\\' ? "\\" : "") + std::string(1, c);
    const bool found =
        has(keys, " " + key + " ") || has(keys, "'" + key + " ") || has(keys, " " + key + "'");
    EXPECT_TRUE(found) << c;
  }
}

TEST(KioskPage, FitsWhateverItIsGiven) {
  const std::string endless(4096, '"');
  for_each_view([&](View view) {
    Result result;
    result.code = Code::answer_too_large;
    result.message = result.request_id = endless;
    result.detail = endless.c_str();
    result.http_status = result.status_code = result.native = INT32_MIN;
    result.has_api_code = true;
    result.api_code = INT64_MIN;
    result.retry_after_s = 3599;
    view.title = view.account = view.country = view.form = view.done_url = endless;
    view.keyboard = view.sent_again = true;
    view.code_left_ms = view.token_left_ms = view.resend_ms = 3'599'000;
    if (view.screen <= Screen::password) view.result = &result;
    expect_sound(page_of(view));
  });
}

}  // namespace
}  // namespace sparekey::kiosk
