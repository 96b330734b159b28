// SPDX-License-Identifier: Apache-2.0
// Who acts when: a crowd of devices for each 20 ms.
#ifndef SPAREKEY_BENCH_FLEET_TIMETABLE_HPP
#define SPAREKEY_BENCH_FLEET_TIMETABLE_HPP

#include <stdint.h>

#include <utility>
#include <vector>

namespace fleet {

using Crowd = std::vector<uint32_t>;

class Timetable {
 public:
  static constexpr int64_t kTickMs = 20;

  Timetable(int64_t begin_ms, int64_t end_ms)
      : begin_ms_(begin_ms), crowds_(static_cast<size_t>((end_ms - begin_ms) / kTickMs)) {}

  size_t ticks() const { return crowds_.size(); }
  int64_t time_ms(size_t tick) const { return begin_ms_ + static_cast<int64_t>(tick) * kTickMs; }
  Crowd take(size_t tick) { return std::exchange(crowds_[tick], Crowd()); }

  // Whoever is due behind the end never acts.
  void add(uint32_t device, int64_t at_ms) {
    if (Crowd* crowd = at(at_ms)) crowd->push_back(device);
  }
  void add(Crowd::const_iterator from, Crowd::const_iterator to, int64_t at_ms) {
    if (Crowd* crowd = at(at_ms)) crowd->insert(crowd->end(), from, to);
  }

 private:
  Crowd* at(int64_t time_ms) {
    const auto tick = static_cast<size_t>((time_ms - begin_ms_ + kTickMs - 1) / kTickMs);
    return tick < crowds_.size() ? &crowds_[tick] : nullptr;
  }

  int64_t begin_ms_;
  std::vector<Crowd> crowds_;
};

}  // namespace fleet

#endif
