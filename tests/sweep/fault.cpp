// SPDX-License-Identifier: Apache-2.0
#include "fault.hpp"

#include <climits>

namespace sparekey::sweep {
namespace {

constexpr Codes kNone = 0;
constexpr Codes kNoName = of(Code::name_not_resolved);
constexpr Codes kNoConnection = of(Code::connect_failed);
constexpr Codes kLate = of(Code::timed_out);
constexpr Codes kLost = of(Code::connection_lost);
constexpr Codes kDates = of(Code::clock_not_set) | of(Code::certificate_expired) |
                         of(Code::certificate_not_yet_valid) | of(Code::certificate_rejected);

constexpr int64_t kS = 1000;
constexpr int64_t kDayMs = 86'400 * kS;
constexpr int64_t kYearS = int64_t{366} * 86'400;

std::vector<Fault> make() {
  std::vector<Fault> all;
  const auto add = [&all](Function function, const char* name, Act act, int64_t value, Harm harm,
                          Codes codes, bool by_contract = true) {
    all.push_back({function, name, act, value, harm, codes, by_contract});
  };

  using F = Function;
  add(F::resolve_start, "failed", Act::status, kPortFailed, Harm::first, kNoName);
  add(F::resolve_start, "not implemented", Act::status, kPortNotImplemented, Harm::first, kNoName,
      false);
  add(F::resolve_start, "5", Act::status, 5, Harm::first, kNoName, false);

  // Those found before it gave up can still be connected to.
  constexpr Codes kGaveUp = kNoName | kNoConnection;
  add(F::resolve_result, "again", Act::status, kPortAgain, Harm::if_kept, kLate);
  add(F::resolve_result, "not found", Act::status, kPortNotFound, Harm::first, kGaveUp);
  add(F::resolve_result, "failed", Act::status, kPortFailed, Harm::first, kGaveUp);
  add(F::resolve_result, "that was all", Act::status, kPortOk, Harm::first, kGaveUp);
  add(F::resolve_result, "one", Act::most, 1, Harm::may, kNoConnection);
  add(F::resolve_result, "the same twice", Act::same_twice, 0, Harm::may, kNoConnection);
  add(F::resolve_result, "-77", Act::status, -77, Harm::first, kGaveUp, false);

  add(F::resolve_wants, "a look in a while", Act::no_interest, 5, Harm::none, kNone);
  add(F::resolve_wants, "a look at once", Act::no_interest, 0, Harm::none, kNone);
  add(F::resolve_wants, "a look long ago", Act::no_interest, -70 * kS, Harm::none, kNone);
  add(F::resolve_wants, "nothing", Act::never_wakes, 0, Harm::may, kLate, false);

  add(F::connect_start, "failed", Act::status, kPortFailed, Harm::first, kNoConnection);
  add(F::connect_start, "connected", Act::at_once, 0, Harm::none, kNone);
  add(F::connect_start, "not now", Act::not_now, 0, Harm::if_kept, kLate);
  add(F::connect_start, "not found", Act::status, kPortNotFound, Harm::first, kNoConnection, false);
  add(F::connect_start, "not implemented", Act::status, kPortNotImplemented, Harm::first,
      kNoConnection, false);

  add(F::connect_result, "again", Act::status, kPortAgain, Harm::if_kept, kLate | kNoConnection);
  add(F::connect_result, "failed", Act::status, kPortFailed, Harm::first, kNoConnection);
  add(F::connect_result, "closed", Act::status, kPortClosed, Harm::first, kNoConnection, false);
  add(F::connect_result, "7", Act::status, 7, Harm::first, kNoConnection, false);

  for (const F function : {F::send, F::receive}) {
    add(function, "one byte", Act::most, 1, Harm::none, kNone);
    add(function, "half", Act::half, 0, Harm::none, kNone);
    add(function, "again", Act::status, kPortAgain, Harm::if_kept, kLate);
    add(function, "closed", Act::status, kPortClosed, Harm::first, kLost);
    add(function, "failed", Act::status, kPortFailed, Harm::first, kLost);
    add(function, "0", Act::status, 0, Harm::first, kLost, false);
    add(function, "not implemented", Act::status, kPortNotImplemented, Harm::first, kLost, false);
    add(function, "INT_MIN", Act::status, INT_MIN, Harm::first, kLost, false);
  }

  add(F::wait, "early", Act::status, kPortOk, Harm::none, kNone);
  add(F::wait, "late", Act::sleeps_over, 400, Harm::if_kept, kLate);
  add(F::wait, "past the deadline", Act::sleeps_over, 20 * kS, Harm::first, kLate);
  add(F::wait, "a day late", Act::sleeps_over, kDayMs, Harm::first, kLate);
  add(F::wait, "interrupted", Act::status, kPortInterrupted, Harm::ends, of(Code::cancelled));
  add(F::wait, "not implemented", Act::status, kPortNotImplemented, Harm::ends, kLost);
  add(F::wait, "failed", Act::status, kPortFailed, Harm::ends, kLost, false);
  add(F::wait, "7", Act::status, 7, Harm::ends, kLost, false);

  add(F::monotonic_ms, "a second on", Act::shift, kS, Harm::if_kept, kLate);
  add(F::monotonic_ms, "a minute on", Act::shift, 60 * kS, Harm::may, kLate);
  add(F::monotonic_ms, "35 years on", Act::shift, int64_t{1} << 40, Harm::may, kLate);
  add(F::monotonic_ms, "a second back", Act::shift, -kS, Harm::may, kLate, false);
  add(F::monotonic_ms, "below zero", Act::shift, -kDayMs, Harm::may, kLate, false);
  add(F::monotonic_ms, "a minute on, and back", Act::dip, 60 * kS, Harm::may, kLate, false);
  add(F::monotonic_ms, "a minute back, and on", Act::dip, -60 * kS, Harm::may, kLate, false);

  add(F::wall_clock_s, "not known", Act::says, -1, Harm::first, kDates);
  add(F::wall_clock_s, "1970", Act::says, 0, Harm::first, kDates);
  add(F::wall_clock_s, "before the build", Act::says, SPAREKEY_BUILD_TIME - 1, Harm::first, kDates);
  add(F::wall_clock_s, "in two years", Act::says, SPAREKEY_BUILD_TIME + 4 * kYearS, Harm::first,
      kDates);
  add(F::wall_clock_s, "the end of time", Act::says, INT64_MAX, Harm::first, kDates);
  add(F::wall_clock_s, "the beginning of time", Act::says, INT64_MIN, Harm::first, kDates, false);

  constexpr Codes kNoRandom = of(Code::entropy_failed);
  add(F::random, "failed", Act::status, kPortFailed, Harm::first, kNoRandom);
  add(F::random, "again", Act::status, kPortAgain, Harm::first, kNoRandom, false);
  add(F::random, "a count", Act::status, 32, Harm::first, kNoRandom, false);
  return all;
}

}  // namespace

const char* name(Function function) {
  constexpr const char* kNames[kFunctions] = {
      "resolve_start", "resolve_result", "resolve_wants", "connect_start", "connect_result", "send",
      "receive",       "wait",           "monotonic_ms",  "wall_clock_s",  "random"};
  return kNames[static_cast<size_t>(function)];
}

const std::vector<Fault>& faults() {
  static const std::vector<Fault> all = make();
  return all;
}

std::string describe(const Strike& strike) {
  return std::string(name(strike.fault->function)) + " " + std::to_string(strike.n) + " says '" +
         strike.fault->name + "'" + (strike.for_good ? ", for good" : "");
}

}  // namespace sparekey::sweep
