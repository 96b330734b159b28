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
  no_command,
  no_such_command,
  is_no_command,
  did_you_mean,
  question_mark,
  two_commands,
  extra_word,
  is_no_option,
  unknown_option,
  needs_value,
  takes_no_value,
  given_twice,
  too_many_pins,
  not_for_this_command,
  is_not_built,
  only_with_pin,
  is_required,
  is_required_or_variable,
  want_brand,
  want_language,
  want_clock,
  want_pin,
  want_timeout,
  want_encryption,
  want_sm2_format,
  only_with_sm2,
  want_digits,
  not_with_email,
  want_email,
  want_phone,
  want_country_code,
  only_with_phone,
  recipient_is_required,
  not_with_code,
  only_with_proxy,
  not_with_json,
  no_user_info,
  stdin_twice,
  not_from_terminal,
  needs_terminal,
  code_is_required,
  password_is_required,
  see,

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

  // reports
  service_says,
  may_have_acted,
  nothing_was_sent,
  clock_was_unset,
  cannot_write,
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

  count
};

inline Spoken<kSentenceBytes> say(UiLanguage language, Word word) {
  return {language, PhraseGroup::word, static_cast<size_t>(word)};
}

}  // namespace sparekey

#endif
