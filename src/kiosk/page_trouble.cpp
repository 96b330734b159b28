// SPDX-License-Identifier: Apache-2.0
#include "kiosk/page_trouble.hpp"

#include "base/duration.hpp"
#include "base/text.hpp"

namespace sparekey::kiosk {
namespace {

using W = PageWord;

Trouble in_form(Complaint complaint) {
  const auto of = [](const char* field, W words) {
    return Trouble{W::check_form, words, field, words};
  };
  switch (complaint) {
    // Not covered: asked only about a complaint.
    case Complaint::none:
    case Complaint::count:
      break;
    case Complaint::want_account:
      return of("account", W::want_account);
    case Complaint::bad_account:
      return of("account", W::bad_account);
    case Complaint::bad_country:
      return of("country", W::bad_country);
    case Complaint::want_code:
      return of("code", W::want_code);
    case Complaint::bad_code:
      return of("code", W::bad_code);
    case Complaint::want_password:
      return of("password", W::want_password);
    case Complaint::password_untyped:
      return of("password", W::password_untyped);
    case Complaint::password_too_long:
      return of("password", W::password_too_long);
    case Complaint::passwords_differ:
      return of("again", W::passwords_differ);
  }
  return {};  // Not covered: as above.
}

// The field that mends it, of those on the page.
const char* field_of(Code code, Screen screen) {
  if (screen == Screen::code && (code == Code::passcode_rejected || code == Code::passcode_expired))
    return "code";
  if (screen == Screen::account && (code == Code::account_not_found || code == Code::bad_recipient))
    return "account";
  if (screen == Screen::password &&
      (code == Code::password_too_weak || code == Code::password_reused ||
       code == Code::password_too_long))
    return "password";
  return nullptr;
}

W if_unknown(Call call) {
  switch (call) {
    case Call::send_code:
      return W::code_may_come;
    case Call::enter_code:
      return W::code_may_be_used;
    case Call::enter_password:
      return W::password_may_be_set;
  }
  return W::none;  // Not covered: each call has its case.
}

void write_row(const char* name, const Given& value, Html* page) {
  if (!value.text.empty()) page->add("<dt>", name, "</dt><dd><bdi>", value, "</bdi></dd>");
}

void write_row(const char* name, int64_t value, Html* page) {
  page->add("<dt>", name, "</dt><dd>", value, "</dd>");
}

// For those who are asked for help, in the terms of the service and of the library.
void write_details(const Result& result, Html* page) {
  constexpr size_t kMaxBytes = 200;
  page->add("<details><summary>", W::details, "</summary><dl lang=\"en\">");
  write_row("Code", {name(result.code), kMaxBytes}, page);
  if (result.detail != nullptr) write_row("Detail", {Text(result.detail), kMaxBytes}, page);
  if (result.native != 0) write_row("mbedTLS", result.native, page);
  if (result.http_status != 0) write_row("HTTP", result.http_status, page);
  if (result.status_code != 0) write_row("statusCode", result.status_code, page);
  if (result.has_api_code) write_row("apiCode", result.api_code, page);
  write_row("requestId", {result.request_id, kMaxBytes}, page);
  write_row("message", {result.message, kMaxBytes}, page);
  page->add("</dl></details>");
}

}  // namespace

bool Trouble::is_about(const char* name) const {
  return field != nullptr && equal(Text(field), Text(name));
}

Trouble trouble_of(const View& view) {
  if (view.complaint != Complaint::none) return in_form(view.complaint);
  if (view.result == nullptr || view.result->ok()) return {};
  const Result& result = *view.result;
  const PageWords words = page_words(result.code);
  Trouble trouble{words.happened, words.to_do, field_of(result.code, view.screen), words.happened};
  if (result.delivery == Delivery::unknown) trouble.to_do = if_unknown(view.call);
  return trouble;
}

void write_trouble(const View& view, const Trouble& trouble, Html* page) {
  if (!trouble.is_there()) return;
  page->add(
      "<div class=\"alert\" id=\"alert\" role=\"alert\" tabindex=\"-1\" autofocus "
      "aria-labelledby=\"wrong\"><h2 id=\"wrong\">",
      trouble.happened, "</h2><p>");
  if (trouble.field != nullptr)
    page->add("<a href=\"#", trouble.field, "\">", trouble.to_do, "</a></p>");
  else
    page->add(trouble.to_do, "</p>");
  const bool is_in_form = view.complaint != Complaint::none;
  if (!is_in_form && view.result->retry_after_s > 0 && view.result->retry_after_s <= kHourS) {
    const int64_t wait_s = view.result->retry_after_s;
    page->add("<p data-left=\"", wait_s, "\" data-text=\"", W::again_in, "\" data-over=\"\">",
              Timed{W::again_in, wait_s * kSecondMs}, "</p>");
  }
  // What a field mends is nobody's to look into.
  if (!is_in_form && trouble.field == nullptr) write_details(*view.result, page);
  page->add("</div>");
}

}  // namespace sparekey::kiosk
