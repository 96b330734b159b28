// SPDX-License-Identifier: Apache-2.0
// The command line, as it was given: which command, and which options with which text.
#ifndef SPAREKEY_CLI_ARGUMENTS_HPP
#define SPAREKEY_CLI_ARGUMENTS_HPP

#include "cli/command.hpp"
#include "cli/option.hpp"
#include "cli/trouble.hpp"

namespace sparekey::cli {

constexpr size_t kMaxPins = 8;

struct Arguments {
  const Command* command = nullptr;
  const char* values[kOptionCount] = {};  ///< null: not given; an option without value has ""
  const char* pins[kMaxPins] = {};
  size_t pin_count = 0;

  bool given(Option option) const { return value(option) != nullptr; }
  const char* value(Option option) const { return values[static_cast<size_t>(option)]; }
};

/// Reads the whole line even if something is wrong with it, because `--json` and `--lang` decide
/// how that is reported; returns the first trouble.
Trouble read_arguments(int argc, char** argv, Arguments* out);

}  // namespace sparekey::cli

#endif
