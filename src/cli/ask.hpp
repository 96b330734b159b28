// SPDX-License-Identifier: Apache-2.0
// Asks a person for one thing, at the terminal.
#ifndef SPAREKEY_CLI_ASK_HPP
#define SPAREKEY_CLI_ASK_HPP

#include "cli/session.hpp"

namespace sparekey::cli {

enum class Typed : uint8_t {
  openly,    ///< Control characters are passed over.
  strictly,  ///< Openly, but a control character has it asked for again.
  unseen,    ///< Strictly, and nothing is shown.
};

/// Asks until something is given. `cancelled` if the person gives up. A `patient` prompt waits for
/// ever for its first key.
Code ask(Session& session, Word question, Typed how, Buffer* answer, bool patient = false);

/// Asks until a passcode is given, into secrets.code, cleaned.
Code ask_code(Session& session);

/// Asks twice, until both are the same, into secrets.password.
Code ask_new_password(Session& session);

/// Cleans a passcode in place; false, with a remark, if it is not one. May leave nothing.
bool clean_typed_code(Session& session, Buffer* code);

/// One sentence about an answer that will not do, on a line of its own beside the prompts.
void remark(Session& session, Word word);

}  // namespace sparekey::cli

#endif
