// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <ostream>

#include "memory/memory.hpp"

namespace memory_test {
namespace {

// A line for tests/memory/run, which counts: bytes searched, and the strings they were searched
// for.
void note(const std::vector<Region>& regions, const support::Secrets& secrets) {
  const char* file = getenv("SPAREKEY_SEARCHES");
  if (file == nullptr) return;
  size_t bytes = 0;
  for (const Region& region : regions) bytes += region.bytes.size();
  std::ofstream(file, std::ios::app) << bytes << ' ' << secrets.strings() << '\n';
}

}  // namespace

void PrintTo(const Find& find, std::ostream* out) {
  *out << find.trace << " of " << find.region->name << " at 0x" << std::hex << find.region->begin
       << std::dec << (find.region->locked ? "" : ", not locked")
       << (find.region->not_dumped ? "" : ", dumped");
}

std::vector<Find> search(const std::vector<Region>& regions, const support::Secrets& secrets) {
  note(regions, secrets);
  std::vector<Find> finds;
  for (const Region& region : regions)
    for (const support::Trace& trace : secrets.traces_in(region.bytes))
      finds.push_back({trace, &region});
  return finds;
}

std::vector<Find> unneeded(const std::vector<Find>& finds, std::vector<std::string>* needed) {
  std::vector<Find> rest;
  for (const Find& find : finds) {
    const auto may = std::find(needed->begin(), needed->end(), find.trace.secret);
    if (may == needed->end() || find.trace.spelling != "plain")
      rest.push_back(find);
    else
      needed->erase(may);
  }
  return rest;
}

}  // namespace memory_test
