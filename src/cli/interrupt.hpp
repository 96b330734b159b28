// SPDX-License-Identifier: Apache-2.0
// Signals that mean "stop" become a readable descriptor, which every wait watches: the port's and
// the line editor's. So the terminal is put back by ordinary code, not in a signal handler.
#ifndef SPAREKEY_CLI_INTERRUPT_HPP
#define SPAREKEY_CLI_INTERRUPT_HPP

namespace sparekey::cli {

/// Takes SIGINT, SIGTERM, SIGHUP and SIGQUIT, except those the caller had ignored. False if the
/// system gives no pipe.
bool watch_signals();

/// The system saves the registers where a signal is handled, and pieces of secrets with them.
void wipe_signal_stack();

/// Readable from the first such signal on.
int interrupt_handle();

bool interrupted();

}  // namespace sparekey::cli

#endif
