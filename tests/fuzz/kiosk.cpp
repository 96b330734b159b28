// SPDX-License-Identifier: Apache-2.0
// What browsers send to the kiosk, and what is shown of what others wrote. Nothing passes the
// head's checks that breaks their rules, a form is decoded as the standard has it, no cookie is
// believed that was not made here, and no text becomes markup. Covers: src/kiosk/form.cpp
// src/kiosk/head.cpp src/kiosk/cookie.cpp src/kiosk/seal.cpp src/kiosk/origins.cpp
// src/kiosk/languages.cpp src/kiosk/route.cpp src/kiosk/typed.cpp src/kiosk/page.cpp
// src/kiosk/page_html.cpp src/kiosk/page_notices.cpp src/kiosk/page_steps.cpp
// src/kiosk/page_trouble.cpp
#include <algorithm>
#include <map>
#include <memory>

#include "base/text.hpp"
#include "fuzz.hpp"
#include "kiosk/form.hpp"
#include "kiosk/head.hpp"
#include "kiosk/languages.hpp"
#include "kiosk/page.hpp"
#include "kiosk/typed.hpp"

namespace sparekey::fuzz {
namespace {

using namespace kiosk;

// By hand, into other memory. False: it is no form.
bool decode(const std::string& text, std::string* out) {
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '%') {
      const std::string digits = text.substr(at + 1, 2);
      if (digits.size() < 2 || hex_value(digits[0]) < 0 || hex_value(digits[1]) < 0) return false;
      const int byte = hex_value(digits[0]) * 16 + hex_value(digits[1]);
      if (byte == 0) return false;
      *out += static_cast<char>(byte);
      at += 2;
    } else if (static_cast<uint8_t>(c) < ' ' || c == 0x7F) {
      return false;
    } else {
      *out += c == '+' ? ' ' : c;
    }
  }
  return true;
}

bool read_form(const std::string& text, std::map<std::string, std::string>* fields) {
  constexpr std::string_view kNames[] = {"account", "country", "form", "code", "password", "again"};
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find('&', at), text.size());
    const std::string pair = text.substr(at, end - at);
    at = end + 1;
    if (pair.empty()) continue;
    const size_t equals = std::min(pair.find('='), pair.size());
    std::string name;
    std::string value;
    if (!decode(pair.substr(0, equals), &name)) return false;
    if (!decode(pair.substr(std::min(equals + 1, pair.size())), &value)) return false;
    if (std::find(std::begin(kNames), std::end(kNames), name) == std::end(kNames)) continue;
    if (!fields->emplace(name, value).second) return false;
  }
  return true;
}

void check_form(const std::string& text) {
  ExactBuffer exact(text);
  Form form;
  const bool good = form.read(exact.data(), exact.size());
  std::map<std::string, std::string> theirs;
  require(good == read_form(text, &theirs), "a form, or none");
  if (!good) return;
  constexpr const char* kNames[] = {"account", "country", "form", "code", "password", "again"};
  for (size_t i = 0; i < kFieldCount; ++i) {
    const auto field = static_cast<Field>(i);
    require(form.has(field) == (theirs.count(kNames[i]) == 1), "the same fields");
    require(!form.has(field) || str(form[field]) == theirs[kNames[i]], "the same values");
  }
  TypedRecipient recipient;
  const Complaint complaint =
      read_recipient(form[Field::account], form[Field::country], &recipient);
  require(complaint != Complaint::none || recipient.is_given(), "a recipient, or a complaint");
  if (check_password(form[Field::password], form[Field::again], 64) == Complaint::none) {
    const Text password = form[Field::password];
    require(is_utf8(password) && !password.empty() && password.size() <= 64 &&
                equal(password, form[Field::again]) && can_be_typed(password),
            "a password that can be typed again");
  }
}

const Seal& seal() {
  static Seal* const made = [] {
    Port port;
    port.random = [](void*, void* out, size_t size) {
      memset(out, 0x5A, size);
      return int{kPortOk};
    };
    auto* const seal = new Seal;
    require(seal->draw_key(port), "a key");
    return seal;
  }();
  return *made;
}

const Origins& origins() {
  static Origins* const ours = [] {
    Settings settings;
    settings.origins[0] = "https://box.lan";
    settings.origins[1] = "http://127.0.0.1:8080";
    settings.origin_count = 2;
    auto* const made = new Origins;
    require(made->set(settings, 8080), "origins");
    return made;
  }();
  return *ours;
}

