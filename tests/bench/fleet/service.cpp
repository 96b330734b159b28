// SPDX-License-Identifier: Apache-2.0
#include "service.hpp"

#include <algorithm>

namespace fleet {
namespace {

constexpr int32_t kCooldownMs = 60'000;  // between two messages to one address
constexpr int32_t kCodeLifetimeMs = 300'000;
constexpr int32_t kTokenLifetimeMs = 300'000;

}  // namespace

// A bucket of tokens that holds one second's worth.
bool Service::turns_all_away(int64_t now_ms, Answer* answer) {
  if (now_ms < 0) return false;
  if (now_ms < rules_.outage_ms) {
    *answer = Answer::refused_connection;
    return true;
  }
  const int64_t most = rules_.requests_per_second * 1000;
  const int64_t passed_ms = now_ms - refilled_at_ms_;
  thousandths_ = std::min(thousandths_ + passed_ms * rules_.requests_per_second, most);
  refilled_at_ms_ = now_ms;
  *answer = Answer::throttled;
  return !rules_.limits_sending_alone && thousandths_ < 1000;
}

Answer Service::take(Call call, uint32_t device, int64_t now_ms) {
  Account& account = accounts_[device];
  // What was under way when the outage began: the service had acted upon every other request.
  if (now_ms < 0) {
    if (device % 2 == 0) act(call, account, static_cast<int32_t>(now_ms));
    return Answer::lost;
  }
  Answer answer = Answer::ok;
  if (turns_all_away(now_ms, &answer)) return answer;
  // Behind each passcode two more requests will follow.
  const int64_t price = !rules_.limits_sending_alone ? 1000 : call == Call::send ? 3000 : 0;
  if (thousandths_ < price) return Answer::throttled;
  thousandths_ -= price;
  ++let_through;
  return act(call, account, static_cast<int32_t>(now_ms));
}

Answer Service::act(Call call, Account& account, int32_t now_ms) {
  switch (call) {
    case Call::send:
      if (account.messages > 0) {
        if (now_ms < account.message_at_ms + kCooldownMs) {
          ++refused_too_soon;
          return Answer::too_soon;
        }
        if (now_ms < account.code_ends_at_ms) ++messages_twice;
      }
      ++messages;
      ++account.messages;
      account.message_at_ms = now_ms;
      account.code_ends_at_ms = now_ms + kCodeLifetimeMs;
      return Answer::ok;
    case Call::verify:
      if (now_ms >= account.code_ends_at_ms) {
        ++codes_expired;
        return Answer::expired;
      }
      account.code_ends_at_ms = 0;
      account.token_ends_at_ms = now_ms + kTokenLifetimeMs;
      return Answer::ok;
    case Call::reset:
      return now_ms < account.token_ends_at_ms ? Answer::ok : Answer::no_token;
  }
  return Answer::ok;
}

}  // namespace fleet
