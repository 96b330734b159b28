// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_KIOSK_LOOP_HPP
#define SPAREKEY_KIOSK_LOOP_HPP

#include "kiosk/server.hpp"

namespace sparekey::kiosk {

/// Serves browsers, and steps the calls of all visits, until `stop_descriptor` is readable. This is
/// the only place where the program waits.
void serve(Server& server, Visits& visits, const Listener& listener, int stop_descriptor);

}  // namespace sparekey::kiosk

#endif
