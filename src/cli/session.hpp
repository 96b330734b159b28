// SPDX-License-Identifier: Apache-2.0
// What the commands work with.
#ifndef SPAREKEY_CLI_SESSION_HPP
#define SPAREKEY_CLI_SESSION_HPP

#include "cli/outcome.hpp"
#include "cli/phase_display.hpp"
#include "cli/settings.hpp"
#include "cli/terminal.hpp"
#include "settings/buffer.hpp"
#include "settings/output.hpp"

namespace sparekey::cli {

/// What people and files give; wiped by its owner at the end.
struct Secrets {
  Buffer code;
  Buffer token;
  Buffer password;
  Buffer password_again;  ///< only typed, so shorter
};

struct Session {
  const Settings& settings;
  Client& client;
  const Port& port;
  PhaseDisplay& phases;
  Secrets& secrets;
  Terminal& terminal;
  Output& dialogue;  ///< where the person is spoken to, and asked
};

}  // namespace sparekey::cli

#endif
