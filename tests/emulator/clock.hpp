// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_CLOCK_HPP
#define SPAREKEY_EMULATOR_CLOCK_HPP

#include <chrono>
#include <functional>
#include <string>

namespace emulator {

// Emulated time since some beginning. Only differences mean anything.
using Milliseconds = std::chrono::milliseconds;
using Clock = std::function<Milliseconds()>;

// A clock that runs `rate` times as fast as this machine's.
Clock running_clock(double rate);

// This machine's time, for people who read the logs: "2025-01-31T09:30:00.125Z".
std::string utc_now();

}  // namespace emulator

#endif
