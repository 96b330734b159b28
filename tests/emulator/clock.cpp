// SPDX-License-Identifier: Apache-2.0
#include "clock.hpp"

#include <array>
#include <cstdio>
#include <ctime>

namespace emulator {

Clock running_clock(double rate) {
  const auto start = std::chrono::steady_clock::now();
  return [start, rate] {
    const std::chrono::duration<double, std::milli> real = std::chrono::steady_clock::now() - start;
    return std::chrono::duration_cast<Milliseconds>(real * rate);
  };
}

std::string utc_now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now);
  const auto rest = std::chrono::duration_cast<Milliseconds>(now - seconds);
  const std::time_t time = seconds.count();
  std::tm utc{};
  gmtime_r(&time, &utc);
  std::array<char, 32> day_and_time{};
  std::strftime(day_and_time.data(), day_and_time.size(), "%Y-%m-%dT%H:%M:%S", &utc);
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%s.%03dZ", day_and_time.data(),
                static_cast<int>(rest.count()));
  return text.data();
}

}  // namespace emulator
