// SPDX-License-Identifier: Apache-2.0
// The three parts of the sweep.
#ifndef SPAREKEY_SWEEP_SWEEPS_HPP
#define SPAREKEY_SWEEP_SWEEPS_HPP

#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "support/keys.hpp"
#include "tally.hpp"

namespace sparekey::sweep {

struct Extent {
  // If set: so many cases of each scenario, drawn by it, in place of all.
  std::optional<uint32_t> seed;
  int cases_each = 200;
  // If set: only the n-th call or allocation.
  int at = 0;
  // Only parts and scenarios whose row has it in it, or one of several between bars; empty: all.
  std::string only;

  // Certificates with P-256 keys take several times as many allocations to check as others, in the
  // loops of their arithmetic: all of them are tried with RSA keys, of these so many.
  bool draws(test::KeyKind keys) const { return seed || (at == 0 && keys == test::KeyKind::p256); }
  int first() const { return at > 0 ? at : 1; }
  bool goes_on(int n) const { return at == 0 || n < at; }
  bool includes(const std::string& row) const {
    std::istringstream words(only);
    for (std::string some; std::getline(words, some, '|');)
      if (row.find(some) != std::string::npos) return true;
    return only.empty();
  }
};

inline std::vector<test::KeyKind> keys_of(const Extent& extent) {
  if (extent.seed) return {test::KeyKind::p256};
  return {test::KeyKind::rsa2048, test::KeyKind::p256};
}

// Every value of every function of the port.
void sweep_port(Tally& tally, const Extent& extent);
// Every allocation of mbedTLS's, where it takes them from a pool.
void sweep_pool(Tally& tally, const Extent& extent);
// Every allocation of the command's.
void sweep_command(Tally& tally, const Extent& extent);

}  // namespace sparekey::sweep

#endif
