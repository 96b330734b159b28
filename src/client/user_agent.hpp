// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLIENT_USER_AGENT_HPP
#define SPAREKEY_CLIENT_USER_AGENT_HPP

#include "sparekey/options.hpp"

namespace sparekey {

inline constexpr char kUserAgentLine[] = "user-agent: sparekey/" SPAREKEY_VERSION "\r\n";

}  // namespace sparekey

#endif
