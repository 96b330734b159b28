// SPDX-License-Identifier: Apache-2.0
// What the command says, in two languages.
#ifndef SPAREKEY_CLI_WORDS_HPP
#define SPAREKEY_CLI_WORDS_HPP

#include "sparekey/client.hpp"

namespace sparekey::cli {

/// In which language the command itself speaks; the service's is Language.
enum class Tongue : uint8_t { english, chinese };

enum class Word : uint8_t {
  none,

  // the command line
  no_command,
  no_such_command,
  two_commands,
  one_word_too_many,
  no_such_option,
  wants_a_value,
  takes_no_value,
  given_twice,
  too_many_pins,
  not_for_this_command,
  only_with_pin,
  is_needed,
  token_is_needed,
  want_brand,
  want_language,
  want_clock,
  want_pin,
  want_timeout,
  want_encryption,
  want_sm2_format,
  only_with_sm2,
  want_digits,
  not_beside_email,
  only_with_phone,
  recipient_is_needed,
  not_beside_code,
  only_with_proxy,
  no_user_info,
  stdin_twice,
  not_from_terminal,
  needs_terminal,
  code_is_needed,
  password_is_needed,
  see_help,

  // files
  no_such_file,
  is_a_folder,
  is_empty,
  holds_nothing,
  is_too_large,
  cannot_be_read,
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
  token_lives,
  seconds,
  server_runs,
  no_version,
  no_keys,
  its_keys,

  // prompts
  code_prompt,
  token_prompt,
  password_prompt,
  password_again,
  passwords_differ,
  too_long,

  // recover
  step_account,
  step_code,
  step_password,
  recipient_prompt,
  want_recipient,
  code_on_its_way,
  code_word,
  code_lives,
  code_over,
  code_new_in,
  code_enter_for_new,
  code_sent_in,
  only_digits,
  code_wrong,
  next_code_in,
  try_again_in,
  enter_to_try_again,
  enter_to_start_over,
  starting_over,
  code_may_come,
  password_may_be_changed,

  // phases
  resolving,
  connecting,
  securing,
  sending,
  waiting,
  receiving,
};

Text say(Tongue tongue, Word word);

/// One sentence without a final full stop.
Text say(Tongue tongue, Code code);

/// What to do about it, one sentence; empty for Advice::none.
Text say(Tongue tongue, Advice advice);

Text say(Tongue tongue, Phase phase);

/// "." or "。"
Text full_stop(Tongue tongue);

}  // namespace sparekey::cli

#endif
