// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_ENVIRONMENT_HPP
#define SPAREKEY_CLI_ENVIRONMENT_HPP

namespace sparekey::cli {

/// The value of a variable; null where it is not set or empty.
const char* environment(const char* variable);

}  // namespace sparekey::cli

#endif
