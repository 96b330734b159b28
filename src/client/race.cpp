// SPDX-License-Identifier: Apache-2.0
#include "client/race.hpp"

namespace sparekey {

namespace {

constexpr int64_t kAttemptDelayMs = 250;  // RFC 8305 section 5

// RFC 8305 section 4: the families take turns, beginning with that of the best address.
void take_turns(Address* addresses, int count) {
  for (int place = 1; place < count; ++place) {
    int other = place;
    while (other < count && addresses[other].family == addresses[place - 1].family) ++other;
    if (other == count) return;
    const Address address = addresses[other];
    for (; other > place; --other) addresses[other] = addresses[other - 1];
    addresses[place] = address;
  }
}

}  // namespace

void Race::begin(const Port& port, uint16_t tcp_port, int address_count) {
  port_ = &port;
  tcp_port_ = tcp_port;
  count_ = address_count;
  next_ = 0;
  next_at_ms_ = 0;
  take_turns(addresses, count_);
}

void Race::end() {
  for (Attempt& attempt : attempts_)
    if (attempt.handle != kNoHandle) give_up(&attempt);
  if (winner_ != kNoHandle) port_->close(port_->context, winner_);
  winner_ = kNoHandle;
}

Handle Race::take() {
  const Handle winner = winner_;
  winner_ = kNoHandle;
  end();
  return winner;
}

void Race::give_up(Attempt* attempt) {
  port_->close(port_->context, attempt->handle);
  attempt->handle = kNoHandle;
  next_at_ms_ = 0;
}

void Race::start(Attempt* attempt, int64_t now_ms, int64_t deadline_ms) {
  // A silent address may not eat up the time of those behind it. What is left of a day at most fits
  // 32 bits, and divides without a library call for 64.
  const auto left_ms = static_cast<uint32_t>(deadline_ms - now_ms);
  attempt->until_ms = now_ms + left_ms / static_cast<uint32_t>(count_ - next_);
  const int status =
      port_->connect_start(port_->context, &addresses[next_++], tcp_port_, &attempt->handle);
  if (status < kPortAgain) attempt->handle = kNoHandle;
  next_at_ms_ = status < kPortAgain ? 0 : now_ms + kAttemptDelayMs;
}

Progress Race::step(int64_t now_ms, int64_t deadline_ms, Wait* wait) {
  bool any = false;
  for (Attempt& attempt : attempts_) {
    if (attempt.handle == kNoHandle) continue;
    const int result = port_->connect_result(port_->context, attempt.handle);
    if (result == kPortOk) {
      winner_ = attempt.handle;
      attempt.handle = kNoHandle;
      return Progress::done;
    }
    if (result != kPortAgain || (address_left() && now_ms >= attempt.until_ms))
      give_up(&attempt);
    else
      any = true;
  }
  for (Attempt& attempt : attempts_) {
    if (attempt.handle != kNoHandle || !address_left() || now_ms < next_at_ms_) continue;
    start(&attempt, now_ms, deadline_ms);
    return Progress::again;
  }
  if (!any) return Progress::failed;

  for (const Attempt& attempt : attempts_) {
    if (attempt.handle != kNoHandle) wait->add(attempt.handle, false, true);
    if (!address_left()) continue;
    const int64_t wake_ms = attempt.handle == kNoHandle ? next_at_ms_ : attempt.until_ms;
    if (wake_ms < wait->until_ms) wait->until_ms = wake_ms;
  }
  return Progress::want_writable;
}

}  // namespace sparekey
