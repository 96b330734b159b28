// SPDX-License-Identifier: Apache-2.0
#include "kiosk/page_steps.hpp"

namespace sparekey::kiosk {
namespace {

using W = PageWord;

struct Field {
  const char* name;
  W label;
  W hint;  // none: there is none
  const char* attributes;
  bool first;  // takes the focus unless the summary does
};

void write_field(const Field& field, const Trouble& trouble, const Given& value, Html* page) {
  const char* const name = field.name;
  const bool bad = trouble.is_about(name);
  page->add("<div class=\"field ", name, bad ? " bad" : "", "\"><label for=\"", name, "\">",
            field.label, "</label>");
  if (field.hint != W::none)
    page->add("<p class=\"hint\" id=\"", name, "-hint\">", field.hint, "</p>");
  if (bad)
    page->add("<p class=\"error\" id=\"", name, "-error\"><span class=\"unseen\">", W::error,
              "</span>", trouble.at_field, "</p>");
  page->add("<input id=\"", name, "\" name=\"", name, "\" ", field.attributes);
  if (!value.text.empty()) page->add(" value=\"", value, "\"");
  const bool hints = field.hint != W::none;
  if (hints || bad) page->add(" aria-describedby=\"");
  if (hints) page->add(name, "-hint");
  if (bad) page->add(hints ? " " : "", name, "-error");
  if (hints || bad) page->add("\"");
  if (bad) page->add(" aria-invalid=\"true\"");
  if (field.first && !trouble.is_there()) page->add(" autofocus");
  page->add("></div>");
}

// A form up to its own fields. `more` are attributes.
void begin_form(const View& view, const char* action, const char* more, Html* page) {
  page->add("<form method=\"post\" action=\"", action, "\"", more, ">");
  if (!view.form.empty())
    page->add("<input type=\"hidden\" name=\"form\" value=\"", Given{view.form, kMaxFormBytes},
              "\">");
}

void end_form(W button, W busy, const char* more, Html* page) {
  page->add("<button", more);
  if (busy != W::none) page->add(" data-busy=\"", busy, "\"");
  page->add(">", button, "</button></form>");
}

void write_start_over(const View& view, W words, Html* page) {
  begin_form(view, "/start-over", "", page);
  end_form(words, W::none, " class=\"second\"", page);
}

// Counts down if there is a script. `more` are attributes.
void write_time_left(int64_t ms, W left, W over, const char* more, Html* page) {
  page->add("<p class=\"time\" data-left=\"", (ms + 999) / 1000, "\" data-text=\"", left,
            "\" data-over=\"", over, "\"", more, ">");
  if (ms > 0)
    page->add(Timed{left, ms});
  else
    page->add(over);
  page->add("</p>");
}

}  // namespace

void write_account(const View& view, const Trouble& trouble, Html* page) {
  page->add("<h1>", W::account_title, "</h1><p class=\"lead pitch\">", W::account_lead, "</p>");
  begin_form(view, "/send", "", page);
  write_field({"account", W::account_label, W::none,
               "inputmode=\"email\" autocomplete=\"username\" autocapitalize=\"none\" "
               "autocorrect=\"off\" spellcheck=\"false\"",
               true},
              trouble, {view.account, kMaxAccountBytes}, page);
  write_field({"country", W::country_label, W::country_hint,
               "inputmode=\"tel\" autocomplete=\"tel-country-code\"", false},
              trouble, {view.country, kMaxCountryBytes}, page);
  end_form(W::send, W::sending, "", page);
}

void write_code(const View& view, const Trouble& trouble, Html* page) {
  const Given account = {view.account, kMaxAccountBytes};
  const Given country = {view.country, kMaxCountryBytes};
  const bool knows_nothing = trouble.is_there() && view.complaint == Complaint::none &&
                             view.call == Call::send_code &&
                             view.result->delivery == Delivery::unknown;
  page->add("<h1>", W::code_title, "</h1><p class=\"lead\">",
            knows_nothing ? W::code_address : W::code_sent_if, "<bdi class=\"to\">", country,
            country.text.empty() ? "" : " ", account, "</bdi>");
  if (!knows_nothing) page->add(W::code_sent_then);
  page->add("</p>");
  if (view.sent_again)
    page->add("<p class=\"notice\" role=\"status\">", W::code_sent_again, "</p>");
  begin_form(view, "/verify", "", page);
  write_field({"code", W::code_label, W::code_hint,
               "inputmode=\"numeric\" autocomplete=\"one-time-code\"", true},
              trouble, {Text(), 0}, page);
  if (view.code_left_ms >= 0)
    write_time_left(view.code_left_ms, W::code_left, W::code_over, "", page);
  end_form(W::code_enter, W::code_checking, "", page);
  page->add("<div class=\"others\">");
  begin_form(view, "/send", "", page);
  if (view.resend_ms > 0)
    write_time_left(view.resend_ms, W::code_resend_in, W::code_resend_now, " data-holds=\"resend\"",
                    page);
  end_form(W::code_resend, W::sending, " class=\"second\" id=\"resend\"", page);
  write_start_over(view, W::code_other_account, page);
  page->add("</div>");
}

void write_password(const View& view, const Trouble& trouble, Html* page) {
  page->add("<h1>", W::password_title, "</h1>");
  begin_form(view, "/reset", "", page);
  // Tells a password manager whose password it is; without a name it is not sent.
  page->add("<input type=\"text\" autocomplete=\"username\" value=\"",
            Given{view.account, kMaxAccountBytes}, "\" hidden>");
  constexpr const char* kAttributes =
      "type=\"password\" autocomplete=\"new-password\" autocapitalize=\"none\" autocorrect=\"off\" "
      "spellcheck=\"false\"";
  write_field({"password", W::password_label, W::password_hint, kAttributes, true}, trouble,
              {Text(), 0}, page);
  write_field({"again", W::again_label, W::none, kAttributes, false}, trouble, {Text(), 0}, page);
  if (view.token_left_ms >= 0)
    write_time_left(view.token_left_ms, W::password_left, W::password_over, "", page);
  page->add("<div class=\"row\"><button data-busy=\"", W::password_saving, "\">", W::password_save,
            "</button><button type=\"button\" class=\"second\" id=\"show\" data-hide=\"",
            W::password_hide, "\" hidden>", W::password_show, "</button></div></form>");
  page->add("<div class=\"others\">");
  write_start_over(view, W::start_over, page);
  page->add("</div>");
}

}  // namespace sparekey::kiosk
