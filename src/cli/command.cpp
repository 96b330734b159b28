// SPDX-License-Identifier: Apache-2.0
#include "cli/command.hpp"

#include "cli/code_commands.hpp"
#include "cli/recover.hpp"
#include "cli/reset_command.hpp"
#include "cli/system_command.hpp"

namespace sparekey::cli {
namespace {

using namespace feature;

constexpr Command kCommands[] = {
#if SPAREKEY_RECOVERY
    {"recover", HelpText::recover, kRecipient | kEncryption | kDialogue, recover,
     put_password_changed, put_success_data},
#endif
    {"send-code", HelpText::send_code, kRecipient, send_code, put_code_sent, put_no_data},
    {"check-code", HelpText::check_code, kRecipient | kPasscode, check_code, put_code_right,
     put_check_data},
    {"verify", HelpText::verify, kRecipient | kPasscode, verify, put_token, put_token_data},
    {"reset", HelpText::reset, kToken | kPassword | kEncryption, reset, put_password_changed,
     put_success_data},
    {"system", HelpText::system, 0, system, put_system, put_system_data},
};

}  // namespace

Commands commands() { return {kCommands, sizeof kCommands / sizeof kCommands[0]}; }

const Command* find_command(const char* name) {
  for (const Command& command : kCommands)
    if (equal(command.name, name)) return &command;
  return nullptr;
}

}  // namespace sparekey::cli
