// SPDX-License-Identifier: Apache-2.0
// What the commands work with.
#ifndef SPAREKEY_CLI_SESSION_HPP
#define SPAREKEY_CLI_SESSION_HPP

#include "outcome.hpp"
#include "progress.hpp"
#include "secret.hpp"

namespace sparekey::cli {

/// Static storage for what people and files give; wiped by its owner at the end.
struct Secrets {
  Buffer access_token;
  Buffer code;
  Buffer token;
  Buffer password;
  Buffer password_again;  ///< only typed, so shorter

  void clear() {
    access_token.clear();
    code.clear();
    token.clear();
    password.clear();
    password_again.clear();
  }
};

struct Session {
  const Settings& settings;
  Client& client;
  const Port& port;
  Progress& progress;
  Secrets& secrets;
  Output& dialogue;  ///< where a dialogue speaks to the person
  Output& prompts;   ///< where it asks: standard error
};

}  // namespace sparekey::cli

#endif
