// SPDX-License-Identifier: Apache-2.0
// What needs no network: clocks, randomness, waiting.
#include <string.h>

#include "cases.hpp"

namespace sparekey::check {

void check_clock(Probe& probe) {
  const Port& port = probe.port();
  const int64_t begin_ms = probe.now_ms();
  if (begin_ms < 0) {
    probe.complain("monotonic_ms returned %ld: it is never negative", static_cast<long>(begin_ms));
    return;
  }
  int64_t longest_ms = 0;
  int64_t last_ms = begin_ms;
  // Not by `wait`, which reads the same clock and may be wrong with it.
  constexpr long kFewestReadings = 1000;
  constexpr long kMostReadings = 20'000'000;
  long readings = 0;
  const auto is_enough = [&] {
    return readings >= kMostReadings || (readings >= kFewestReadings && last_ms >= begin_ms + 100);
  };
  for (; probe.ok() && !is_enough(); ++readings) {
    const int64_t now_ms = probe.now_ms();
    if (now_ms - last_ms > longest_ms) longest_ms = now_ms - last_ms;
    last_ms = now_ms;
  }
  if (!probe.ok()) return;
  if (last_ms == begin_ms) {
    (void)port.wait(port.context, nullptr, 0, begin_ms + 100);
    if (probe.now_ms() == begin_ms) {
      probe.complain("monotonic_ms stands still");
      return;
    }
  }
  probe.say("runs forwards, by %ld ms at a time at most", static_cast<long>(longest_ms));
}

void check_wall_clock(Probe& probe) {
  const Port& port = probe.port();
  constexpr int64_t k2024 = 1704067200;
  constexpr int64_t k2200 = 7258118400;
  const int64_t first_ms = probe.now_ms();
  const int64_t before_s = port.wall_clock_s(port.context);
  const int64_t begin_ms = probe.now_ms();
  if (before_s == -1) {
    probe.skip("the device does not know the time: certificates cannot be judged by it");
    return;
  }
  if (before_s < k2024 || before_s > k2200) {
    probe.complain("wall_clock_s says %ld: seconds since 1970, or -1 if it is not set",
                   static_cast<long>(before_s));
    return;
  }
  probe.pass(2000);
  const int64_t end_ms = probe.now_ms();
  const int64_t passed_s = port.wall_clock_s(port.context) - before_s;
  // Between the two readings there was no less time than this, and no more than from the first to
  // now; whole seconds are read.
  const int64_t least_ms = end_ms - begin_ms;
  if (passed_s < least_ms / 1000 - 1 || passed_s > (probe.now_ms() - first_ms) / 1000 + 1)
    probe.complain("wall_clock_s went on by %ld s while monotonic_ms went on by %ld ms",
                   static_cast<long>(passed_s), static_cast<long>(least_ms));
  else
    probe.say("%ld, and runs", static_cast<long>(before_s));
}

void check_random(Probe& probe) {
  const Port& port = probe.port();
  constexpr size_t kSizes[] = {1, 2, 7, 16, 32, 48, 64, 100, 256, 512};
  constexpr int kDraws = 24;
  constexpr uint8_t kCanary = 0xC5;
  uint8_t bytes[512 + 8];
  uint8_t first[512];
  for (const size_t size : kSizes) {
    uint8_t changed[512] = {};
    int repeats = 0;
    for (int draw = 0; draw < kDraws; ++draw) {
      memset(bytes, kCanary, sizeof bytes);
      const int status = port.random(port.context, bytes, size);
      if (status != kPortOk) {
        probe.complain("random of %lu bytes returned %d", static_cast<unsigned long>(size), status);
        return;
      }
      for (size_t i = size; i < size + 8; ++i) {
        if (bytes[i] == kCanary) continue;
        probe.complain("random of %lu bytes wrote behind them", static_cast<unsigned long>(size));
        return;
      }
      if (draw == 0) memcpy(first, bytes, sizeof first);
      for (size_t i = 0; i < size; ++i) changed[i] |= bytes[i] != first[i];
      if (draw > 0 && memcmp(bytes, first, size) == 0) ++repeats;
    }
    if (repeats == kDraws - 1 || (repeats > 0 && size >= 7)) {
      probe.complain("random gave the same %lu bytes again", static_cast<unsigned long>(size));
      return;
    }
    for (size_t i = 0; i < size; ++i) {
      if (changed[i] != 0) continue;
      probe.complain("byte %lu of %lu that random gave was always the same",
                     static_cast<unsigned long>(i), static_cast<unsigned long>(size));
      return;
    }
  }
  // Two draws of half the length, and neighbours within one.
  int ones = 0;
  if (port.random(port.context, bytes, 256) != kPortOk) probe.complain("random failed");
  for (int i = 0; i < 256; ++i) ones += __builtin_popcount(bytes[i]);
  if (ones < 1024 - 200 || ones > 1024 + 200)
    probe.complain("of 2048 random bits %d were set", ones);
  probe.say("as long as asked for, never the same; whether it can be guessed, no test can tell");
}

void check_wait(Probe& probe) {
  constexpr int64_t kWaitMs = 100;
  int64_t past_ms = INT64_MAX;
  int64_t shortest_ms = INT64_MAX;
  probe.forget_early_returns();
  for (int i = 0; i < Probe::kTries && probe.ok(); ++i) {
    int64_t from_ms = probe.now_ms();
    probe.wait(nullptr, 0, from_ms - 1000);
    if (!probe.can_wait()) {
      probe.skip("not implemented: only for programs that step their calls from an event loop");
      return;
    }
    past_ms = least(past_ms, probe.now_ms() - from_ms);
    from_ms = probe.now_ms();
    probe.pass(kWaitMs);
    shortest_ms = least(shortest_ms, probe.now_ms() - from_ms);
  }
  if (past_ms > Probe::kMostLateMs)
    probe.complain("wait until a time that had passed took %ld ms", static_cast<long>(past_ms));
  if (shortest_ms > kWaitMs + Probe::kMostLateMs)
    probe.complain("wait was to take %ld ms and took %ld", static_cast<long>(kWaitMs),
                   static_cast<long>(shortest_ms));
  if (probe.early_returns() > 100)
    probe.complain("wait came back %d times before its time, with nothing to wait for",
                   probe.early_returns());
  probe.say("%ld ms of %ld, %d early returns", static_cast<long>(shortest_ms),
            static_cast<long>(kWaitMs), probe.early_returns());
}

}  // namespace sparekey::check
