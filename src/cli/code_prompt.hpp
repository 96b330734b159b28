// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_CODE_PROMPT_HPP
#define SPAREKEY_CLI_CODE_PROMPT_HPP

#include "cli/session.hpp"
#include "sparekey/recovery.hpp"

namespace sparekey::cli {

enum class CodeAnswer : uint8_t {
  code,      ///< Digits were typed.
  new_code,  ///< The person wants another passcode, and one may be sent now.
  gave_up,   ///< An interrupt, or the end of input.
};

/// Asks for the passcode beside two countdowns: until it expires, and until a new one may be sent.
/// Enter alone asks for a new one; until it may be sent, a typed passcode is still taken.
CodeAnswer prompt_for_code(Session& session, const Recovery& recovery, Buffer* code);

}  // namespace sparekey::cli

#endif
