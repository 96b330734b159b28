// SPDX-License-Identifier: Apache-2.0
// The command under clocks that a test sets.
#ifndef SPAREKEY_COMMAND_SET_CLOCKS_HPP
#define SPAREKEY_COMMAND_SET_CLOCKS_HPP

#include <atomic>
#include <cstdint>

#include "command.hpp"

namespace command_test {

// The environment that tells the command it is this time of day.
Environment at_wall_clock(int64_t wall_clock_s);

// The clock by which the command counts seconds. It stands still until the test lets time pass, so
// that no countdown depends on how busy the machine is.
class Uptime {
 public:
  Uptime();
  ~Uptime();
  Uptime(const Uptime&) = delete;
  Uptime& operator=(const Uptime&) = delete;

  Environment environment() const;
  void pass_s(int64_t seconds) { *seconds_ += seconds; }

 private:
  TempDir dir_;
  std::atomic<int64_t>* seconds_;  // in a file, which the command maps too
};

}  // namespace command_test

#endif