// "METHOD PATH", then fields, a line each.
void check_head(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  const size_t blank = std::min(lines[0].find(' '), lines[0].size());
  const std::string path = lines[0].substr(std::min(blank + 1, lines[0].size()));
  std::vector<std::unique_ptr<ExactBuffer>> values;
  Head head(seal(), Text(lines[0].data(), blank), path);
  size_t posted_from = 0;
  for (size_t i = 1; i < lines.size(); ++i) {
    const size_t colon = lines[i].find(": ");
    if (colon == std::string::npos) continue;
    values.push_back(std::make_unique<ExactBuffer>(std::string_view(lines[i]).substr(colon + 2)));
    head.take(Text(lines[i].data(), colon), values.back()->text());
    posted_from += equal_ignoring_case(Text(lines[i].data(), colon), "origin") ? 1 : 0;
  }
  const WebOrigin* origin = nullptr;
  const Refusal refusal = judge(head, origins(), &origin);
  const Cookie cookie = head.cookie();
  if (cookie.authentic) {
    char made[kCookieChars];
    std::string value = str(seal().cookie(cookie.id, made));
    std::string lower = text;
    for (char& c : lower) c = to_lower(c);
    require(lower.find("visit=" + value) != std::string::npos, "a cookie that was made here");
  }
  (void)accepted_language(head.accept_language, UiLanguage::english);
  if (refusal.status != 0) {
    require(refusal.status >= 400 && refusal.status < 500, "the browser's mistake");
    return;
  }
  require(origin != nullptr && head.host.count == 1, "it is for one of our names");
  require(head.route != Route::count && allows(head.route, head.method),
          "and there is such a thing");
  require(!head.has_transfer_encoding && head.content_length.count <= 1, "its end is known");
  if (head.content_length.count == 1)
    require(strtoull(str(head.content_length.value).c_str(), nullptr, 10) <= kMaxPostBytes,
            "it is no longer than a form");
  if (head.method != Method::post || posted_from == 0) return;
  std::string from = str(head.origin.value);
  for (char& c : from) c = to_lower(c);
  require(posted_from == 1, "one origin");
  if (from == "null") return;
  require(from == "https://box.lan" || from == "https://box.lan:443" ||
              from == "http://127.0.0.1:8080" || from.find(":0") != std::string::npos,
          "what is posted comes from us");
}

// So many of what markup is made of.
std::map<char, size_t> markup_of(const std::string& html) {
  std::map<char, size_t> counts;
  for (const char c : html)
    if (std::string_view("<>\"'").find(c) != std::string_view::npos) ++counts[c];
  return counts;
}

std::string tame(std::string text) {
  for (char& c : text)
    if (std::string_view("<>\"'&").find(c) != std::string_view::npos) c = 'x';
  return text;
}

std::string page_of(const View& view) {
  ExactBuffer room(kMaxPageBytes);
  Writer out(room.data(), room.size());
  write_page(view, &out);
  require(out.ok(), "a page fits, whatever it shows");
  return str(out.written());
}

void check_page(Input& input) {
  View view;
  view.screen =
      static_cast<Screen>(input.ConsumeIntegral<uint8_t>() % static_cast<unsigned>(Screen::count));
  view.language = input.ConsumeBool() ? UiLanguage::chinese : UiLanguage::english;
  view.complaint = static_cast<Complaint>(input.ConsumeIntegral<uint8_t>() %
                                          static_cast<unsigned>(Complaint::count));
  view.has_visit = input.ConsumeBool();
  view.keyboard = input.ConsumeBool();
  view.call = static_cast<Call>(input.ConsumeIntegralInRange(0, 2));
  view.sent_again = input.ConsumeBool();
  view.code_left_ms = input.ConsumeIntegralInRange(-1, 300'000);
  view.token_left_ms = input.ConsumeIntegralInRange(-1, 600'000);
  view.resend_ms = input.ConsumeIntegralInRange(0, 60'000);
  Result result;
  result.code =
      static_cast<Code>(input.ConsumeIntegralInRange(0, static_cast<int>(Code::encryption_failed)));
  result.delivery = static_cast<Delivery>(input.ConsumeIntegralInRange(0, 2));
  result.advice = advice_for(result.code, result.delivery);
  result.retry_after_s = input.ConsumeIntegralInRange(-1, 100'000);
  if (input.ConsumeBool()) view.result = &result;
  std::string texts[6];
  for (std::string& text : texts) text = input.ConsumeRandomLengthString(160);
  // What the library gives is UTF-8; what a browser sends need not be.
  if (!is_utf8(texts[0])) texts[0].clear();
  const auto show = [&] {
    result.message = texts[0];
    view.title = texts[1];
    view.form = texts[2];
    view.account = texts[3];
    view.country = texts[4];
    view.done_url = texts[5];
    return page_of(view);
  };
  const std::string hostile = show();
  require(is_utf8(hostile), "a page is UTF-8");
  for (std::string& text : texts) text = tame(text);
  require(markup_of(hostile) == markup_of(show()), "no text becomes markup");
}

}  // namespace
}  // namespace sparekey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sparekey;
  fuzz::Input input(data, size);
  switch (input.ConsumeIntegralInRange<unsigned>(0, 2)) {
    case 0:
      fuzz::check_form(input.ConsumeRemainingBytesAsString());
      break;
    case 1:
      fuzz::check_head(input.ConsumeRemainingBytesAsString());
      break;
    default:
      fuzz::check_page(input);
  }
  return 0;
}
