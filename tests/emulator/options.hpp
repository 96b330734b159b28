// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_OPTIONS_HPP
#define SPAREKEY_EMULATOR_OPTIONS_HPP

#include <optional>
#include <stdexcept>
#include <string>

namespace emulator {

struct Options {
  bool help = false;
  std::string dir;
  std::string host = "127.0.0.1";
  int port = 0;
  std::optional<std::string> config_file;
};

class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

extern const char* const kUsage;

// Throws UsageError.
Options parse_options(int argc, char** argv);

}  // namespace emulator

#endif
