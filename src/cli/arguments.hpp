// SPDX-License-Identifier: Apache-2.0
// The command line, as it was given: which command, which options with which text.
#ifndef SPAREKEY_CLI_ARGUMENTS_HPP
#define SPAREKEY_CLI_ARGUMENTS_HPP

#include "sparekey/types.hpp"
#include "trouble.hpp"

namespace sparekey::cli {

enum class Command : uint8_t { none, recover, send_code, check_code, verify, reset, system };

enum class Option : uint8_t {
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
};
constexpr size_t kOptionCount = static_cast<size_t>(Option::reveal_account) + 1;
constexpr size_t kMaxPins = 8;

/// "--host" and so on.
Text name(Option option);

struct Arguments {
  Command command = Command::none;
  const char* values[kOptionCount] = {};  ///< null: not given; an option without value has ""
  const char* pins[kMaxPins] = {};
  size_t pin_count = 0;

  bool given(Option option) const { return values[static_cast<size_t>(option)] != nullptr; }
  const char* value(Option option) const { return values[static_cast<size_t>(option)]; }
};

/// Reads all of the line even where something is wrong with it, since `--json` and `--lang` decide
/// how that is told; returns the first trouble.
Trouble read_arguments(int argc, char** argv, Arguments* out);

}  // namespace sparekey::cli

#endif
