// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_COMMANDS_HPP
#define SPAREKEY_CLI_COMMANDS_HPP

#include "session.hpp"

namespace sparekey::cli {

/// Reads the files that the settings name. Before the client is opened and anything is sent.
Trouble read_inputs(const Settings& settings, Secrets* secrets);

/// Runs the command over an open client; asks on the terminal for what is still missing.
Outcome run_command(Session& session);

}  // namespace sparekey::cli

#endif
