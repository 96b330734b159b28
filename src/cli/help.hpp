// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_HELP_HPP
#define SPAREKEY_CLI_HELP_HPP

#include "cli/command.hpp"
#include "settings/output.hpp"

namespace sparekey::cli {

enum class HelpFormat : uint8_t {
  page,
  json_string,  ///< the page as a JSON string
};

/// Help about `command`; about all of them if it is null.
void put_help(UiLanguage language, const Command* command, HelpFormat format, Output& out);

}  // namespace sparekey::cli

#endif
