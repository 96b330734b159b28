// SPDX-License-Identifier: Apache-2.0
// Whether what a call claims is what the service's log says.
#ifndef SPAREKEY_TESTS_SOAK_TRUTH_HPP
#define SPAREKEY_TESTS_SOAK_TRUTH_HPP

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "sparekey/sparekey.hpp"

namespace soak {

// Throws, with `what` and `seen`, unless it holds.
void require(bool holds, const std::string& what, const std::vector<nlohmann::json>& seen);

// Counted over all calls.
struct Tally {
  int calls = 0;
  int answered = 0;
  int unknown = 0;
  int not_sent = 0;
  int requests = 0;  // in the service's log
};

// `seen`: the requests that arrived from the beginning of the call to its end. `path`: its own.
// Whether the service did what it asked.
bool compare(const sparekey::Result& result, const std::string& path, bool tells_all,
             const std::vector<nlohmann::json>& seen, Tally* tally);

}  // namespace soak

#endif
