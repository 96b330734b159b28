// SPDX-License-Identifier: Apache-2.0
// The pages that only say something and offer a way on.
#include "base/duration.hpp"
#include "kiosk/page_steps.hpp"

namespace sparekey::kiosk {
namespace {

using W = PageWord;

struct Notice {
  W title;
  W text;
  W button;  // none: nothing here leads on
};

Notice notice_of(Screen screen) {
  switch (screen) {
    // Not covered: these are steps, not notices.
    case Screen::account:
    case Screen::code:
    case Screen::password:
    case Screen::count:
      break;
    case Screen::done:
      return {W::done_title, W::done_text, W::done_leave};
    case Screen::timed_out:
      return {W::timed_out_title, W::timed_out_text, W::start_over};
    case Screen::not_yours:
      return {W::not_yours_title, W::not_yours_text, W::start_over};
    case Screen::foreign:
      return {W::foreign_title, W::foreign_text, W::start_over};
    case Screen::busy:
      return {W::busy_title, W::busy_text, W::try_again};
    case Screen::not_a_form:
      return {W::not_a_form_title, W::not_a_form_text, W::start_over};
    case Screen::too_large:
      return {W::too_large_title, W::too_large_text, W::start_over};
    case Screen::not_found:
      return {W::not_found_title, W::not_found_text, W::start_over};
    case Screen::no_method:
      return {W::no_method_title, W::no_method_text, W::start_over};
    case Screen::wrong_host:
      return {W::wrong_host_title, W::wrong_host_text, W::none};
  }
  return {W::none, W::none, W::none};  // Not covered: as above.
}

// What was asked for, once more.
void write_send_again(const View& view, Html* page) {
  page->add("<form method=\"post\" action=\"/send\"><input type=\"hidden\" name=\"form\" value=\"",
            Given{view.form, kMaxFormBytes}, "\"><input type=\"hidden\" name=\"account\" value=\"",
            Given{view.account, kMaxAccountBytes},
            "\"><input type=\"hidden\" name=\"country\" value=\"",
            Given{view.country, kMaxCountryBytes}, "\"><button data-busy=\"", W::sending, "\">",
            W::try_again, "</button></form>");
}

}  // namespace

PageWord heading_of(Screen screen) {
  if (screen == Screen::account) return W::account_title;
  if (screen == Screen::code) return W::code_title;
  if (screen == Screen::password) return W::password_title;
  return notice_of(screen).title;
}

void write_notice(const View& view, Html* page) {
  const Notice notice = notice_of(view.screen);
  const bool is_done = view.screen == Screen::done;
  page->add("<h1>", is_done ? "<span class=\"tick\" aria-hidden=\"true\"></span>" : "",
            notice.title, "</h1><p class=\"lead\">", notice.text, "</p>");
  if (notice.button == W::none) return;
  if (view.screen == Screen::busy && !view.form.empty() && !view.account.empty()) {
    write_send_again(view, page);
    page->add("<div class=\"others\"><a class=\"button second\" id=\"leave\" href=\"/\">",
              W::start_over, "</a></div>");
  } else {
    const bool elsewhere = is_done && !view.done_url.empty();
    const Given url = {elsewhere ? view.done_url : Text("/"), kMaxUrlBytes};
    page->add("<a class=\"button\" id=\"leave\" href=\"", url, "\">", notice.button, "</a>");
  }
  page->add("<p class=\"time\" data-left=\"", leaves_after_s(view.screen), "\" data-text=\"",
            W::closes_in, "\" data-leaves>",
            Timed{W::closes_in, leaves_after_s(view.screen) * kSecondMs}, "</p>");
}

}  // namespace sparekey::kiosk
