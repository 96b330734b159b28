// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace support {

// The command that is tested. SPAREKEY_MEMORY_OF may name another build's.
std::string command_program();

}  // namespace support
