// SPDX-License-Identifier: Apache-2.0
// The command line, as it was given: which command, and which options with which text.
#ifndef SPAREKEY_CLI_COMMAND_LINE_HPP
#define SPAREKEY_CLI_COMMAND_LINE_HPP

#include "cli/command.hpp"
#include "settings/arguments.hpp"

namespace sparekey::cli {

struct CommandLine : Arguments {
  const Command* command = nullptr;
};

/// Reads the whole line even if something is wrong with it, because `--json` and `--lang` decide
/// how that is reported; returns the first trouble.
Trouble read_command_line(int argc, char** argv, CommandLine* out);

}  // namespace sparekey::cli

#endif
