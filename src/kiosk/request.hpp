// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_KIOSK_REQUEST_HPP
#define SPAREKEY_KIOSK_REQUEST_HPP

#include "kiosk/form.hpp"
#include "kiosk/head.hpp"

namespace sparekey::kiosk {

/// A request as the pages see it: all that its head and its form said, and nothing of HTTP.
struct Request {
  Refusal refusal;
  Method method = Method::other;
  Route route = Route::count;
  bool is_https = false;        ///< the origin it came to
  bool is_vouched_for = false;  ///< The browser said that a page of ours sends it.
  Cookie cookie;
  UiLanguage accepted = UiLanguage::english;  ///< by Accept-Language, or the settings
  bool asks_language = false;                 ///< `/?lang=`
  UiLanguage asked = UiLanguage::english;
  bool is_form = false;  ///< by its Content-Type
  Form form;

  /// The visit whose call it waits for, and whether its answer is to hand out the cookie.
  Id waits_for;
  bool is_given_cookie = false;
};

}  // namespace sparekey::kiosk

#endif
