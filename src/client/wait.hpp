// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLIENT_WAIT_HPP
#define SPAREKEY_CLIENT_WAIT_HPP

#include "sparekey/port.hpp"

namespace sparekey {

// What a step waits for: any of the interests, or the time. Filled anew by each step.
struct Wait {
  static constexpr int kCapacity = 4;
  Interest interests[kCapacity];
  int count = 0;
  int64_t until_ms = 0;

  void add(Handle handle, bool readable, bool writable) {
    if (count < kCapacity) interests[count++] = Interest{handle, readable, writable};
  }
};

}  // namespace sparekey

#endif
