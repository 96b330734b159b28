// SPDX-License-Identifier: Apache-2.0
#include "support/command_program.hpp"

#include <cstdlib>
#include <filesystem>

namespace support {

std::string command_program() {
  const char* other = getenv("SPAREKEY_MEMORY_OF");
  return other == nullptr ? SPAREKEY_COMMAND : std::filesystem::absolute(other).string();
}

}  // namespace support
