// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a stepwise call waits for, to be handed to poll, epoll or any other event loop.
#ifndef SPAREKEY_WAIT_HPP
#define SPAREKEY_WAIT_HPP

#include "sparekey/port.hpp"

namespace sparekey {

/// Step again as soon as one of `interests` is ready or Port::monotonic_ms reaches `until_ms`,
/// whichever comes first. Each step fills it anew: handles come and go. Stepping earlier does no
/// harm.
struct Wait {
  static constexpr int kCapacity = 4;
  Interest interests[kCapacity];
  int count = 0;         ///< how many `interests` there are; 0: only the time matters
  int64_t until_ms = 0;  ///< never after the call's deadline; in the past: step again at once

  void add(Handle handle, bool readable, bool writable) {
    if (count < kCapacity) interests[count++] = Interest{handle, readable, writable};
  }
};

}  // namespace sparekey

#endif
