// SPDX-License-Identifier: Apache-2.0
// What people read, in English and Chinese.
#ifndef SPAREKEY_WORDS_WORDS_HPP
#define SPAREKEY_WORDS_WORDS_HPP

#include "words/phrase.hpp"
#include "words/spoken.hpp"

namespace sparekey {

enum class Word : uint8_t {
  none,  ///< says nothing

  // punctuation, full-width in Chinese
  full_stop,
  colon,
  comma,
  semicolon,
  bracket_open,
  bracket_close,
  ellipsis,

  // the command line; an option's name stands before most of these
  did_you_mean,
  question_mark,
  extra_word,
  is_no_option,
  unknown_option,
  needs_value,
  takes_no_value,
  given_twice,
  too_many_times,
  is_not_built,
  only_with_pin,
  is_required_or_variable,
  want_brand,
  want_language,
  want_clock,
  want_pin,
  want_timeout,
  want_encryption,
  want_sm2_format,
  only_with_sm2,
  only_with_proxy,
  no_user_info,
  stdin_twice,
  not_from_terminal,
  see,
  cannot_write,

  // files
  file_open,
  file_close,
  check_file,
  no_certificate,
  no_crl,
  no_such_file,
  is_a_folder,
  is_empty,
  only_line_end,
  is_too_large,
  cannot_be_read,
  untypeable,
  want_ascii,
  want_credentials,
  no_bundle,

  // the command's own, from here on: its line
  no_command,
  no_such_command,
  is_no_command,
  two_commands,
  not_for_this_command,
  want_digits,
  not_with_email,
  want_email,
  want_phone,
  want_country_code,
  only_with_phone,
  recipient_is_required,
  not_with_code,
  not_with_json,
  needs_terminal,
  code_is_required,
  password_is_required,
  is_required,

  // reports
  service_says,
  may_have_acted,
  nothing_was_sent,
  clock_was_unset,
  code_sent,
  code_right,
  password_changed,
  token_lifetime,
  second,
  seconds,
  minutes,
  hours,
  days,
  wait,
  then_try_again,
  server_runs,
  no_version,
  no_keys,
  its_keys,

  // prompts
  code_prompt,
  token_prompt,
  typing_is_invisible,
  password_prompt,
  password_again,
  passwords_differ,
  too_long,
  control_typed,
  not_utf8,

  // recover
  step_account,
  step_code,
  step_password,
  recipient_hint,
  recipient_prompt,
  want_recipient,
  sent_if,
  sent_to_account,
  sent_to_account_or_came,
  another_recipient,
  code_word,
  code_expires_in,
  code_expired,
  code_new_in,
  code_enter_for_new,
  code_sent_in,
  code_will_be_sent_in,
  only_digits,
  code_wrong,
  next_code_in,
  try_again_in,
  enter_to_try_again,
  enter_to_start_over,
  starting_over,
  code_may_come,
  password_may_be_changed,
  enter_to_begin,
  enter_to_finish,

  // the kiosk's own, from here on: its line
  want_listen,
  not_loopback,
  path_too_long,
  want_origin,
  origin_by_both,
  origin_is_required,
  want_visits,
  want_idle,
  want_title,
  want_done_url,
  cannot_listen,
  cannot_be_written,

  count
};

constexpr Word kFirstWordOfCommand = Word::no_command;
constexpr Word kFirstWordOfKiosk = Word::want_listen;

inline Spoken<kSentenceBytes> say(UiLanguage language, Word word) {
  return {language, PhraseGroup::word, static_cast<size_t>(word)};
}

}  // namespace sparekey

#endif
