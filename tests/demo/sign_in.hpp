// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_TESTS_DEMO_SIGN_IN_HPP
#define SPAREKEY_TESTS_DEMO_SIGN_IN_HPP

#include <string>

#include "support/emulator_process.hpp"

namespace demo {

// Asks the service itself whether this password opens the account, with another HTTP client than
// the command's. Throws if it says neither yes nor no.
bool signs_in(const support::EmulatorProcess& emulator, const std::string& email,
              const std::string& password);

}  // namespace demo

#endif
