// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_RECOVER_HPP
#define SPAREKEY_CLI_RECOVER_HPP

#include "cli/command.hpp"

namespace sparekey::cli {

/// Walks a person through a recovery on this terminal, until it is done, given up, or beyond what a
/// person can mend here.
Outcome recover(Session& session);

}  // namespace sparekey::cli

#endif
