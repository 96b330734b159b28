// SPDX-License-Identifier: Apache-2.0
// The options: one row each, in option.cpp.
#ifndef SPAREKEY_CLI_OPTION_HPP
#define SPAREKEY_CLI_OPTION_HPP

#include "cli/command.hpp"

namespace sparekey::cli {

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
  json,
  verbose,
  version,
  help,
  count
};
constexpr size_t kOptionCount = static_cast<size_t>(Option::count);

struct OptionRow {
  const char* name;      ///< with its two dashes
  const char* argument;  ///< as help shows it; null: the option takes no value
  const char* variable;  ///< the environment variable that stands in for it; null: no such one
  unsigned features;     ///< belongs to the commands that have any of them
  Option option;
  char letter;     ///< its short form; NUL: it has only the long one
  HelpText group;  ///< the heading of help under which it stands
  HelpText about;

  bool is_built() const { return features != feature::kNotBuilt; }
  bool takes_value() const { return argument != nullptr; }
  bool belongs_to(const Command& command) const {
    return features == feature::kEveryCommand || command.has(features);
  }
};

const OptionRow& row(Option option);

/// "--host" and so on.
inline Text name(Option option) { return row(option).name; }

}  // namespace sparekey::cli

#endif
