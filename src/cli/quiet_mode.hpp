// SPDX-License-Identifier: Apache-2.0
// Standard input's settings, kept quiet through stops: SIGSTOP and SIGTSTP hand the terminal to a
// shell, which puts its own settings in place.
#ifndef SPAREKEY_CLI_QUIET_MODE_HPP
#define SPAREKEY_CLI_QUIET_MODE_HPP

#include <termios.h>

namespace sparekey::cli {

/// Sets `quiet`, and again whenever the program is continued; `before` while SIGTSTP has it
/// stopped. `may_stop` false: SIGTSTP is ignored. False if the terminal does not take it.
bool keep_quiet(const termios& before, const termios& quiet, bool may_stop);

/// Puts `before` back and drops what was typed, in one step.
void end_quiet();

/// An eventfd, readable once the program has been continued.
int continued_handle();
void take_continued();

}  // namespace sparekey::cli

#endif
