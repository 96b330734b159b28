// SPDX-License-Identifier: Apache-2.0
// What a page has to show, and nothing of where it comes from.
#ifndef SPAREKEY_KIOSK_VIEW_HPP
#define SPAREKEY_KIOSK_VIEW_HPP

#include "sparekey/client.hpp"
#include "words/phrase.hpp"

namespace sparekey::kiosk {

/// The pages of a recovery, then those that only say something and offer a way on.
enum class Screen : uint8_t {
  account,
  code,
  password,
  done,
  timed_out,   ///< 403: the visit this cookie or form belonged to is over
  not_yours,   ///< 403: no cookie, no form, or another's
  foreign,     ///< 403: posted from another site
  busy,        ///< 503
  not_a_form,  ///< 400
  too_large,   ///< 413
  not_found,   ///< 404
  no_method,   ///< 405
  wrong_host,  ///< 421
  count
};

/// What is wrong with a form before the service is asked. Each belongs to one field.
enum class Complaint : uint8_t {
  none,
  want_account,       ///< `account` is empty
  bad_account,        ///< neither an e-mail address nor a phone number
  bad_country,        ///< `country` is no + and digits
  want_code,          ///< `code` is empty
  bad_code,           ///< `code` is not digits alone
  want_password,      ///< `password` is empty
  password_untyped,   ///< `password` holds what nobody could type again, or is not UTF-8
  password_too_long,  ///< `password` is longer than a form may carry
  passwords_differ,   ///< `again`
  count
};

/// The calls of a recovery.
enum class Call : uint8_t { send_code, enter_code, enter_password };

/// Everything is the caller's, and stays until the page is written. Texts are as they were given:
/// the page escapes them.
struct View {
  Screen screen = Screen::account;
  UiLanguage language = UiLanguage::english;
  Complaint complaint = Complaint::none;
  bool has_visit = false;  ///< there is one, which the page keeps alive while somebody is there
  bool keyboard = false;   ///< there is none but on the screen
  Text title;              ///< whose account it is; empty: a general word
  Text form;               ///< the hidden field; empty: there is none on this page
  Text account;            ///< what was typed, or sent to
  Text country;            ///< as typed

  /// What the last call came to, if it is to be told: a failure; or a success that says more than
  /// the page does, such as a passcode that was sent again. Null: nothing.
  const Result* result = nullptr;
  Call call = Call::send_code;  ///< which one `result` is of
  bool sent_again = false;      ///< code: the visitor asked for another passcode and it went out

  int64_t code_left_ms = -1;   ///< code: until the passcode expires; 0: it has; -1: unknown
  int64_t token_left_ms = -1;  ///< password: until it is too late to set it; -1: unknown
  int64_t resend_ms = 0;       ///< until a passcode may be sent again; 0: now
  /// Until a visit that nobody goes on with ends. Without a visit: how long what was typed stays on
  /// an abandoned screen.
  int64_t idle_ms = 120'000;

  Text done_url;  ///< done: where it leads; empty: the first page
};

}  // namespace sparekey::kiosk

#endif
