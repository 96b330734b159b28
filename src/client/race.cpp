// SPDX-License-Identifier: Apache-2.0
#include "client/race.hpp"

#include "base/place.hpp"

namespace sparekey {

namespace {

constexpr int64_t kAttemptDelayMs = 250;  // RFC 8305 section 5

// RFC 8305 section 4: the families take turns, beginning with that of the first address.
void take_turns(Address* addresses, int count) {
  for (int place = 1; place < count; ++place) {
    int other = place;
    while (other < count && addresses[other].family == addresses[place - 1].family) ++other;
    if (other == count) return;
    const Address address = addresses[other];
    memmove(&addresses[place + 1], &addresses[place],
            static_cast<size_t>(other - place) * sizeof address);
    addresses[place] = address;
  }
}

// One of `sharers` equal parts of the time that is left, from now on.
int64_t share_end_ms(int64_t now_ms, int64_t deadline_ms, int sharers) {
  // A day at most is left, which fits 32 bits and divides without a library call for 64.
  const auto left_ms = static_cast<uint32_t>(deadline_ms - now_ms);
  return now_ms + left_ms / static_cast<uint32_t>(sharers);
}

}  // namespace

bool Race::begin(const Port& port, const Origin& to) {
  port_ = &port;
  tcp_port_ = to.tcp_port;
  count_ = 0;
  next_ = 0;
  next_at_ms_ = 0;
  // A port that knows of no scopes writes none.
  for (Address& address : addresses_) reset(&address);
  if (to.address.family == 0) return begin_lookup(to.host);
  addresses_[count_++] = to.address;
  return true;
}

void Race::end() {
  end_lookup();
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

bool Race::begin_lookup(Text name) {
  char terminated[254] = {};
  memcpy(terminated, name.data(), name.size());
  if (port_->resolve_start(port_->context, terminated, &lookup_) == kPortOk) return true;
  lookup_ = kNoHandle;
  return false;
}

void Race::end_lookup() {
  if (lookup_ != kNoHandle) port_->resolve_end(port_->context, lookup_);
  lookup_ = kNoHandle;
}

bool Race::is_new(const Address& address) const {
  const size_t size = address.family == 4 ? 4 : 16;
  for (int i = 0; i < count_; ++i)
    if (addresses_[i].family == address.family && addresses_[i].scope == address.scope &&
        memcmp(addresses_[i].bytes, address.bytes, size) == 0)
      return false;
  return true;
}

// Takes what the lookup has found since, and ends it when that was all. Whether there is a new one.
bool Race::collect_addresses() {
  const int known = count_;
  while (lookup_ != kNoHandle) {
    const int before = count_;
    const int found =
        port_->resolve_result(port_->context, lookup_, addresses_ + before, kMaxAddresses - before);
    if (found == kPortAgain) break;
    for (int i = 0; i < found; ++i) {
      const Address& address = addresses_[before + i];
      if (is_new(address)) addresses_[count_++] = address;
    }
    if (count_ == before || count_ == kMaxAddresses) end_lookup();
  }
  return count_ > known;
}

// A silent address must not use up the time of those behind it.
void Race::share_time(int64_t now_ms, int64_t deadline_ms) {
  const int64_t until_ms = share_end_ms(now_ms, deadline_ms, count_ - next_ + 1);
  for (Attempt& attempt : attempts_)
    if (until_ms < attempt.until_ms) attempt.until_ms = until_ms;
}

void Race::give_up(Attempt* attempt) {
  port_->close(port_->context, attempt->handle);
  attempt->handle = kNoHandle;
  next_at_ms_ = 0;
}

void Race::start(Attempt* attempt, int64_t now_ms, int64_t deadline_ms) {
  attempt->until_ms = share_end_ms(now_ms, deadline_ms, count_ - next_);
  const int status =
      port_->connect_start(port_->context, &addresses_[next_], tcp_port_, &attempt->handle);
  if (status < kPortAgain) attempt->handle = kNoHandle;
  next_at_ms_ = status < kPortAgain ? 0 : now_ms + kAttemptDelayMs;
  // "Not now": the port has no connection to spare, and this address keeps its turn.
  if (status != kPortAgain || attempt->handle != kNoHandle) ++next_;
}

Progress Race::step(int64_t now_ms, int64_t deadline_ms, Wait* wait) {
  if (collect_addresses()) {
    const int last = next_ > 0 ? next_ - 1 : 0;  // the one tried last has had its turn
    if (SPAREKEY_HAPPY_EYEBALLS) take_turns(addresses_ + last, count_ - last);
    share_time(now_ms, deadline_ms);
  }
  bool any = lookup_ != kNoHandle;
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
  if (!any && !address_left()) return Progress::failed;

  if (lookup_ != kNoHandle)
    wait->count += port_->resolve_wants(port_->context, lookup_, wait->interests + wait->count,
                                        Wait::kCapacity - wait->count, &wait->until_ms);
  for (const Attempt& attempt : attempts_) {
    if (attempt.handle != kNoHandle) wait->add(attempt.handle, false, true);
    if (!address_left()) continue;
    const int64_t wake_ms = attempt.handle == kNoHandle ? next_at_ms_ : attempt.until_ms;
    if (wake_ms < wait->until_ms) wait->until_ms = wake_ms;
  }
  return Progress::want_writable;
}

}  // namespace sparekey
