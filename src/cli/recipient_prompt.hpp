// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_RECIPIENT_PROMPT_HPP
#define SPAREKEY_CLI_RECIPIENT_PROMPT_HPP

#include "cli/session.hpp"
#include "sparekey/typed_recipient.hpp"

namespace sparekey::cli {

/// The longest address, all of it in full-width characters, fits.
constexpr size_t kTypedRecipientBytes = 1024;

/// Asks until an e-mail address or a phone number is given. `cancelled` if the person gives up.
/// `patient`: as ask().
Code ask_recipient(Session& session, TypedRecipient* out, bool patient);

}  // namespace sparekey::cli

#endif
