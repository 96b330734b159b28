// SPDX-License-Identifier: Apache-2.0
#include "kiosk/site.hpp"

#include "base/duration.hpp"
#include "base/typed_text.hpp"
#include "base/wipe.hpp"
#include "kiosk/assets.hpp"
#include "kiosk/page.hpp"
#include "kiosk/typed.hpp"

namespace sparekey::kiosk {
namespace {

Route route_of(Step step) {
  switch (step) {
    case Step::identify:
      return Route::home;
    case Step::code:
      return Route::code;
    case Step::password:
      return Route::password;
    case Step::done:
      break;
  }
  return Route::done;
}

}  // namespace

UiLanguage Site::language_of(const Request& request, const Visit* visit) const {
  if (visit != nullptr) return visit->language();
  if (request.asks_language) return request.asked;
  return request.cookie.has_language ? request.cookie.language : request.accepted;
}

void Site::show(View view, unsigned status, Writer* page, Answer* out) const {
  view.title = settings_.title;
  view.done_url = settings_.done_url;
  view.keyboard = settings_.keyboard;
  view.idle_ms = settings_.idle_ms;
  write_page(view, page);
  out->status = page->ok() ? status : 500;
  out->content_type = page->ok() ? "text/html; charset=utf-8" : "text/plain";
  out->body = page->ok() ? page->written() : Text("500\n");
  out->is_page = page->ok();
  out->language = view.language;
}

void Site::show_notice(const Request& request, const Visit* visit, Screen screen, unsigned status,
                       Writer* page, Answer* out) const {
  View view;
  view.screen = screen;
  view.language = language_of(request, visit);
  show(view, status, page, out);
}

void Site::show_visit(const Visit& visit, Writer* page, Answer* out) const {
  View view;
  visit.show(&view);
  char form[kFormChars];
  view.form = seal_.form(visit.id(), visit.counter(), form);
  show(view, 200, page, out);
}

// Why a cookie opens no visit, or a form is none of its own.
Screen Site::why_not(const Request& request) const {
  const bool timed_out =
      request.cookie.authentic && visits_.past(request.cookie.id) == Visits::Past::timed_out;
  return timed_out ? Screen::timed_out : Screen::not_yours;
}

void Site::lead_to(Route route, Answer* out) const {
  out->status = 303;
  out->location = route;
}

void Site::lead_on(const Request& request, Visit* visit, Answer* out) const {
  lead_to(route_of(visit->step()), out);
  if (request.is_given_cookie) give_cookie(request, visit, out);
}

void Site::give_cookie(const Request& request, Visit* visit, Answer* out) const {
  Cookie cookie;
  cookie.id = visit->id();
  cookie.has_language = true;
  cookie.language = visit->language();
  set_cookie(seal_, cookie, request.is_https, out->cookie);
  out->gives_cookie_of = visit;
}

void Site::wait_for(Request* request, Visit* visit, Answer* out) const {
  request->waits_for = visit->id();
  out->wait_for = visit;
}

void Site::answer(Request* request, Writer* page, Answer* out) {
  Visit* const visit = visits_.find(request->cookie);
  if (request->refusal.status != 0) {
    out->closes = request->refusal.closes;
    if (request->refusal.status == 405) out->allow = request->route;
    return show_notice(*request, visit, request->refusal.screen, request->refusal.status, page,
                       out);
  }
  switch (request->route) {
    case Route::health:
      out->content_type = "text/plain; charset=utf-8";
      out->body = "ok\n";
      return;
    case Route::style_css:
      out->content_type = "text/css; charset=utf-8";
      out->body = settings_.stylesheet.empty() ? style_css() : settings_.stylesheet;
      return;
    case Route::app_js:
      out->content_type = "text/javascript; charset=utf-8";
      out->body = app_js();
      return;
    case Route::home:
      return get_home(*request, visit, page, out);
    case Route::code:
    case Route::password:
    case Route::done:
      return get_step(*request, visit, page, out);
    case Route::stay:
      return stay(*request, visit, page, out);
    case Route::send:
    case Route::verify:
    case Route::reset:
    case Route::start_over:
    case Route::count:
      break;
  }
  post(request, visit, page, out);
}

void Site::answer_late(const Request& request, Answer* out) {
  Cookie cookie;
  cookie.authentic = true;
  cookie.id = request.waits_for;
  Visit* const visit = visits_.find(cookie);
  if (visit != nullptr) return lead_on(request, visit, out);
  // Somebody has started over meanwhile.
  lead_to(Route::home, out);
}

void Site::get_home(const Request& request, Visit* visit, Writer* page, Answer* out) {
  const bool acts = request.method == Method::get;
  if (visit != nullptr) {
    if (acts && request.asks_language) visit->set_language(request.asked);
    if (acts) visit->touch(visits_.now_ms());
    if (visit->step() != Step::identify) return lead_on(request, visit, out);
    return show_visit(*visit, page, out);
  }
  Cookie cookie = request.cookie;
  const bool is_new = !cookie.authentic || visits_.past(cookie.id) != Visits::Past::unknown ||
                      visits_.claimed_by(cookie.id) != nullptr;
  if (is_new) {
    cookie = Cookie();
    if (!visits_.draw(&cookie.id)) {
      out->status = 500;
      return;
    }
  }
  const bool chooses =
      request.asks_language && (!cookie.has_language || cookie.language != request.asked);
  if (chooses) {
    cookie.has_language = true;
    cookie.language = request.asked;
  }
  if (acts && (is_new || chooses)) set_cookie(seal_, cookie, request.is_https, out->cookie);
  View view;
  view.screen = Screen::account;
  view.language = cookie.has_language ? cookie.language : request.accepted;
  char form[kFormChars];
  view.form = seal_.form(cookie.id, 0, form);
  show(view, 200, page, out);
  if (acts) visits_.prepare_one(view.language);
}

void Site::get_step(const Request& request, Visit* visit, Writer* page, Answer* out) {
  const bool acts = request.method == Method::get;
  if (visit == nullptr) {
    const Screen why = why_not(request);
    if (request.route != Route::done && (why == Screen::timed_out || !request.cookie.authentic))
      return show_notice(request, visit, why, 403, page, out);
    return lead_to(Route::home, out);
  }
  if (acts) visit->touch(visits_.now_ms());
  if (request.route != route_of(visit->step())) return lead_on(request, visit, out);
  show_visit(*visit, page, out);
  if (acts && visit->step() == Step::done) {
    visits_.end(visit, false);
    expire_cookie(request.is_https, out->cookie);
  }
}

// Which forms there are: those of a visit, the last of which is good; those of the first page,
// before and after a visit was claimed by one; those of visits that are over.
Site::Worth Site::worth(const Request& request, const Visit* visit, Visit** out_owner) {
  const Text form = request.form[Field::form];
  uint32_t counter = 0;
  if (visit != nullptr) {
    if (seal_.is_form(form, visit->id(), &counter))
      return counter == visit->counter() ? Worth::current : Worth::used;
    return seal_.is_form(form, visit->claimed_by(), &counter) ? Worth::used : Worth::foreign;
  }
  if (!request.cookie.authentic || !seal_.is_form(form, request.cookie.id, &counter))
    return Worth::foreign;
  *out_owner = visits_.claimed_by(request.cookie.id);
  if (*out_owner != nullptr) return Worth::used;
  const bool is_over = counter > 0 || visits_.past(request.cookie.id) != Visits::Past::unknown;
  return is_over ? Worth::over : Worth::first;
}

void Site::post(Request* request, Visit* visit, Writer* page, Answer* out) {
  Visit* owner = visit;
  switch (worth(*request, visit, &owner)) {
    case Worth::current:
      return accept(request, visit, page, out);
    case Worth::used:
      return repeat(request, owner, out);
    case Worth::first:
      if (request->route == Route::send) return first_send(request, page, out);
      return lead_to(Route::home, out);
    case Worth::over:
      if (visits_.past(request->cookie.id) == Visits::Past::ended ||
          request->route == Route::start_over)
        return lead_to(Route::home, out);
      return show_notice(*request, visit, Screen::timed_out, 403, page, out);
    case Worth::foreign:
      break;
  }
  show_notice(*request, visit, why_not(*request), 403, page, out);
}

// Pressed again, or gone back to: nothing is done.
void Site::repeat(Request* request, Visit* visit, Answer* out) {
  // The first page's cookie may be known to whoever was here before, the address is not.
  if (request->route == Route::send && !visit->is_cookie_given()) {
    TypedRecipient typed;
    request->is_given_cookie =
        read_recipient(request->form[Field::account], request->form[Field::country], &typed) ==
            Complaint::none &&
        same_recipient(typed.recipient(), visit->recipient().recipient());
  }
  if (visit->is_under_way()) return wait_for(request, visit, out);
  lead_on(*request, visit, out);
}

void Site::first_send(Request* request, Writer* page, Answer* out) {
  const Text account = request->form[Field::account];
  const Text country = request->form[Field::country];
  TypedRecipient typed;
  const Complaint complaint = read_recipient(account, country, &typed);
  if (complaint != Complaint::none) return show_complaint(*request, nullptr, complaint, page, out);
  Visit* const visit = visits_.claim(request->cookie.id, language_of(*request, nullptr));
  if (visit == nullptr) {
    out->retry_after_s = whole_seconds(visits_.frees_in_ms());
    if (out->retry_after_s < 1) out->retry_after_s = 1;
    // With what it takes to try again at one press.
    View view;
    view.screen = Screen::busy;
    view.language = language_of(*request, nullptr);
    view.form = request->form[Field::form];
    view.account = account;
    view.country = country;
    return show(view, 503, page, out);
  }
  request->is_given_cookie = true;
  visit->send_code(account, country);
  visit->advance();
  if (visit->is_under_way()) return wait_for(request, visit, out);
  lead_on(*request, visit, out);
}

void Site::accept(Request* request, Visit* visit, Writer* page, Answer* out) {
  visit->touch(visits_.now_ms());
  if (!visit->is_cookie_given()) request->is_given_cookie = true;
  if (request->route == Route::start_over) return start_over(*request, visit, out);
  // One call at a time, and for one form no second.
  if (visit->is_under_way()) return wait_for(request, visit, out);
  const Form& form = request->form;
  const Step step = visit->step();
  if (request->route == Route::send) {
    if (!send(*request, visit, page, out)) return;
  } else if (request->route == Route::verify && step == Step::code) {
    char digits[64];
    size_t size = 0;
    const Text code = trimmed(form[Field::code]);
    const bool fits = code.size() <= sizeof digits;
    if (code.empty()) {
      visit->complain(Complaint::want_code);
    } else if (!fits || !clean_passcode(code, digits, &size) || size == 0) {
      visit->complain(Complaint::bad_code);
    } else {
      visit->enter_code({digits, size});
    }
    wipe(digits, sizeof digits);
  } else if (request->route == Route::reset && step == Step::password) {
    const Text password = form[Field::password];
    const Complaint complaint =
        check_password(password, form[Field::again], Visit::kMaxPasswordBytes);
    if (complaint == Complaint::none) {
      visit->enter_password(password);
    } else {
      visit->complain(complaint);
    }
  }
  visit->advance();
  if (visit->is_under_way()) return wait_for(request, visit, out);
  lead_on(*request, visit, out);
}

// False: it is answered already.
bool Site::send(const Request& request, Visit* visit, Writer* page, Answer* out) {
  const Form& form = request.form;
  if (visit->step() == Step::code && !form.has(Field::account)) {
    visit->send_again();
  } else if (visit->step() == Step::identify) {
    TypedRecipient typed;
    const Complaint complaint = read_recipient(form[Field::account], form[Field::country], &typed);
    if (complaint != Complaint::none) {
      show_complaint(request, visit, complaint, page, out);
      return false;
    }
    visit->send_code(form[Field::account], form[Field::country]);
  }
  return true;
}

void Site::show_complaint(const Request& request, const Visit* visit, Complaint complaint,
                          Writer* page, Answer* out) const {
  View view;
  view.screen = Screen::account;
  view.language = language_of(request, visit);
  view.form = request.form[Field::form];
  view.complaint = complaint;
  view.has_visit = visit != nullptr;
  // What is longer is none, and would not fit the page.
  const Text account = request.form[Field::account];
  const Text country = request.form[Field::country];
  if (account.size() <= TypedRecipient::kCapacity) view.account = account;
  if (country.size() <= 16) view.country = country;
  show(view, 200, page, out);
}

void Site::start_over(const Request& request, Visit* visit, Answer* out) {
  Cookie cookie;
  cookie.has_language = true;
  cookie.language = visit->language();
  visits_.end(visit, false);
  if (visits_.draw(&cookie.id)) set_cookie(seal_, cookie, request.is_https, out->cookie);
  lead_to(Route::home, out);
}

void Site::stay(const Request& request, Visit* visit, Writer* page, Answer* out) {
  if (visit == nullptr) return show_notice(request, visit, why_not(request), 403, page, out);
  Visit* owner = visit;
  // The browser's word for where the script comes from does as well as a form.
  const bool has_form = !request.form[Field::form].empty();
  if ((!has_form && !request.is_vouched_for) ||
      (has_form && worth(request, visit, &owner) == Worth::foreign))
    return show_notice(request, visit, Screen::not_yours, 403, page, out);
  visit->touch(visits_.now_ms());
  out->status = 204;
}

}  // namespace sparekey::kiosk
