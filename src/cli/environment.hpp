// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_ENVIRONMENT_HPP
#define SPAREKEY_CLI_ENVIRONMENT_HPP

namespace sparekey::cli {

/// The value of a variable; null where it is not set or empty.
const char* environment(const char* variable);

/// Whether the person has a proxy for https, which this version does not use.
inline bool has_proxy() { return environment("https_proxy") != nullptr; }

}  // namespace sparekey::cli

#endif
