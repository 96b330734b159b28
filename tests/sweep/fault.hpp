// SPDX-License-Identifier: Apache-2.0
// Everything a function of a port may return, and what may come of it.
#ifndef SPAREKEY_SWEEP_FAULT_HPP
#define SPAREKEY_SWEEP_FAULT_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "sparekey/sparekey.hpp"

namespace sparekey::sweep {

// Those of a port that return something.
enum class Function : uint8_t {
  resolve_start,
  resolve_result,
  resolve_wants,
  connect_start,
  connect_result,
  send,
  receive,
  wait,
  monotonic_ms,
  wall_clock_s,
  random,
};
constexpr int kFunctions = 11;
const char* name(Function function);

enum class Act : uint8_t {
  status,       // returns `value`, and does nothing
  most,         // moves no more than `value` bytes or addresses
  half,         // moves half of what it could
  same_twice,   // resolve_result: the first address, as often as there is room
  at_once,      // connect_start: connected already
  not_now,      // connect_start: no connection to spare
  no_interest,  // resolve_wants: asks to be asked again `value` ms from now
  never_wakes,  // resolve_wants: names nothing to wait for
  sleeps_over,  // wait: comes back `value` ms too late
  shift,        // monotonic_ms: from now on it says `value` more
  dip,          // monotonic_ms: this once it says `value` more
  says,         // wall_clock_s: says `value`
};

using Codes = uint64_t;
constexpr Codes of(Code code) { return Codes{1} << static_cast<unsigned>(code); }

// What a fault may do to a call at the worst.
enum class Harm : uint8_t {
  none,     // every call works all the same
  if_kept,  // ... unless it is for good
  may,
  first,  // ... and if it is for good from the first time on, the first call cannot work
  ends,   // ... and the call that it strikes cannot work, ever
};

struct Fault {
  Function function;
  const char* name;
  Act act;
  int64_t value;
  Harm harm;
  Codes codes;       // that a call may end in, but for `ok`
  bool by_contract;  // false: no port may do this, and yet all is kept
};

const std::vector<Fault>& faults();

// A fault at the n-th call of its function.
struct Strike {
  const Fault* fault;
  int n;
  bool for_good;
};
std::string describe(const Strike& strike);

}  // namespace sparekey::sweep

#endif
