// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_RECIPIENT_PROMPT_HPP
#define SPAREKEY_CLI_RECIPIENT_PROMPT_HPP

#include "cli/session.hpp"

namespace sparekey::cli {

/// What the person typed; a Recipient's texts point into it.
struct TypedRecipient {
  char bytes[320];  ///< the longest e-mail address, RFC 5321 section 4.5.3.1
  size_t size = 0;
};

/// Asks for an e-mail address or a phone number. `cancelled` where the person gives up.
Code ask_recipient(Session& session, TypedRecipient* typed, Recipient* out);

}  // namespace sparekey::cli

#endif
