// SPDX-License-Identifier: Apache-2.0
#include "client/race.hpp"

namespace sparekey {

namespace {

constexpr uint32_t kAttemptDelayMs = 250;  // RFC 8305 section 5

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

bool is_before(uint32_t a, uint32_t b) { return static_cast<int32_t>(a - b) < 0; }

}  // namespace

bool Race::begin(const Port& port, const Origin& to, int64_t now_ms) {
  port_ = &port;
  tcp_port_ = to.tcp_port;
  count_ = 0;
  next_ = 0;
  next_at_ = static_cast<Moment>(now_ms);
  // A port that knows of no scopes writes none. An empty Address is all zeros.
  memset(static_cast<void*>(addresses_), 0, sizeof addresses_);
  if (to.address.family == 0) return begin_lookup(to.host);
  addresses_[count_++] = to.address;
  return true;
}

void Race::end() {
  end_lookup();
  for (Attempt& attempt : attempts_)
    if (attempt.handle != kNoHandle) give_up(&attempt, 0);
}

Handle Race::take() {
  end();
  return winner_;
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
    const Address* address = addresses_ + before;
    int found =
        port_->resolve_result(port_->context, lookup_, addresses_ + before, kMaxAddresses - before);
    if (found == kPortAgain) break;
    for (; found > 0; --found, ++address)
      if (is_new(*address)) addresses_[count_++] = *address;
    if (count_ == before || count_ == kMaxAddresses) end_lookup();
  }
  return count_ > known;
}

void Race::give_up(Attempt* attempt, Moment now) {
  port_->close(port_->context, attempt->handle);
  attempt->handle = kNoHandle;
  next_at_ = now;
}

void Race::start(Attempt* attempt, Moment now, uint32_t left_ms) {
  attempt->until = now + left_ms / static_cast<uint32_t>(count_ - next_);
  const int status =
      port_->connect_start(port_->context, &addresses_[next_], tcp_port_, &attempt->handle);
  if (status < kPortAgain) attempt->handle = kNoHandle;
  next_at_ = status < kPortAgain ? now : now + kAttemptDelayMs;
  // "Not now": the port has no connection to spare, and this address keeps its turn.
  if (status != kPortAgain || attempt->handle != kNoHandle) ++next_;
}

Progress Race::step(int64_t now_ms, int64_t deadline_ms, Wait* wait) {
  const auto now = static_cast<Moment>(now_ms);
  const auto left_ms = static_cast<uint32_t>(deadline_ms - now_ms);
  if (collect_addresses()) {
    const int last = next_ > 0 ? next_ - 1 : 0;  // the one tried last has had its turn
    if (SPAREKEY_HAPPY_EYEBALLS) take_turns(addresses_ + last, count_ - last);
    // A silent address must not use up the time of those behind it.
    const Moment until = now + left_ms / static_cast<uint32_t>(count_ - next_ + 1);
    for (Attempt& attempt : attempts_)
      if (is_before(until, attempt.until)) attempt.until = until;
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
    if (result != kPortAgain || (address_left() && !is_before(now, attempt.until)))
      give_up(&attempt, now);
    else
      any = true;
  }
  for (Attempt& attempt : attempts_) {
    if (attempt.handle != kNoHandle || !address_left() || is_before(now, next_at_)) continue;
    start(&attempt, now, left_ms);
    return Progress::again;
  }
  if (!any && !address_left()) return Progress::failed;

  if (lookup_ != kNoHandle)
    wait->count += port_->resolve_wants(port_->context, lookup_, wait->interests + wait->count,
                                        Wait::kCapacity - wait->count, &wait->until_ms);
  for (const Attempt& attempt : attempts_) {
    if (attempt.handle != kNoHandle) wait->add(attempt.handle, false, true);
    if (!address_left()) continue;
    const Moment wake = attempt.handle == kNoHandle ? next_at_ : attempt.until;
    const int64_t wake_ms = now_ms + static_cast<int32_t>(wake - now);
    if (wake_ms < wait->until_ms) wait->until_ms = wake_ms;
  }
  return Progress::want_writable;
}

}  // namespace sparekey
