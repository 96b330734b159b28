// SPDX-License-Identifier: Apache-2.0
#include "recoveries.hpp"

#include <algorithm>

namespace fleet {
namespace {

using sparekey::Advice;
using sparekey::Code;
using sparekey::Delivery;
using sparekey::Step;

struct Reading {
  Code code;
  Delivery delivery;
};

// What the Client makes of it, and Recovery hides: the same for any account.
Reading read(Answer answer) {
  switch (answer) {
    case Answer::ok:
    case Answer::too_soon:
      return {Code::ok, Delivery::answered};
    case Answer::refused_connection:
      return {Code::connect_failed, Delivery::not_sent};
    case Answer::lost:
      return {Code::timed_out, Delivery::unknown};
    case Answer::throttled:
      return {Code::too_many_requests, Delivery::answered};
    case Answer::expired:
      return {Code::passcode_rejected, Delivery::answered};
    case Answer::no_token:
      break;
  }
  return {Code::token_rejected, Delivery::answered};
}

}  // namespace

Told ModelledRecoveries::conclude(uint32_t device, Call call, Answer answer, int64_t retry_after_s,
                                  int64_t end_ms) {
  Path& path = paths_[device];
  const auto [code, delivery] = read(answer);
  const Advice advice = sparekey::advice_for(code, delivery);
  Told told = {code, delivery, advice, path.step, -1, 0};
  if (code == Code::too_many_requests) told.retry_after_s = retry_after_s;
  switch (call) {
    case Call::send:
      if (code != Code::ok && delivery != Delivery::unknown) break;
      path.may_send_at_ms = static_cast<int32_t>(end_ms + sparekey::kCodeCooldownS * 1000);
      path.step = Step::code;
      break;
    case Call::verify:
      if (code == Code::ok) path.step = Step::password;
      if (advice == Advice::start_over) path.step = Step::identify;
      break;
    case Call::reset:
      if (advice == Advice::start_over) path.step = Step::identify;
      if (code == Code::ok) path.step = Step::done;
      break;
  }
  told.step = path.step;
  told.cooldown_ms = std::max<int64_t>(path.may_send_at_ms - end_ms, 0);
  return told;
}

}  // namespace fleet
