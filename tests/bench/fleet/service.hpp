// SPDX-License-Identifier: Apache-2.0
// The service of a simulated fleet: an outage, a limit, and the rules about passcodes.
#ifndef SPAREKEY_BENCH_FLEET_SERVICE_HPP
#define SPAREKEY_BENCH_FLEET_SERVICE_HPP

#include <stdint.h>

#include <vector>

namespace fleet {

enum class Call : uint8_t { send, verify, reset };

// What becomes of a request. `lost`: no answer comes, whether the service acted or not.
enum class Answer : uint8_t {
  ok,
  refused_connection,
  lost,
  throttled,
  too_soon,
  expired,
  no_token
};

struct ServiceRules {
  int64_t outage_ms = 120'000;        // begins at 0
  int64_t requests_per_second = 300;  // more are throttled
  bool limits_sending_alone = false;  // to a third of it; whoever has a passcode is let through
  int64_t retry_after_s = 1;          // what those are told
};

class Service {
 public:
  Service(const ServiceRules& rules, uint32_t devices) : rules_(rules), accounts_(devices) {}

  // Whether every request of this moment will get `*answer`, whatever it is about.
  bool turns_all_away(int64_t now_ms, Answer* answer);
  Answer take(Call call, uint32_t device, int64_t now_ms);

  bool has_message(uint32_t device) const { return accounts_[device].messages > 0; }

  uint64_t messages = 0;
  uint64_t messages_twice = 0;  // of them, while an earlier one was still good
  uint64_t refused_too_soon = 0;
  uint64_t codes_expired = 0;  // that were entered too late
  uint64_t let_through = 0;    // requests

 private:
  struct Account {
    int32_t message_at_ms;
    int32_t code_ends_at_ms;  // 0: none is good
    int32_t token_ends_at_ms;
    uint32_t messages;
  };
  Answer act(Call call, Account& account, int32_t now_ms);

  const ServiceRules rules_;
  std::vector<Account> accounts_;
  int64_t refilled_at_ms_ = 0;
  int64_t thousandths_ = 0;  // of requests that may pass
};

}  // namespace fleet

#endif
