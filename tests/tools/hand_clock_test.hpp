// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_TOOLS_HAND_CLOCK_TEST_HPP
#define SPAREKEY_TOOLS_HAND_CLOCK_TEST_HPP

#include "emulator/clock.hpp"

namespace emulator {

// A clock that stands still until it is turned. Must outlive the clocks it gives.
class HandClock {
 public:
  void pass(Milliseconds time) { now_ += time; }
  Clock clock() {
    return [this] { return now_; };
  }

 private:
  Milliseconds now_{1000};
};

}  // namespace emulator

#endif
