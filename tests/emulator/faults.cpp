// SPDX-License-Identifier: Apache-2.0
#include "faults.hpp"

namespace emulator {

Faults::Faults(std::vector<Fault> faults) {
  for (Fault& fault : faults) faults_.push_back({std::move(fault)});
}

const Fault* Faults::next(const std::string& path) {
  for (auto& [fault, let_by, changed] : faults_) {
    if (fault.path != path) continue;
    if (let_by < fault.after) {
      ++let_by;
      continue;
    }
    if (fault.times && changed >= *fault.times) continue;
    ++changed;
    return &fault;
  }
  return nullptr;
}

}  // namespace emulator
