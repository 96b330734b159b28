// SPDX-License-Identifier: Apache-2.0
// What a command works with, and an option is about: each option belongs to the commands that work
// with what it is about.
#ifndef SPAREKEY_CLI_FEATURE_HPP
#define SPAREKEY_CLI_FEATURE_HPP

#include "sparekey/options.hpp"

namespace sparekey::cli::feature {

constexpr unsigned kRecipient = 1U << 0;   ///< an e-mail address or a phone
constexpr unsigned kPasscode = 1U << 1;    ///< a passcode, from the line, a file or the terminal
constexpr unsigned kToken = 1U << 2;       ///< a password-reset token, from a file
constexpr unsigned kPassword = 1U << 3;    ///< a new password, from a file or the terminal
constexpr unsigned kEncryption = 1U << 4;  ///< how the password is encrypted
constexpr unsigned kEveryCommand = ~0U;
constexpr unsigned kNotBuilt = 0;  ///< of no command: this program was built without

/// a person at the terminal, who is asked for the rest
constexpr unsigned kDialogue = SPAREKEY_RECOVERY ? 1U << 5 : kNotBuilt;
constexpr unsigned kSm2 = SPAREKEY_SM2 ? kEncryption : kNotBuilt;
constexpr unsigned kProxy = SPAREKEY_PROXY ? kEveryCommand : kNotBuilt;

}  // namespace sparekey::cli::feature

#endif
