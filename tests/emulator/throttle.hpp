// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_THROTTLE_HPP
#define SPAREKEY_EMULATOR_THROTTLE_HPP

#include <deque>
#include <map>
#include <string>

#include "clock.hpp"

namespace emulator {

// Lets each client make so many requests within any minute; 0 is no limit.
class Throttle {
 public:
  Throttle(int requests_per_minute, Clock clock);

  // Zero if the request may pass, and then it counts; otherwise the time until the next one may.
  Milliseconds wait(const std::string& client);

 private:
  std::size_t requests_per_minute_;
  Clock clock_;
  std::map<std::string, std::deque<Milliseconds>> passed_;
};

}  // namespace emulator

#endif
