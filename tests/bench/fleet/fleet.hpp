// SPDX-License-Identifier: Apache-2.0
// A fleet of devices after an outage, in simulated time. At each device one person recovers an
// account: asks for a passcode, reads it, enters it, and sets a password.
#ifndef SPAREKEY_BENCH_FLEET_FLEET_HPP
#define SPAREKEY_BENCH_FLEET_FLEET_HPP

#include <functional>
#include <vector>

#include "policy.hpp"
#include "recoveries.hpp"
#include "service.hpp"

namespace fleet {

struct Scenario {
  uint32_t devices = 0;
  Policy policy;
  ServiceRules service;
  uint64_t seed = 1;
  int64_t give_up_ms = int64_t{24} * 3'600'000;  // the simulation, not the people
};

// One call as it went, for whoever compares.
struct Event {
  int64_t now_ms;
  uint32_t device;
  Call call;
  Told told;
};

struct Report {
  std::vector<uint32_t> load;         // requests and attempts to connect, second by second from 0
  std::vector<uint32_t> let_through;  // requests, in the second before each of these
  std::vector<uint32_t> seconds_waited;  // by those who are done, in ascending order
  int64_t end_s = 0;                     // the last one is done, or the simulation gave up
  uint64_t messages = 0, messages_twice = 0, refused_too_soon = 0, codes_expired = 0;

  uint32_t peak_from(int64_t second) const;  // of the load
  uint32_t waited(unsigned percent) const;   // by so many of those who are done
};

Report simulate(const Scenario& scenario, Recoveries& recoveries,
                const std::function<void(const Event&)>& on_event = nullptr);
Report simulate(const Scenario& scenario);  // with ModelledRecoveries

}  // namespace fleet

#endif
