// SPDX-License-Identifier: Apache-2.0
// What the command line and the environment ask for; the command line wins.
#ifndef SPAREKEY_CLI_SETTINGS_HPP
#define SPAREKEY_CLI_SETTINGS_HPP

#include "cli/command_line.hpp"
#include "settings/service_settings.hpp"
#include "sparekey/recovery.hpp"
#include "sparekey/typed_recipient.hpp"

namespace sparekey::cli {

struct Settings : ServiceSettings {
  const Command* command = nullptr;
  bool json = false;
  bool verbose = false;

  TypedRecipient recipient;  ///< cleaned; not given if the line has none
  Text code;
  Disclosure disclosure = Disclosure::hide_account;
  int64_t idle_ms = 0;  ///< 0: a person may take any time
  bool loop = false;    ///< One recovery after another, for whoever comes.

  // Paths; null if not given.
  const char* code_file = nullptr;
  const char* token_file = nullptr;
  const char* password_file = nullptr;
};

/// Fills in what says how a trouble is told (json, ui_language, utf8) even if there is one.
Trouble read_settings(const CommandLine& line, Settings* out);

}  // namespace sparekey::cli

#endif
