// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_SETTINGS_ENVIRONMENT_HPP
#define SPAREKEY_SETTINGS_ENVIRONMENT_HPP

namespace sparekey {

/// The value of a variable; null if it is unset or empty.
const char* environment(const char* variable);

}  // namespace sparekey

#endif
