// SPDX-License-Identifier: Apache-2.0
// The options of both programs. One row each: in option_rows.hpp if both have it, else in the
// program's own option.cpp.
#ifndef SPAREKEY_SETTINGS_OPTION_HPP
#define SPAREKEY_SETTINGS_OPTION_HPP

#include "settings/feature.hpp"
#include "sparekey/types.hpp"
#include "words/help.hpp"

namespace sparekey {

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
  encrypt,
  sm2_format,
  idle,
  version,
  help,

  // the command's
  email,
  phone,
  country_code,
  code,
  code_file,
  token_file,
  password_file,
  reveal_account,
  loop,
  json,
  verbose,

  // the kiosk's
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
constexpr size_t kOptionCount = static_cast<size_t>(Option::count);

struct OptionRow {
  const char* name;      ///< with its two dashes
  const char* argument;  ///< as help shows it; null: the option takes no value
  const char* variable;  ///< the environment variable that stands in for it; null: no such one
  unsigned features;     ///< belongs to what works with any of them
  Option option;
  char letter;     ///< its short form; NUL: it has only the long one
  HelpText group;  ///< the heading of help under which it stands
  HelpText about;

  constexpr bool is_built() const { return features != feature::kNotBuilt; }
  constexpr bool takes_value() const { return argument != nullptr; }
  /// Each may be given several times.
  constexpr bool repeats() const { return option == Option::pin || option == Option::origin; }
  constexpr bool belongs_to(unsigned works_with) const {
    return features == feature::kEveryCommand || (features & works_with) != 0;
  }
};

/// What this room must know of the program it is part of. Each program defines its own.
struct ProgramInfo {
  const char* name;
  const OptionRow* first_option;  ///< in the order in which help shows them
  size_t option_count;

  const OptionRow* begin() const { return first_option; }
  const OptionRow* end() const { return first_option + option_count; }
};
extern const ProgramInfo kProgram;

/// Only of an option that this program has.
const OptionRow& row(Option option);

/// "--host" and so on.
inline Text name(Option option) { return row(option).name; }

}  // namespace sparekey

#endif
