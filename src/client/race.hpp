// SPDX-License-Identifier: Apache-2.0
// From a host to a TCP connection: Happy Eyeballs (RFC 8305) in a simple form. Addresses are tried
// as they are found. Two attempts at most are under way; the next begins after 250 ms or an error.
// SPAREKEY_HAPPY_EYEBALLS=OFF: one address after the other, in the port's order.
#ifndef SPAREKEY_CLIENT_RACE_HPP
#define SPAREKEY_CLIENT_RACE_HPP

#include "base/origin.hpp"
#include "base/progress.hpp"
#include "sparekey/error.hpp"
#include "sparekey/options.hpp"
#include "sparekey/wait.hpp"

namespace sparekey {

class Race {
 public:
  // False if the name cannot be looked up.
  bool begin(const Port& port, const Origin& to, int64_t now_ms);
  // Ends the lookup and closes every attempt that was not taken.
  void end();

  // `done`: take() the winner, which nobody else closes; `failed`, with code(); `want_writable`,
  // with `*wait` filled in; `again`. A silent address is given up before `deadline_ms` if another
  // is waiting for its turn.
  Progress step(int64_t now_ms, int64_t deadline_ms, Wait* wait);
  Handle take();

  // No address is known yet.
  bool is_resolving() const { return count_ == 0; }
  Code code() const { return is_resolving() ? Code::name_not_resolved : Code::connect_failed; }

 private:
  static constexpr int kMaxAddresses = 6;

  // Milliseconds modulo 2^32, short for a processor of 32 bits. A call lasts a day at most, so the
  // sign of a difference tells which is later.
  using Moment = uint32_t;

  struct Attempt {
    Handle handle = kNoHandle;
    Moment until = 0;  // counts only while addresses are left
  };

  bool address_left() const { return next_ < count_; }
  bool is_new(const Address& address) const;
  // Not inline: a name's buffer must not lie in everybody's frame.
  [[gnu::noinline]] bool begin_lookup(Text name);
  void end_lookup();
  bool collect_addresses();
  void give_up(Attempt* attempt, Moment now);
  void start(Attempt* attempt, Moment now, uint32_t left_ms);

  const Port* port_;
  uint16_t tcp_port_;
  Handle lookup_ = kNoHandle;
  Handle winner_;  // of the last `done`
  int count_;
  int next_;  // the address to be tried next
  Moment next_at_;
  Attempt attempts_[SPAREKEY_HAPPY_EYEBALLS ? 2 : 1];
  Address addresses_[kMaxAddresses];  // in the order they are tried
};

}  // namespace sparekey

#endif
