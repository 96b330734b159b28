// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_CODE_PROMPT_HPP
#define SPAREKEY_CLI_CODE_PROMPT_HPP

#include "cli/session.hpp"
#include "sparekey/recovery.hpp"

namespace sparekey::cli {

enum class CodeAnswer : uint8_t {
  code,       ///< Digits were typed.
  recipient,  ///< Another address was typed: the one before was wrong.
  step_back,  ///< Esc: step 1 again.
  new_code,   ///< The person wants another passcode, and one may be sent now.
  gave_up,    ///< The person gave up.
};

/// Asks for the passcode, into secrets.code, beside two countdowns: how long it lives, and when a
/// new one may be sent. Enter alone asks for a new one; until it may be sent, a typed passcode is
/// still taken. So is another address, into `recipient`.
CodeAnswer prompt_for_code(Session& session, const Recovery& recovery, TypedRecipient* recipient);

}  // namespace sparekey::cli

#endif
