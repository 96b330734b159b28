// SPDX-License-Identifier: Apache-2.0
// Which of a host's addresses takes a connection first: Happy Eyeballs (RFC 8305) in a simple form.
// Two attempts at most are under way; the next begins after 250 ms or an error.
#ifndef SPAREKEY_CLIENT_RACE_HPP
#define SPAREKEY_CLIENT_RACE_HPP

#include "base/progress.hpp"
#include "sparekey/wait.hpp"

namespace sparekey {

class Race {
 public:
  static constexpr int kMaxAddresses = 8;

  void begin(const Port& port, uint16_t tcp_port, int address_count);
  // Closes every attempt that was not taken.
  void end();

  // `done`: take() the winner; `failed`: no address takes the connection; `want_writable`, with
  // `*wait` filled in; `again`. A silent address is given up, before `deadline_ms`, where another
  // waits for its turn.
  Progress step(int64_t now_ms, int64_t deadline_ms, Wait* wait);
  Handle take();

 private:
  struct Attempt {
    Handle handle = kNoHandle;
    int64_t until_ms;  // counts while addresses are left
  };

  bool address_left() const { return next_ < count_; }
  void give_up(Attempt* attempt);
  void start(Attempt* attempt, int64_t now_ms, int64_t deadline_ms);

  const Port* port_;
  uint16_t tcp_port_;
  int count_;
  int next_;  // the address to be tried next
  int64_t next_at_ms_;
  Handle winner_ = kNoHandle;
  Attempt attempts_[2];

 public:
  // Best first; begin() puts them into the order they are tried in.
  Address addresses[kMaxAddresses];
};

}  // namespace sparekey

#endif
