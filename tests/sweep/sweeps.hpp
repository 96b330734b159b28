// SPDX-License-Identifier: Apache-2.0
// The three parts of the sweep.
#ifndef SPAREKEY_SWEEP_SWEEPS_HPP
#define SPAREKEY_SWEEP_SWEEPS_HPP

#include <optional>
#include <random>
#include <string>

#include "tally.hpp"

namespace sparekey::sweep {

struct Extent {
  // If set: so many cases of each scenario, drawn by it, in place of all.
  std::optional<uint32_t> seed;
  int cases_each = 0;
  // If set: only the n-th call or allocation.
  int at = 0;
  // Only parts and scenarios whose row has it in it; empty: all.
  std::string only;

  int first() const { return at > 0 ? at : 1; }
  bool goes_on(int n) const { return at == 0 || n < at; }
  bool includes(const std::string& row) const { return row.find(only) != std::string::npos; }
};

// Every value of every function of the port.
void sweep_port(Tally& tally, const Extent& extent);
// Every allocation of mbedTLS's, where it takes them from a pool.
void sweep_pool(Tally& tally, const Extent& extent);
// Every allocation of the command's.
void sweep_command(Tally& tally, const Extent& extent);

}  // namespace sparekey::sweep

#endif
