// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_PASSWORD_RULES_HPP
#define SPAREKEY_EMULATOR_PASSWORD_RULES_HPP

#include <string>

#include "config.hpp"

namespace emulator {

// `password` is UTF-8; its length is counted in characters.
bool is_strong_enough(const PasswordConfig& rules, const std::string& password);

}  // namespace emulator

#endif
