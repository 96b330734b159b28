// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_REPORT_WORDS_HPP
#define SPAREKEY_CLI_REPORT_WORDS_HPP

#include "cli/command.hpp"
#include "cli/outcome.hpp"
#include "settings/output.hpp"

namespace sparekey::cli {

/// Success on standard output, failure on standard error. `command` may be null unless it
/// succeeded.
void report_in_words(const Command* command, const Outcome& outcome, const Report& report);

/// What went wrong, on one line; `with_message`: the service's words too, if they say more.
void put_failure(UiLanguage language, const Result& result, bool with_message, Output& out);

/// The service's message with its codes, if there is any.
void put_answer(UiLanguage language, const Result& result, Output& out);

/// Whether the service may have acted, or cannot have, if that is worth a line.
void put_consequence(UiLanguage language, const Result& result, Output& out);

/// "1 second", "45 seconds".
void put_seconds(UiLanguage language, int64_t seconds, Output& out);

}  // namespace sparekey::cli

#endif
