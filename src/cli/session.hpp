// SPDX-License-Identifier: Apache-2.0
// What the commands work with.
#ifndef SPAREKEY_CLI_SESSION_HPP
#define SPAREKEY_CLI_SESSION_HPP

#include "cli/buffer.hpp"
#include "cli/outcome.hpp"
#include "cli/output.hpp"
#include "cli/phase_display.hpp"
#include "cli/settings.hpp"
#include "cli/terminal.hpp"

namespace sparekey::cli {

/// What people and files give; wiped by its owner at the end.
struct Secrets {
  Buffer access_token;
  Buffer proxy_auth;
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
