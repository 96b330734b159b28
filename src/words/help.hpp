// SPDX-License-Identifier: Apache-2.0
// What --help says. A line end within a phrase is one in the page, which indents what follows.
#ifndef SPAREKEY_WORDS_HELP_HPP
#define SPAREKEY_WORDS_HELP_HPP

#include "words/phrase.hpp"
#include "words/spoken.hpp"

namespace sparekey {

enum class HelpText : uint8_t {
  usage,
  purpose,
  notes,

  // headings
  commands,
  service_options,
  trust_options,
  input_options,
  output_options,
  exit_statuses,
  gave_up,

  // commands
  recover,
  send_code,
  check_code,
  verify,
  reset,
  system,

  // options
  host,
  app_id,
  userpool_id,
  access_token_file,
  brand,
  lang,
  ca_file,
  pin,
  crl_file,
  clock,
  connect_to,
  proxy,
  proxy_auth_file,
  timeout,
  json,
  verbose,
  version,
  help,
  email,
  phone,
  country_code,
  code,
  code_file,
  token_file,
  password_file,
  encrypt,
  sm2_format,
  reveal_account,
  idle,
  loop,

  count
};

inline Spoken<kHelpTextBytes> say(UiLanguage language, HelpText text) {
  return {language, PhraseGroup::help, static_cast<size_t>(text)};
}

}  // namespace sparekey

#endif
