// SPDX-License-Identifier: Apache-2.0
// What is posted: whose form it is, whether it was used, and what it does.
#include "base/duration.hpp"
#include "base/typed_text.hpp"
#include "base/wipe.hpp"
#include "kiosk/site.hpp"
#include "kiosk/typed.hpp"

namespace sparekey::kiosk {

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
  wait_or_lead_on(request, visit, out);
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
  wait_or_lead_on(request, visit, out);
}

void Site::accept(Request* request, Visit* visit, Writer* page, Answer* out) {
  visit->touch(visits_.now_ms());
  if (!visit->is_cookie_given()) request->is_given_cookie = true;
  if (request->route == Route::start_over) return start_over(*request, visit, out);
  // One call at a time, and for one form no second.
  if (visit->is_under_way()) return wait_or_lead_on(request, visit, out);
  const Step step = visit->step();
  if (request->route == Route::send) {
    if (!send(*request, visit, page, out)) return;
  } else if (request->route == Route::verify && step == Step::code) {
    verify(request->form, visit);
  } else if (request->route == Route::reset && step == Step::password) {
    reset(request->form, visit);
  }
  wait_or_lead_on(request, visit, out);
}

void Site::wait_or_lead_on(Request* request, Visit* visit, Answer* out) {
  visits_.advance(visit);
  if (!visit->is_under_way()) return lead_on(*request, visit, out);
  request->waits_for = visit->id();
  out->wait_for = visit;
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

void Site::verify(const Form& form, Visit* visit) const {
  const Text code = trimmed(form[Field::code]);
  char digits[64];
  size_t size = 0;
  if (code.empty()) {
    visit->complain(Complaint::want_code);
  } else if (code.size() > sizeof digits || !clean_passcode(code, digits, &size) || size == 0) {
    visit->complain(Complaint::bad_code);
  } else {
    visit->enter_code({digits, size});
  }
  wipe(digits, sizeof digits);
}

void Site::reset(const Form& form, Visit* visit) const {
  const Text password = form[Field::password];
  const Complaint complaint =
      check_password(password, form[Field::again], Visit::kMaxPasswordBytes);
  if (complaint == Complaint::none) {
    visit->enter_password(password);
  } else {
    visit->complain(complaint);
  }
}

void Site::show_complaint(const Request& request, const Visit* visit, Complaint complaint,
                          Writer* page, Answer* out) const {
  View view;
  view.screen = Screen::account;
  view.language = language_of(request, visit);
  view.form = request.form[Field::form];
  view.complaint = complaint;
  view.has_visit = visit != nullptr;
  view.account = request.form[Field::account];
  view.country = request.form[Field::country];
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
