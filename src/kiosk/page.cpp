// SPDX-License-Identifier: Apache-2.0
#include "kiosk/page.hpp"

#include "base/duration.hpp"
#include "kiosk/page_steps.hpp"

namespace sparekey::kiosk {
namespace {

using W = PageWord;

W step_of(Screen screen) {
  if (screen == Screen::account) return W::step_1;
  if (screen == Screen::code) return W::step_2;
  return screen == Screen::password ? W::step_3 : W::none;
}

// What it is of: the account's name if there is one, else what happens here.
void write_whose(const View& view, Html* page) {
  if (view.title.empty())
    page->add(W::service);
  else
    page->add("<bdi>", Given{view.title, kMaxTitleBytes}, "</bdi>");
}

// Without a script nothing else takes from the screen what somebody left there.
void write_refresh(const View& view, const Trouble& trouble, Html* page) {
  const bool blank = view.screen == Screen::account && view.account.empty() && !trouble.is_there();
  if (blank || view.screen == Screen::wrong_host) return;
  const bool is_step = step_of(view.screen) != W::none;
  // A second later than the visit's own end, or the way would lead back to it.
  const int64_t after_s = is_step ? whole_seconds(view.idle_ms) + 1 : leaves_after_s(view.screen);
  const bool elsewhere = view.screen == Screen::done && !view.done_url.empty();
  page->add("<noscript><meta http-equiv=\"refresh\" content=\"", after_s,
            ";url=", Given{elsewhere ? view.done_url : Text("/"), kMaxUrlBytes}, "\"></noscript>");
}

void write_head(const View& view, const Trouble& trouble, Html* page) {
  const W step = step_of(view.screen);
  page->add("<!doctype html>\n<html lang=\"", view.language == UiLanguage::chinese ? "zh-CN" : "en",
            "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
            "content=\"width=device-width,initial-scale=1\"><title>",
            trouble.is_there() ? W::error : W::none, heading_of(view.screen));
  if (step != W::none) page->add(" – ", step);
  page->add(" – ");
  if (view.title.empty())
    page->add(W::service);
  else
    page->add(Given{view.title, kMaxTitleBytes});
  page->add("</title><link rel=\"stylesheet\" href=\"/style.css\">");
  write_refresh(view, trouble, page);
  page->add("<script src=\"/app.js\" defer></script></head>");
}

void write_languages(const View& view, Html* page) {
  const bool chinese = view.language == UiLanguage::chinese;
  page->add("<nav aria-label=\"", W::language_nav, "\"><a href=\"/?lang=en-US\" lang=\"en\"",
            chinese ? "" : " aria-current=\"true\"",
            ">English</a> <a href=\"/?lang=zh-CN\" lang=\"zh-CN\"",
            chinese ? " aria-current=\"true\"" : "", ">中文</a></nav>");
}

// What the script needs to know, and the words it needs to say.
void begin_body(const View& view, Html* page) {
  const bool is_step = step_of(view.screen) != W::none;
  page->add("<body data-units=\"", W::minutes, "|", W::seconds, "\"");
  if (is_step) page->add(" data-idle=\"", whole_seconds(view.idle_ms), "\"");
  if (is_step && view.has_visit) page->add(" data-stay");
  if (is_step && view.keyboard) page->add(" data-keyboard");
  page->add(">");
}

void end_body(const View& view, Html* page) {
  if (step_of(view.screen) != W::none) {
    page->add("<noscript><p class=\"hint\">", Timed{W::closes_unattended, view.idle_ms},
              "</p></noscript></main><dialog id=\"idle\" hidden aria-labelledby=\"idle-title\" "
              "aria-describedby=\"idle-text\"><h2 id=\"idle-title\">",
              W::idle_title, "</h2><p id=\"idle-text\" data-text=\"", W::idle_text,
              "\"></p><button type=\"button\">", W::idle_stay, "</button></dialog>");
    if (view.keyboard)
      page->add("<div id=\"keyboard\" role=\"region\" aria-label=\"", W::keyboard,
                "\" data-shift=\"", W::key_shift, "\" data-erase=\"", W::key_erase,
                "\" data-signs=\"", W::key_signs, "\" data-letters=\"", W::key_letters,
                "\" data-space=\"", W::key_space, "\" data-hide=\"", W::key_hide,
                "\" hidden></div>");
  } else {
    page->add("</main>");
  }
  page->add("<p class=\"unseen\" id=\"said\" role=\"status\"></p></body></html>\n");
}

}  // namespace

int64_t leaves_after_s(Screen screen) { return screen == Screen::done ? 20 : 60; }

void write_page(const View& view, Writer* out) {
  Html page(view.language, out);
  const Trouble trouble = trouble_of(view);
  const W step = step_of(view.screen);
  write_head(view, trouble, &page);
  begin_body(view, &page);
  const char* const reached = step == W::step_1             ? " class=\"step-1\""
                              : step == W::step_2           ? " class=\"step-2\""
                              : step == W::step_3           ? " class=\"step-3\""
                              : view.screen == Screen::done ? " class=\"step-4\""
                                                            : "";
  page.add("<header", reached, "><div><p class=\"whose\">");
  write_whose(view, &page);
  page.add("</p>");
  if (step != W::none) page.add("<p class=\"step\">", step, "</p>");
  // Elsewhere there is nothing more to read, or no way on.
  if (view.screen != Screen::done && view.screen != Screen::wrong_host)
    write_languages(view, &page);
  page.add("</div></header><main>");
  write_trouble(view, trouble, &page);
  if (view.screen == Screen::account)
    write_account(view, trouble, &page);
  else if (view.screen == Screen::code)
    write_code(view, trouble, &page);
  else if (view.screen == Screen::password)
    write_password(view, trouble, &page);
  else
    write_notice(view, &page);
  end_body(view, &page);
}

}  // namespace sparekey::kiosk
