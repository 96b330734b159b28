// SPDX-License-Identifier: Apache-2.0
// What the pages of the kiosk say, to someone who stands before it and has never seen it. They are
// packed apart from the command's words, which stay as small as they are.
#ifndef SPAREKEY_WORDS_PAGE_WORDS_HPP
#define SPAREKEY_WORDS_PAGE_WORDS_HPP

#include "sparekey/client.hpp"
#include "words/phrase.hpp"

namespace sparekey {

/// "{}" in a phrase stands for a time.
enum class PageWord : uint8_t {
  none,  ///< says nothing

  // on every page
  service,
  step_1,
  step_2,
  step_3,
  error,
  minutes,
  seconds,
  language_nav,
  start_over,
  try_again,
  details,
  closes_in,
  closes_unattended,
  idle_title,
  idle_text,
  idle_stay,

  // who are you
  account_title,
  account_lead,
  account_label,
  country_label,
  country_hint,
  send,
  sending,

  // the passcode
  code_title,
  code_sent_if,
  code_sent_then,
  code_address,
  code_hint,
  code_label,
  code_left,
  code_over,
  code_enter,
  code_checking,
  code_resend,
  code_resend_in,
  code_resend_now,
  code_sent_again,
  code_other_account,

  // the new password
  password_title,
  password_hint,
  password_label,
  again_label,
  password_show,
  password_hide,
  password_left,
  password_over,
  password_save,
  password_saving,

  // the end
  done_title,
  done_text,
  done_leave,

  // the on-screen keyboard
  keyboard,
  key_shift,
  key_erase,
  key_signs,
  key_letters,
  key_space,
  key_hide,

  // what is wrong with a form
  check_form,
  want_account,
  bad_account,
  bad_country,
  want_code,
  bad_code,
  want_password,
  password_untyped,
  password_too_long,
  passwords_differ,

  // what a call came to
  code_wrong,
  code_wrong_do,
  code_expired,
  code_expired_do,
  too_soon,
  too_soon_do,
  too_many,
  too_many_do,
  no_account,
  no_account_do,
  account_refused,
  account_refused_do,
  account_locked,
  account_locked_do,
  not_here,
  tell_the_people,
  refused,
  refused_do,
  password_weak,
  password_weak_do,
  password_reused,
  password_reused_do,
  password_long,
  password_long_do,
  token_over,
  token_over_do,
  not_delivered,
  not_delivered_do,
  service_away,
  service_away_do,
  no_connection,
  no_connection_do,
  no_answer,
  connection_broke,
  again_do,
  unsafe,
  unsafe_do,
  clock_wrong,
  answer_unread,
  answer_unread_do,
  stopped,
  device_full,
  device_full_do,
  device_cannot,

  // if nobody knows whether the service has acted
  code_may_come,
  code_may_be_used,
  password_may_be_set,
  again_in,

  // pages that only say something
  timed_out_title,
  timed_out_text,
  not_yours_title,
  not_yours_text,
  foreign_title,
  foreign_text,
  busy_title,
  busy_text,
  not_a_form_title,
  not_a_form_text,
  too_large_title,
  too_large_text,
  not_found_title,
  not_found_text,
  no_method_title,
  no_method_text,
  wrong_host_title,
  wrong_host_text,

  count
};

constexpr size_t kPageWordBytes = 256;

/// Writes the phrase to `out`, which has room for kPageWordBytes; returns its size.
size_t unpack_page_word(UiLanguage language, PageWord word, char* out);

/// What a visitor is told of a call's outcome.
struct PageWords {
  PageWord happened;
  PageWord to_do;
};
PageWords page_words(Code code);

}  // namespace sparekey

#endif
