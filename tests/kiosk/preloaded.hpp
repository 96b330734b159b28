// SPDX-License-Identifier: Apache-2.0
// The clock by which the kiosk counts, stopped: it goes on when the test says so, so that no limit
// depends on how busy the machine is. And a count of the memory blocks that the kiosk holds.
#ifndef SPAREKEY_TESTS_KIOSK_PRELOADED_HPP
#define SPAREKEY_TESTS_KIOSK_PRELOADED_HPP

#include <atomic>
#include <cstdint>

#include "support/child.hpp"
#include "support/temp_dir.hpp"

namespace kiosk_test {

// What preloaded.cpp shares with the test, in a file that both map.
struct Shared {
  std::atomic<int64_t> clock_ms;  // 0: the machine's own clock
  std::atomic<int64_t> live_blocks;
  std::atomic<bool> loaded;
};

class Preloaded {
 public:
  Preloaded();
  ~Preloaded();
  Preloaded(const Preloaded&) = delete;
  Preloaded& operator=(const Preloaded&) = delete;

  support::Environment environment() const;

  // Before the kiosk starts.
  void stop_clock() { shared_->clock_ms = 1'000'000; }
  // False of a static program, once it has started: nothing is preloaded into it.
  bool is_loaded() const { return shared_->loaded; }
  void pass_ms(int64_t ms) { shared_->clock_ms += ms; }

  // Not counted under a sanitizer, whose allocator it is then.
  int64_t live_blocks() const { return shared_->live_blocks; }

 private:
  support::TempDir dir_;
  Shared* shared_;
};

}  // namespace kiosk_test

#endif
