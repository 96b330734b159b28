// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_RECIPIENT_PROMPT_HPP
#define SPAREKEY_CLI_RECIPIENT_PROMPT_HPP

#include "base/typed_recipient.hpp"
#include "cli/session.hpp"

namespace sparekey::cli {

/// Asks until an e-mail address or a phone number is given. `cancelled` if the person gives up.
Code ask_recipient(Session& session, TypedRecipient* out);

}  // namespace sparekey::cli

#endif
