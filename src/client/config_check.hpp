// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLIENT_CONFIG_CHECK_HPP
#define SPAREKEY_CLIENT_CONFIG_CHECK_HPP

#include "base/origin.hpp"
#include "sparekey/client.hpp"

namespace sparekey {

// Looks at what the caller gave, and reads the origins out of it. Null, or what is wrong with it,
// in words.
const char* check_config(const Config& config, const Port& port, Origin* origin, Origin* target,
                         Origin* proxy);

}  // namespace sparekey

#endif
