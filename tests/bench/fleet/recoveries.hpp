// SPDX-License-Identifier: Apache-2.0
// What each device makes of an answer. ModelledRecoveries says what the library's Recovery would,
// in 8 bytes a device; agreement_test.cpp runs Recovery itself beside it.
#ifndef SPAREKEY_BENCH_FLEET_RECOVERIES_HPP
#define SPAREKEY_BENCH_FLEET_RECOVERIES_HPP

#include <vector>

#include "service.hpp"
#include "sparekey/recovery.hpp"

namespace fleet {

constexpr int64_t kTimeoutMs = 30'000;  // Config::timeout_ms, until a lost answer is given up

struct Told {
  sparekey::Code code;
  sparekey::Delivery delivery;
  sparekey::Advice advice;
  sparekey::Step step;  // that the person is at now
  int64_t retry_after_s;
  int64_t cooldown_ms;
};

class Recoveries {
 public:
  virtual ~Recoveries() = default;
  virtual Told conclude(uint32_t device, Call call, Answer answer, int64_t retry_after_s,
                        int64_t end_ms) = 0;
};

class ModelledRecoveries : public Recoveries {
 public:
  explicit ModelledRecoveries(uint32_t devices) : paths_(devices) {}
  Told conclude(uint32_t device, Call call, Answer answer, int64_t retry_after_s,
                int64_t end_ms) override;

 private:
  struct Path {
    int32_t may_send_at_ms;
    sparekey::Step step;
  };
  std::vector<Path> paths_;
};

}  // namespace fleet

#endif
