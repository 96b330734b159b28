// SPDX-License-Identifier: Apache-2.0
// The options that only the command has.
#include "cli/feature.hpp"
#include "settings/option_rows.hpp"

namespace sparekey {
namespace {

using namespace cli::feature;
using namespace option_rows;

constexpr OptionRows<7> kInput = {{
    {"--email", "ADDRESS", nullptr, kRecipient, Option::email, '\0', kInputGroup, HelpText::email},
    {"--phone", "NUMBER", nullptr, kRecipient, Option::phone, '\0', kInputGroup, HelpText::phone},
    {"--country-code", "+NN", nullptr, kRecipient, Option::country_code, '\0', kInputGroup,
     HelpText::country_code},
    {"--code", "DIGITS", nullptr, kPasscode, Option::code, '\0', kInputGroup, HelpText::code},
    {"--code-file", "FILE", nullptr, kPasscode, Option::code_file, '\0', kInputGroup,
     HelpText::code_file},
    {"--token-file", "FILE", nullptr, kToken, Option::token_file, '\0', kInputGroup,
     HelpText::token_file},
    {"--password-file", "FILE", nullptr, kPassword, Option::password_file, '\0', kInputGroup,
     HelpText::password_file},
}};

constexpr OptionRows<1> kRevealAccount = {{
    {"--reveal-account", nullptr, nullptr, kDialogue, Option::reveal_account, '\0', kInputGroup,
     HelpText::reveal_account},
}};

constexpr OptionRows<3> kOther = {{
    {"--loop", nullptr, nullptr, kDialogue, Option::loop, '\0', kInputGroup, HelpText::loop},

    {"--json", nullptr, nullptr, kEveryCommand, Option::json, '\0', kOutputGroup, HelpText::json},
    {"--verbose", nullptr, nullptr, kEveryCommand, Option::verbose, '\0', kOutputGroup,
     HelpText::verbose},
}};

constexpr auto kRows =
    join(kService, lang(HelpText::lang), kTrust, kInput, kEncrypting, kRevealAccount,
         idle(kDialogue, kInputGroup, HelpText::idle), kOther, kVersion, help(HelpText::help));
static_assert(cover(kRows, Option::host, Option::verbose), "a row for each Option of the command");

}  // namespace

const ProgramInfo kProgram = {"sparekey", kRows.at, sizeof kRows.at / sizeof kRows.at[0]};

}  // namespace sparekey
