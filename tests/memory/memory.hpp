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

struct Secret {
  std::string name;
  std::string value;
};

struct Find {
  std::string secret;
  std::string spelling;
  uint64_t address = 0;
  std::string region;
  bool locked = false;
  bool not_dumped = false;
};
void PrintTo(const Find& find, std::ostream* out);

// Every place that holds a secret or eight bytes in a row of it, the size of a register: plain, as
// JSON and as forms write it, and in base64 and hexadecimal.
std::vector<Find> search(const std::vector<Region>& regions, const std::vector<Secret>& secrets);

}  // namespace memory_test

#endif
