// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_RESET_COMMAND_HPP
#define SPAREKEY_CLI_RESET_COMMAND_HPP

#include "cli/command.hpp"

namespace sparekey::cli {

Outcome reset(Session& session);

// Of recover as well, which ends in a reset.
void put_password_changed(const Outcome& outcome, const Report& report);
void put_success_data(const Outcome& outcome, JsonObject& object);

}  // namespace sparekey::cli

#endif
