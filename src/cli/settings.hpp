// SPDX-License-Identifier: Apache-2.0
// What the command line and the environment ask for; the command line wins.
#ifndef SPAREKEY_CLI_SETTINGS_HPP
#define SPAREKEY_CLI_SETTINGS_HPP

#include "cli/arguments.hpp"
#include "sparekey/client.hpp"
#include "sparekey/recovery.hpp"
#include "sparekey/typed_recipient.hpp"

namespace sparekey::cli {

struct Settings {
  const Command* command = nullptr;
  bool json = false;
  bool verbose = false;
  UiLanguage ui_language = UiLanguage::english;
  bool utf8 = false;  ///< The terminal's characters, as far as the locale says.

  Text host;
  Text app_id;
  Text userpool_id;
  Text connect_to;
  Text proxy;
  Brand brand = Brand::authing;
  Language language = Language::en_us;
  Pin pins[kMaxPins];
  size_t pin_count = 0;
  ClockPolicy clock_policy = ClockPolicy::strict;
  int64_t timeout_ms = 30'000;

  TypedRecipient recipient;  ///< cleaned; not given if the line has none
  Text code;
  Encryption encryption = Encryption::none;
  Sm2Format sm2_format = Sm2Format::plain;
  Disclosure disclosure = Disclosure::hide_account;
  int64_t idle_ms = 0;  ///< 0: a person may take any time
  bool loop = false;    ///< One recovery after another, for whoever comes.

  // Paths; null if not given.
  const char* ca_file = nullptr;
  Text ca_file_from;  ///< The option or the variable.
  const char* crl_file = nullptr;
  const char* access_token_file = nullptr;
  const char* proxy_auth_file = nullptr;
  const char* code_file = nullptr;
  const char* token_file = nullptr;
  const char* password_file = nullptr;
};

/// Fills in what says how a trouble is told (json, ui_language, utf8) even if there is one.
Trouble read_settings(const Arguments& arguments, Settings* out);

}  // namespace sparekey::cli

#endif
