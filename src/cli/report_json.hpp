// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_REPORT_JSON_HPP
#define SPAREKEY_CLI_REPORT_JSON_HPP

#include "cli/command.hpp"
#include "cli/outcome.hpp"
#include "settings/output.hpp"

namespace sparekey::cli {

/// Writes the one object of --json. `command` may be null unless it succeeded.
void report_in_json(const Command* command, const Outcome& outcome, Output& out);

}  // namespace sparekey::cli

#endif
