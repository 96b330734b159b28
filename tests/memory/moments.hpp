// SPDX-License-Identifier: Apache-2.0
// When to look into a process: as it waits, and as it ends.
#ifndef SPAREKEY_TESTS_MEMORY_MOMENTS_HPP
#define SPAREKEY_TESTS_MEMORY_MOMENTS_HPP

#include <memory>
#include <vector>

#include "memory/memory.hpp"
#include "support/child.hpp"
#include "support/temp_dir.hpp"

namespace memory_test {

// Waits until the process stands still in poll() or read(), and returns its memory.
std::vector<Region> memory_at_rest(pid_t id);

// Holds a process at its end.
class AtExit {
 public:
  // From when it is made until `memory()`, the process must run or end.
  explicit AtExit(pid_t id);
  // Waits for the end.
  std::vector<Region> memory();

 private:
  support::TempDir dir_;
  std::unique_ptr<support::Child> watcher_;
};

}  // namespace memory_test

#endif
