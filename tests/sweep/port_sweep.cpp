// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "one_case.hpp"
#include "support/random_source.hpp"
#include "sweeps.hpp"

namespace sparekey::sweep {
namespace {

constexpr char kPortPart[] = "port";

class PortSweep {
 public:
  PortSweep(const Scenario& scenario, Tally& tally) : stage_(scenario), tally_(tally) {}

  // Without a fault; how often each function is called.
  std::array<int, kFunctions> run_without() {
    std::array<int, kFunctions> calls{};
    tally_.begin(kPortPart, stage_.scenario.name, "no fault");
    OneCase one(stage_, tally_);
    one.port().arm({});
    Expected expected;
    expected.all_work = true;
    one.run(expected, [&] {
      for (int i = 0; i < kFunctions; ++i)
        calls[static_cast<size_t>(i)] = one.port().calls(static_cast<Function>(i));
      one.port().disarm();
    });
    return calls;
  }

  // Whether all of them struck.
  bool run(const std::vector<Strike>& strikes) {
    std::string what;
    Expected expected;
    expected.all_work = true;
    for (const Strike& strike : strikes) {
      const Fault& fault = *strike.fault;
      what += (what.empty() ? "" : "; and ") + describe(strike);
      expected.codes |= fault.codes;
      const bool harmless =
          fault.harm == Harm::none || (fault.harm == Harm::if_kept && !strike.for_good);
      expected.all_work &= harmless;
      expected.first_fails |= fault.harm >= Harm::first && strike.n == 1 && strike.for_good;
      expected.clock_is_sane &= fault.function != Function::monotonic_ms;
    }
    // An address that never answers takes all the time that the others leave it.
    const auto& hosts = stage_.scenario.hosts;
    if (std::find(hosts.begin(), hosts.end(), test::Host::silent) != hosts.end())
      expected.codes |= of(Code::timed_out);
    tally_.begin(kPortPart, stage_.scenario.name, what);
    OneCase one(stage_, tally_);
    one.port().arm(strikes);
    bool all_struck = true;
    one.run(expected, [&] {
      for (size_t i = 0; i < strikes.size(); ++i) all_struck &= one.port().struck(i);
      one.port().disarm();
    });
    return all_struck;
  }

  // Each fault at the first call of its function, at the second, and so on until there is none.
  void run_all(const Extent& extent) {
    (void)run_without();
    for (const Fault& fault : faults()) {
      if (!is_asked(fault.function)) continue;
      for (const bool for_good : {false, true}) {
        if (for_good && fault.act == Act::dip) continue;
        for (int n = extent.first();
             run({{&fault, n, for_good}}) && extent.goes_on(n) && !tally_.may_stop(); ++n) {
        }
      }
    }
  }

  // Half of them with one fault, half with two.
  void run_sample(int cases, std::mt19937* random) {
    const std::array<int, kFunctions> calls = run_without();
    const auto below = [random](size_t count) {
      return static_cast<size_t>(std::uniform_int_distribution<size_t>(0, count - 1)(*random));
    };
    const auto draw = [&] {
      for (;;) {
        const Fault& fault = faults()[below(faults().size())];
        const int count = calls[static_cast<size_t>(fault.function)];
        if (count == 0 || !is_asked(fault.function)) continue;
        const int n = 1 + static_cast<int>(below(static_cast<size_t>(count)));
        return Strike{&fault, n, fault.act != Act::dip && below(2) == 1};
      }
    };
    for (int i = 0; i < cases && !tally_.may_stop(); ++i) {
      std::vector<Strike> strikes = {draw()};
      if (i % 2 == 1) strikes.push_back(draw());
      (void)run(strikes);
    }
  }

 private:
  static bool is_asked(Function function) {
    return function != Function::random || test::kTlsDrawsFromThePort;
  }

  Stage stage_;
  Tally& tally_;
};

}  // namespace

void sweep_port(Tally& tally, const Extent& extent) {
  for (const Scenario& scenario : scenarios()) {
    if (!extent.includes(std::string(kPortPart) + ": " + scenario.name)) continue;
    PortSweep sweep(scenario, tally);
    std::mt19937 random(extent.seed.value_or(1));
    if (!extent.seed) sweep.run_all(extent);
    sweep.run_sample(extent.cases_each, &random);
  }
}

}  // namespace sparekey::sweep
