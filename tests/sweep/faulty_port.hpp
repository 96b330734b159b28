// SPDX-License-Identifier: Apache-2.0
// A World's port with faults in it.
#ifndef SPAREKEY_SWEEP_FAULTY_PORT_HPP
#define SPAREKEY_SWEEP_FAULTY_PORT_HPP

#include <array>
#include <vector>

#include "fault.hpp"
#include "simulated/world.hpp"
#include "tally.hpp"

namespace sparekey::sweep {

class FaultyPort {
 public:
  FaultyPort(test::World& world, Tally& tally);
  FaultyPort(const FaultyPort&) = delete;
  FaultyPort& operator=(const FaultyPort&) = delete;

  Port port();

  // From here on calls are counted, and these strike.
  void arm(const std::vector<Strike>& strikes);
  // Nothing fails any more. A clock that was set stays as it is.
  void disarm();

  bool struck(size_t strike) const { return struck_.at(strike); }
  int calls(Function function) const { return calls_[static_cast<size_t>(function)]; }
  // How often something struck that ends the call.
  int endings() const { return endings_; }
  // By how much faults have set the clock on, or overslept.
  int64_t delay_ms() const { return delay_ms_; }

 private:
  struct Functions;

  // What strikes this call of `function`, or null.
  const Fault* next(Function function);
  int64_t clock_ms() const { return world_.now_ms + shift_ms_; }

  test::World& world_;
  Tally& tally_;
  Port inner_;
  std::vector<Strike> strikes_;
  std::vector<bool> struck_;
  std::array<int, kFunctions> calls_{};
  int all_calls_ = 0;
  int endings_ = 0;
  int64_t shift_ms_ = 0;
  int64_t delay_ms_ = 0;
  bool stalled_ = false;         // somebody was told to come again
  bool lookup_stalled_ = false;  // ... by resolve_result
};

}  // namespace sparekey::sweep

#endif
