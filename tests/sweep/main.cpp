// SPDX-License-Identifier: Apache-2.0
// The fault sweep: fault_sweep all [ROW] | at N ROW | sample SEED [CASES [ROW]]
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "sweeps.hpp"

namespace {

constexpr int kCasesEach = 24;

}  // namespace

int main(int count, char** arguments) {
  using namespace sparekey::sweep;
  Extent extent;
  const char* mode = count > 1 ? arguments[1] : "";
  if (strcmp(mode, "all") == 0 && count <= 3) {
    if (count > 2) extent.only = arguments[2];
  } else if (strcmp(mode, "at") == 0 && count == 4) {
    extent.at = atoi(arguments[2]);
    extent.only = arguments[3];
  } else if (strcmp(mode, "sample") == 0 && count >= 3 && count <= 5) {
    extent.seed = static_cast<uint32_t>(strtoul(arguments[2], nullptr, 10));
    extent.cases_each = count > 3 ? atoi(arguments[3]) : kCasesEach;
    if (count > 4) extent.only = arguments[4];
  } else {
    fprintf(stderr,
            "usage: fault_sweep all [ROW]\n"
            "       fault_sweep at N ROW\n"
            "       fault_sweep sample SEED [CASES [ROW]]\n"
            "N: only what strikes there; CASES of each scenario; ROW: only those whose row of the "
            "table has these words, or one of several: 'A|B'\n");
    return 2;
  }
  setvbuf(stdout, nullptr, _IOLBF, 0);
  Tally tally;
  sweep_port(tally, extent);
  sweep_pool(tally, extent);
  sweep_command(tally, extent);
  tally.print();
  return tally.broken() ? 1 : 0;
}
