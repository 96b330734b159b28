// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_VERSION_HPP
#define SPAREKEY_CLI_VERSION_HPP

#include "cli/output.hpp"

namespace sparekey::cli {

/// "sparekey 0.2.0 (mbedTLS 2.28.3)"; of a smaller build, "sparekey 0.2.0 (mbedTLS 2.28.3; without
/// sm2, proxy)".
void put_version(Output& out);

}  // namespace sparekey::cli

#endif
