// SPDX-License-Identifier: Apache-2.0
// The memory of another process, and what is found in it. Needs root: what keeps secrets may be
// looked at by nobody else.
#ifndef SPAREKEY_TESTS_MEMORY_MEMORY_HPP
#define SPAREKEY_TESTS_MEMORY_MEMORY_HPP

#include <sys/types.h>

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "support/secrets.hpp"

namespace memory_test {

// A mapping, as /proc/PID/smaps has it.
struct Region {
  uint64_t begin = 0;
  std::string name;
  bool locked = false;      // is never swapped out
  bool not_dumped = false;  // is left out of core dumps
  std::string bytes;
};

// All that can be read of a process that stands still. Throws if nothing can.
std::vector<Region> read_memory(pid_t id);

// As a file, for a process that is gone by the time somebody wants to know.
void write_regions(const std::vector<Region>& regions, const std::string& path);
std::vector<Region> read_regions(const std::string& path);

struct Find {
  support::Trace trace;
  const Region* region = nullptr;
};
void PrintTo(const Find& find, std::ostream* out);

std::vector<Find> search(const std::vector<Region>& regions, const support::Secrets& secrets);

// Of the finds those that nobody needs. Each of `needed` names a secret that may stand in memory
// once, in plain; those that did are taken from it.
std::vector<Find> unneeded(const std::vector<Find>& finds, std::vector<std::string>* needed);

}  // namespace memory_test

#endif
