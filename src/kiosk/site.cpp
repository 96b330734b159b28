// SPDX-License-Identifier: Apache-2.0
#include "kiosk/site.hpp"

#include "kiosk/assets.hpp"
#include "kiosk/page.hpp"

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
  out->status = status;
  out->content_type = "text/html; charset=utf-8";
  out->body = page->written();
  // Not covered: the longest page has room.
  if (!page->ok()) {
    out->status = 500;
    out->content_type = "text/plain";
    out->body = "500\n";
  }
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
    case Route::count:  // Not covered: judge() refuses it.
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

}  // namespace sparekey::kiosk
