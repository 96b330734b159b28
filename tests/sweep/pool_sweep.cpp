// SPDX-License-Identifier: Apache-2.0
#include "sparekey/options.hpp"
#include "sweeps.hpp"

#ifdef SPAREKEY_HAS_POOL
#include <stdint.h>

#include <map>
#include <utility>

#include "one_case.hpp"
#include "sparekey/pool.hpp"

namespace {

// Of mbedTLS's allocations.
struct {
  bool counted = false;
  int calls = 0;
  int fails_at = 0;  // 1: the first; 0: none
  bool for_good = false;
  bool struck = false;
} g_allocations;

bool strikes_now() {
  auto& all = g_allocations;
  if (!all.counted) return false;
  const int call = ++all.calls;
  return all.fails_at > 0 && (call == all.fails_at || (all.for_good && call > all.fails_at));
}

}  // namespace

// The linker leads all of mbedTLS's calls here (--wrap). What fails is refused by the pool itself,
// which has not so much.
extern "C" {
void* __real_mbedtls_calloc(size_t count, size_t size);
void* __wrap_mbedtls_calloc(size_t count, size_t size);
void* __wrap_mbedtls_calloc(size_t count, size_t size) {
  if (!strikes_now()) return __real_mbedtls_calloc(count, size);
  g_allocations.struck = true;
  return __real_mbedtls_calloc(1, SIZE_MAX / 8);
}
}

namespace sparekey::sweep {
namespace {

constexpr char kPoolPart[] = "pool";
constexpr size_t kLostCiphers = 1200;

class PoolSweep {
 public:
  PoolSweep(const Scenario& scenario, Tally& tally) : stage_(scenario), tally_(tally) {
    (void)run(0, false);
    allocations_ = g_allocations.calls;
    bytes_ = pool_statistics().bytes;
  }

  // How many there are before the first request.
  int before_request() const { return before_request_; }

  // Whether the n-th allocation was asked for.
  bool run(int n, bool for_good) {
    Expected expected;
    expected.all_work = n == 0;
    expected.codes = of(Code::out_of_memory);
    tally_.begin(kPoolPart, name_of(stage_.scenario),
                 "allocation " + std::to_string(n) + (for_good ? ", for good" : ""));
    g_allocations = {true, 0, n, for_good, false};
    {
      OneCase one(stage_, tally_);
      one.on_first_request = [&] {
        if (n == 0) before_request_ = g_allocations.calls;
      };
      one.run(expected, [] { g_allocations.counted = false; });
    }
    if (g_allocations.struck) tally_.struck("mbedtls_calloc");
    // When its keys for TLS 1.3 are half made, 3.6 forgets the ciphers it has set up (SECURITY.md).
    const size_t most_lost = stage_.scenario.tls_version == TLS1_3_VERSION ? kLostCiphers : 0;
    const size_t bytes = pool_statistics().bytes;
    tally_.promise("mbedTLS gives back what it took",
                   n == 0 || (bytes >= bytes_ && bytes - bytes_ <= most_lost),
                   std::to_string(bytes) + " bytes are used");
    bytes_ = bytes;
    return g_allocations.struck;
  }

  // From the one behind `done` on.
  void run_all(const Extent& extent, int done) {
    for (const bool for_good : {false, true})
      for (int n = extent.at > 0 ? extent.at : done + 1;
           run(n, for_good) && extent.goes_on(n) && !tally_.may_stop(); ++n) {
      }
  }

  void run_sample(int cases, std::mt19937* random) {
    std::uniform_int_distribution<int> any(1, allocations_);
    for (int i = 0; i < cases && !tally_.may_stop(); ++i) (void)run(any(*random), i % 2 == 1);
  }

  static std::string name_of(const Scenario& scenario) {
    return std::string(scenario.name) +
           (scenario.trust != Trust::good && scenario.tls_version == TLS1_3_VERSION ? ", TLS 1.3"
                                                                                    : "") +
           (scenario.keys == test::KeyKind::p256 ? ", P-256" : "");
  }

 private:
  Stage stage_;
  Tally& tally_;
  int allocations_ = 0;
  int before_request_ = 0;
  size_t bytes_ = 0;
};

// What a connection allocates is swept once for all scenarios that begin alike: to the library they
// are the same until there is a request. Should one of them allocate otherwise, it is swept whole.
class Beginnings {
 public:
  int done(const Scenario& scenario, int before_request) {
    int& known = known_[{scenario.tls_version, scenario.keys}];
    if (scenario.begins_alike) return known == before_request ? known : 0;
    if (is_model(scenario)) known = before_request;
    return 0;
  }
  static bool is_model(const Scenario& scenario) {
    return std::string(scenario.name).find("plain password") == 0;
  }

 private:
  std::map<std::pair<int, test::KeyKind>, int> known_;
};

}  // namespace

void sweep_pool(Tally& tally, const Extent& extent) {
  std::vector<Scenario> all = scenarios();
  for (const Scenario& refused : refused_servers()) all.push_back(refused);
  Beginnings beginnings;
  for (const test::KeyKind keys : keys_of(extent))
    for (Scenario scenario : all) {
      scenario.keys = keys;
      if (!extent.includes(std::string(kPoolPart) + ": " + PoolSweep::name_of(scenario))) continue;
      // What happens before TLS does without mbedTLS.
      if (scenario.hosts.size() > 1 || scenario.most_per_call != SIZE_MAX) continue;
      PoolSweep sweep(scenario, tally);
      std::mt19937 random(extent.seed.value_or(1));
      if (extent.draws(keys))
        sweep.run_sample(extent.cases_each, &random);
      else
        sweep.run_all(extent, beginnings.done(scenario, sweep.before_request()));
    }
}

}  // namespace sparekey::sweep

#else

namespace sparekey::sweep {

void sweep_pool(Tally& tally, const Extent&) {
  tally.skip("pool", "mbedTLS has no pool in this build; build/sweep/fault_sweep is one that has");
}

}  // namespace sparekey::sweep
#endif
