// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_SYSTEM_COMMAND_HPP
#define SPAREKEY_CLI_SYSTEM_COMMAND_HPP

#include "cli/command.hpp"

namespace sparekey::cli {

Outcome system(Session& session);
void put_system(const Outcome& outcome, const Report& report);
void put_system_data(const Outcome& outcome, JsonObject& object);

}  // namespace sparekey::cli

#endif
