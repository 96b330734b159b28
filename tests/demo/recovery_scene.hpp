// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_TESTS_DEMO_RECOVERY_SCENE_HPP
#define SPAREKEY_TESTS_DEMO_RECOVERY_SCENE_HPP

#include <string>

#include "support/emulator_process.hpp"

namespace demo {

// What one run of the command took, as its --verbose says.
struct Traffic {
  long connections = 0;
  long handshakes = 0;
  long bytes_sent = 0;
  long bytes_received = 0;
};

// Plays a person who recovers the account with `sparekey recover`, and prints what the terminal
// shows and what the mail brings. Throws if anything goes other than it should.
Traffic play_recovery(const support::EmulatorProcess& emulator, const std::string& recipient,
                      const std::string& new_password, const support::Arguments& options);

// One line of the one who tells the story.
void narrate(const std::string& words);

}  // namespace demo

#endif
