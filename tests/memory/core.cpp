// SPDX-License-Identifier: Apache-2.0
#include "memory/core.hpp"

#include <link.h>

#include <cstring>
#include <filesystem>
#include <stdexcept>

namespace memory_test {

bool Core::can_be_had() {
  const std::string pattern = support::read_file("/proc/sys/kernel/core_pattern");
  return !pattern.empty() && pattern.find_first_of("|/") == std::string::npos;
}

support::Arguments Core::program(Guard guard, const support::Arguments& arguments) const {
  support::Arguments all = {MAY_DUMP_CORE, guard == Guard::stands ? "guarded" : "unguarded",
                            dir_.path()};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return all;
}

std::optional<std::string> Core::memory() const {
  std::string file;
  for (const auto& one : std::filesystem::directory_iterator(dir_.path()))
    file = support::read_file(one.path());
  if (file.empty()) return std::nullopt;
  ElfW(Ehdr) head;
  if (file.size() < sizeof head) throw std::runtime_error("a core file without a head");
  memcpy(&head, file.data(), sizeof head);
  std::string memory;
  for (size_t i = 0; i < head.e_phnum; ++i) {
    ElfW(Phdr) segment;
    memcpy(&segment, &file.at(head.e_phoff + i * sizeof segment), sizeof segment);
    if (segment.p_type == PT_LOAD) memory += file.substr(segment.p_offset, segment.p_filesz);
  }
  return memory;
}

}  // namespace memory_test
