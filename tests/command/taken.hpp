// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_COMMAND_TAKEN_HPP
#define SPAREKEY_COMMAND_TAKEN_HPP

#include "command.hpp"

namespace command_test {

// Waits until the command has read what was typed, and sleeps: it has looked at the clock for it.
inline void wait_until_taken(const Person& person) {
  person.wait_until_read();
  const std::string stat = "/proc/" + std::to_string(person.id()) + "/stat";
  support::wait_until([&] { return contains(support::read_file(stat), ") S "); }, "sleep");
}

}  // namespace command_test

#endif
