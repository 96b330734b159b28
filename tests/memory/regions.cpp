// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "memory/memory.hpp"

namespace memory_test {
namespace {

struct Mapping {
  Region region;
  uint64_t end = 0;
};

bool is_field(const std::string& line) {
  const size_t colon = line.find(": ");
  return colon != std::string::npos && line.find(' ') > colon;
}

std::vector<Mapping> mappings(pid_t id) {
  std::ifstream smaps("/proc/" + std::to_string(id) + "/smaps");
  std::vector<Mapping> result;
  for (std::string line; std::getline(smaps, line);) {
    std::istringstream words(line);
    if (is_field(line)) {
      std::string flag;
      words >> flag;
      if (flag != "VmFlags:") continue;
      while (words >> flag) {
        if (flag == "lo") result.back().region.locked = true;
        if (flag == "dd") result.back().region.not_dumped = true;
      }
      continue;
    }
    Mapping mapping;
    char dash = 0;
    std::string permissions, offset, device, inode;
    words >> std::hex >> mapping.region.begin >> dash >> mapping.end >> permissions >> offset >>
        device >> inode >> mapping.region.name;
    if (mapping.region.name.empty()) mapping.region.name = "[anonymous]";
    result.push_back(mapping);
  }
  return result;
}

}  // namespace

std::vector<Region> read_memory(pid_t id) {
  const std::string path = "/proc/" + std::to_string(id) + "/mem";
  const int memory = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (memory < 0) throw std::runtime_error(path + " cannot be read: are you root?");
  std::vector<Region> result;
  for (Mapping& mapping : mappings(id)) {
    std::string bytes(mapping.end - mapping.region.begin, '\0');
    size_t have = 0;
    while (have < bytes.size()) {
      const ssize_t got = pread(memory, bytes.data() + have, bytes.size() - have,
                                static_cast<off_t>(mapping.region.begin + have));
      if (got <= 0) break;  // such as the kernel's own pages
      have += static_cast<size_t>(got);
    }
    if (have == 0) continue;
    bytes.resize(have);
    mapping.region.bytes = std::move(bytes);
    result.push_back(std::move(mapping.region));
  }
  close(memory);
  if (result.empty()) throw std::runtime_error("no memory: is the process gone?");
  return result;
}

void write_regions(const std::vector<Region>& regions, const std::string& path) {
  std::ofstream out(path, std::ios::binary);
  for (const Region& region : regions)
    out << region.begin << ' ' << region.locked << ' ' << region.not_dumped << ' '
        << region.bytes.size() << ' ' << region.name << '\n'
        << region.bytes;
  out.close();
  if (!out) throw std::runtime_error(path + " cannot be written");
}

std::vector<Region> read_regions(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::vector<Region> result;
  for (;;) {
    Region region;
    size_t size = 0;
    if (!(in >> region.begin >> region.locked >> region.not_dumped >> size)) break;
    in.get();
    std::getline(in, region.name);
    region.bytes.resize(size);
    in.read(region.bytes.data(), static_cast<std::streamsize>(size));
    result.push_back(std::move(region));
  }
  if (result.empty()) throw std::runtime_error(path + " holds no memory");
  return result;
}

}  // namespace memory_test
