// SPDX-License-Identifier: Apache-2.0
// send-code, check-code and verify.
#ifndef SPAREKEY_CLI_CODE_COMMANDS_HPP
#define SPAREKEY_CLI_CODE_COMMANDS_HPP

#include "cli/command.hpp"

namespace sparekey::cli {

Outcome send_code(Session& session);
void put_code_sent(const Outcome& outcome, const Report& report);
void put_no_data(const Outcome& outcome, JsonObject& object);  // its answer has none

Outcome check_code(Session& session);
void put_code_right(const Outcome& outcome, const Report& report);
void put_check_data(const Outcome& outcome, JsonObject& object);

Outcome verify(Session& session);
void put_token(const Outcome& outcome, const Report& report);
void put_token_data(const Outcome& outcome, JsonObject& object);

}  // namespace sparekey::cli

#endif
