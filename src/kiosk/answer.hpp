// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_KIOSK_ANSWER_HPP
#define SPAREKEY_KIOSK_ANSWER_HPP

#include "kiosk/cookie.hpp"
#include "kiosk/route.hpp"

namespace sparekey::kiosk {

class Visit;

/// What goes back to a browser. Its body stays the writer's until it was sent.
struct Answer {
  unsigned status = 200;
  const char* content_type = nullptr;  ///< null: there is no body
  Text body;
  bool is_page = false;
  UiLanguage language = UiLanguage::english;  ///< of a page
  Route location = Route::count;              ///< of a 303
  Route allow = Route::count;                 ///< of a 405: whose methods
  int64_t retry_after_s = -1;
  bool closes = false;
  char cookie[kMaxSetCookieBytes] = {};  ///< the field Set-Cookie; empty: none

  /// Nothing is to be answered before the call of this visit is over.
  Visit* wait_for = nullptr;
  /// The visit whose cookie the answer hands out.
  Visit* gives_cookie_of = nullptr;
};

}  // namespace sparekey::kiosk

#endif
