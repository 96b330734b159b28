// SPDX-License-Identifier: Apache-2.0
// Core files: what a crash would leave on a disk.
#ifndef SPAREKEY_TESTS_MEMORY_CORE_HPP
#define SPAREKEY_TESTS_MEMORY_CORE_HPP

#include <optional>
#include <string>

#include "support/child.hpp"
#include "support/temp_dir.hpp"

namespace memory_test {

// Whether what the program does against core dumps takes effect, or is lost on its way to the
// system.
enum class Guard { stands, is_lost };

class Core {
 public:
  // False if this machine hands core files to a program, or keeps them elsewhere.
  static bool can_be_had();

  // The program, in a folder of its own and without a limit on core files.
  support::Arguments program(Guard guard, const support::Arguments& arguments) const;

  // The memory in the core file that it has left behind, once it ended; nothing if there is none.
  // Registers are left out: a vector register keeps what was last moved through it, and no program
  // can say when it is used again.
  std::optional<std::string> memory() const;

 private:
  support::TempDir dir_;
};

}  // namespace memory_test

#endif
