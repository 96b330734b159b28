// SPDX-License-Identifier: Apache-2.0
// What a command works with: it has the options that are about that.
#ifndef SPAREKEY_CLI_FEATURE_HPP
#define SPAREKEY_CLI_FEATURE_HPP

#include "settings/feature.hpp"

namespace sparekey::cli::feature {

using namespace sparekey::feature;

constexpr unsigned kRecipient = kFirstOwn << 0;  ///< an e-mail address or a phone
constexpr unsigned kPasscode = kFirstOwn << 1;   ///< a passcode: from the line, a file, a terminal
constexpr unsigned kToken = kFirstOwn << 2;      ///< a password-reset token, from a file
constexpr unsigned kPassword = kFirstOwn << 3;   ///< a new password, from a file or the terminal

/// a person at the terminal, who is asked for the rest
constexpr unsigned kDialogue = SPAREKEY_RECOVERY ? kFirstOwn << 4 : kNotBuilt;

}  // namespace sparekey::cli::feature

#endif
