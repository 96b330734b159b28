// SPDX-License-Identifier: Apache-2.0
// What each request comes to: pages, redirections, and what happens to a visit.
#ifndef SPAREKEY_KIOSK_SITE_HPP
#define SPAREKEY_KIOSK_SITE_HPP

#include "base/writer.hpp"
#include "kiosk/answer.hpp"
#include "kiosk/request.hpp"
#include "kiosk/visits.hpp"

namespace sparekey::kiosk {

class Site {
 public:
  Site(const Settings& settings, const Seal& seal, Visits& visits)
      : settings_(settings), seal_(seal), visits_(visits) {}

  /// A page is written to `page`. With Answer::wait_for the request is asked for again by
  /// answer_late(), once that call is over.
  void answer(Request* request, Writer* page, Answer* out);
  void answer_late(const Request& request, Answer* out);

 private:
  /// What the hidden field of a form is worth.
  enum class Worth : uint8_t { current, used, first, over, foreign };
  Worth worth(const Request& request, const Visit* visit, Visit** out_owner);

  void get_home(const Request& request, Visit* visit, Writer* page, Answer* out);
  void get_step(const Request& request, Visit* visit, Writer* page, Answer* out);
  void post(Request* request, Visit* visit, Writer* page, Answer* out);
  void first_send(Request* request, Writer* page, Answer* out);
  void accept(Request* request, Visit* visit, Writer* page, Answer* out);
  bool send(const Request& request, Visit* visit, Writer* page, Answer* out);
  void verify(const Form& form, Visit* visit) const;
  void reset(const Form& form, Visit* visit) const;
  void repeat(Request* request, Visit* visit, Answer* out);
  void stay(const Request& request, Visit* visit, Writer* page, Answer* out);
  void start_over(const Request& request, Visit* visit, Answer* out);

  void show(View view, unsigned status, Writer* page, Answer* out) const;
  void show_notice(const Request& request, const Visit* visit, Screen screen, unsigned status,
                   Writer* page, Answer* out) const;
  void show_visit(const Visit& visit, Writer* page, Answer* out) const;
  void show_complaint(const Request& request, const Visit* visit, Complaint complaint, Writer* page,
                      Answer* out) const;
  Screen why_not(const Request& request) const;
  void lead_to(Route route, Answer* out) const;
  void lead_on(const Request& request, Visit* visit, Answer* out) const;
  void wait_or_lead_on(Request* request, Visit* visit, Answer* out);
  void give_cookie(const Request& request, Visit* visit, Answer* out) const;
  UiLanguage language_of(const Request& request, const Visit* visit) const;

  const Settings& settings_;
  const Seal& seal_;
  Visits& visits_;
};

}  // namespace sparekey::kiosk

#endif
