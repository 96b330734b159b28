// SPDX-License-Identifier: Apache-2.0
// Asks a person for one thing, on a QuietTerminal.
#ifndef SPAREKEY_CLI_ASK_HPP
#define SPAREKEY_CLI_ASK_HPP

#include "cli/session.hpp"

namespace sparekey::cli {

enum class Echo : uint8_t { on, off };

/// Asks until something is given. `cancelled` at the end of input or on an interrupt.
Code ask(Session& session, Word question, Echo echo, Buffer* answer);

/// Asks until digits are given, into secrets.code.
Code ask_code(Session& session);

/// Asks twice, until both are the same, into secrets.password.
Code ask_new_password(Session& session);

bool all_digits(Text text);

/// One sentence on a line of its own, where prompts are.
void remark(Session& session, Word word);

}  // namespace sparekey::cli

#endif
