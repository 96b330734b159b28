// SPDX-License-Identifier: Apache-2.0
// Signals that mean "stop" become a readable descriptor, which every wait watches: the port's and
// the line editor's. So the terminal is put back by ordinary code, not in a signal handler.
#ifndef SPAREKEY_SETTINGS_INTERRUPT_HPP
#define SPAREKEY_SETTINGS_INTERRUPT_HPP

namespace sparekey {

/// Takes SIGINT, SIGTERM, SIGHUP and SIGQUIT, except those the caller had ignored. False if the
/// system gives no descriptors for it.
bool watch_signals();

/// A person sits at standard input: from now on its hang-up is an interrupt too.
void watch_terminal();

/// The system saves the registers where a signal is handled, and pieces of secrets with them.
void wipe_signal_stack();

/// Calls `handler`, but leaves a signal ignored that the caller had ignored: nohup and background
/// jobs of simple shells do so on purpose.
void catch_signal(int number, void (*handler)(int));

/// Readable from the first interrupt on.
int interrupt_handle();

bool interrupted();

/// SIGTERM, SIGHUP or a hang-up was among them, which no key sends.
bool interrupted_for_good();

/// What ^C and ^\ did is done with: the program goes on.
void forget_interrupt();

}  // namespace sparekey

#endif
