// SPDX-License-Identifier: Apache-2.0
#include "figures.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "table.hpp"

namespace sparekey::test {
namespace {

struct Figures {
  std::set<std::string> rows;
  size_t runs = 0;
  size_t changed = 0;
  std::map<std::string, size_t> verdicts;
};

std::map<std::string, Figures>& all() {
  static std::map<std::string, Figures> by_table;
  return by_table;
}

// A line for each run, if somebody wants to compare them.
void record(const std::string& line) {
  const char* path = std::getenv("SPAREKEY_VERDICTS");
  if (path != nullptr) std::ofstream(path, std::ios::app) << line << '\n';
}

}  // namespace

void count(const std::string& table, const std::string& row, Code code) {
  Figures& figures = all()[table];
  figures.rows.insert(row.substr(0, row.find(' ')));
  ++figures.runs;
  const Text verdict = name(code);
  ++figures.verdicts[std::string(verdict.data(), verdict.size())];
  record(generation() + " " + table + " " + row + ": " +
         std::string(verdict.data(), verdict.size()));
}

void count_changed(const std::string& table, size_t runs) { all()[table].changed += runs; }

void print_figures() {
  for (const auto& [table, figures] : all()) {
    std::printf("%s: %zu rows, run %zu times on mbedTLS %s", table.c_str(), figures.rows.size(),
                figures.runs, generation().c_str());
    const char* separator = ": ";
    for (const auto& [verdict, times] : figures.verdicts) {
      std::printf("%s%zu %s", separator, times, verdict.c_str());
      separator = ", ";
    }
    if (figures.changed > 0) std::printf("; %zu cut or changed texts besides", figures.changed);
    std::printf("\n");
  }
}

}  // namespace sparekey::test
