// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_WAIT_PROMPT_HPP
#define SPAREKEY_CLI_WAIT_PROMPT_HPP

#include "cli/session.hpp"

namespace sparekey::cli {

/// `cancelled` if the person gives up instead; else `ok`. `patient`: however long that takes.
Code wait_for_enter(Session& session, Word words, bool patient = false);

/// "... in 45 seconds."
void say_seconds(Session& session, Word words, int64_t milliseconds);

/// Counts down beside `words` until the time is over.
Code wait_for_time(Session& session, int64_t milliseconds, Word words);

}  // namespace sparekey::cli

#endif
