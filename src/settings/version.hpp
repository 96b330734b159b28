// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_SETTINGS_VERSION_HPP
#define SPAREKEY_SETTINGS_VERSION_HPP

#include "settings/output.hpp"

namespace sparekey {

/// "sparekey 0.2.0 (mbedTLS 2.28.3)"; of a smaller build, "sparekey 0.2.0 (mbedTLS 2.28.3; without
/// sm2, proxy)".
void put_version(Output& out);

}  // namespace sparekey

#endif
