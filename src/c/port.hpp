// SPDX-License-Identifier: Apache-2.0
// A port whose functions are C's.
#ifndef SPAREKEY_C_PORT_HPP
#define SPAREKEY_C_PORT_HPP

#include "sparekey/port.hpp"
#include "sparekey/sparekey.h"

namespace sparekey::c {

// Calls those of `port`, which must outlive it. If one of them is null, so are all of these, and
// Client::open says so.
Port port_over(const sparekey_port* port);

}  // namespace sparekey::c

#endif
