// SPDX-License-Identifier: Apache-2.0
#include "throttle.hpp"

namespace emulator {

Throttle::Throttle(int requests_per_minute, Clock clock)
    : requests_per_minute_(static_cast<std::size_t>(requests_per_minute)),
      clock_(std::move(clock)) {}

Milliseconds Throttle::wait(const std::string& client) {
  constexpr Milliseconds kMinute = std::chrono::minutes(1);
  if (requests_per_minute_ == 0) return Milliseconds(0);
  const Milliseconds now = clock_();
  std::deque<Milliseconds>& passed = passed_[client];
  while (!passed.empty() && now - passed.front() >= kMinute) passed.pop_front();
  if (passed.size() >= requests_per_minute_) return passed.front() + kMinute - now;
  passed.push_back(now);
  return Milliseconds(0);
}

}  // namespace emulator
