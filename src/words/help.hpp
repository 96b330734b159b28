// SPDX-License-Identifier: Apache-2.0
// What --help says. A line end within a phrase is one in the page, which indents what follows.
#ifndef SPAREKEY_WORDS_HELP_HPP
#define SPAREKEY_WORDS_HELP_HPP

#include "words/phrase.hpp"
#include "words/spoken.hpp"

namespace sparekey {

enum class HelpText : uint8_t {
  // of both programs: headings, then options
  service_options,
  trust_options,
  input_options,
  output_options,
  exit_statuses,
  shared_notes,

  host,
  app_id,
  userpool_id,
  access_token_file,
  brand,
  ca_file,
  pin,
  crl_file,
  clock,
  connect_to,
  proxy,
  proxy_auth_file,
  timeout,
  encrypt,
  sm2_format,
  version,

  // the command's own, from here on
  usage,
  purpose,
  notes,
  commands,
  gave_up,

  recover,
  send_code,
  check_code,
  verify,
  reset,
  system,

  lang,
  help,
  json,
  verbose,
  email,
  phone,
  country_code,
  code,
  code_file,
  token_file,
  password_file,
  reveal_account,
  idle,
  loop,

  // the kiosk's own, from here on
  kiosk_usage,
  kiosk_purpose,
  kiosk_notes,
  page_options,
  password_options,
  program_options,
  kiosk_ended,
  kiosk_failed,

  kiosk_lang,
  kiosk_help,
  kiosk_idle,
  listen,
  origin,
  visits,
  title,
  stylesheet,
  done_url,
  keyboard,
  port_file,

  count
};

constexpr HelpText kFirstHelpOfCommand = HelpText::usage;
constexpr HelpText kFirstHelpOfKiosk = HelpText::kiosk_usage;

inline Spoken<kHelpTextBytes> say(UiLanguage language, HelpText text) {
  return {language, PhraseGroup::help, static_cast<size_t>(text)};
}

}  // namespace sparekey

#endif
