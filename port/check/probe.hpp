// SPDX-License-Identifier: Apache-2.0
// A port under examination: every call to it passes here, and whatever is wrong with what it
// returns is complained about at once.
#ifndef SPAREKEY_PORT_CHECK_PROBE_HPP
#define SPAREKEY_PORT_CHECK_PROBE_HPP

#include "check.hpp"
#include "peer.hpp"

namespace sparekey::check {

class Probe {
 public:
  Probe(const Port& port, const Options& options) : port_(port), options_(options) {}

  const Options& options() const { return options_; }
  const Port& port() const { return port_; }

  // A case begins, ends by closing what it left open, and is told in one line.
  void begin_case();
  void end_case();
  bool ok() const { return !failed_; }
  bool was_skipped() const { return skipped_; }
  const char* words() const { return words_; }
  bool can_wait() const { return can_wait_; }

  // The first complaint of a case counts; what is said without a complaint, the last. False.
  [[gnu::format(printf, 2, 3)]] bool complain(const char* format, ...);
  [[gnu::format(printf, 2, 3)]] void say(const char* format, ...);
  [[gnu::format(printf, 2, 3)]] void skip(const char* format, ...);

  int64_t now_ms();

  // connect_start. kPortAgain with kNoHandle: not now.
  int start(Behaviour behaviour, Handle* out);
  int result(Handle connection);
  // From memory that changes as soon as the port has returned.
  int send(Handle connection, const void* bytes, size_t size);
  // Into memory with something behind it.
  int receive(Handle connection, void* bytes, size_t size);
  void close(Handle connection);

  // One wait, and the peer's turn. Not after `until_ms`; often earlier.
  void wait(const Interest* interests, int count, int64_t until_ms);
  // Nothing is waited for but the time; or one connection, once.
  void pass(int64_t ms);
  void wait_for(Handle connection, bool readable, bool writable, int64_t until_ms);
  int early_returns() const { return early_; }
  void forget_early_returns() { early_ = 0; }

  // Of two handles, what a client does: begin, wait, ask. Complains unless it is connected in time.
  bool connect(Behaviour behaviour, Handle* out);
  bool send_all(Handle connection, uint32_t seed, uint32_t from, uint32_t to);
  // `piece`: how much is asked for at a time.
  bool receive_all(Handle connection, uint32_t seed, uint32_t from, uint32_t to, size_t piece);
  // Waits while `receive` says kPortAgain, and returns what it says then.
  int receive_end(Handle connection);
  // A round trip over a connection that should be alive.
  bool is_alive(Handle connection, uint32_t seed);

  static constexpr int64_t kPatienceMs = 8000;
  // Nothing that must not wait takes longer each time it is tried. A machine that is busy with
  // other things makes it late now and then; a port that is at fault makes it late always.
  static constexpr int64_t kMostLateMs = 700;
  static constexpr int kTries = 3;

 private:
  static constexpr int kMostOpen = 8;
  static constexpr size_t kMostBytes = 16384;

  bool is_open(Handle handle) const;
  [[gnu::format(printf, 2, 0)]] void vsay(const char* format, __builtin_va_list arguments);

  Port port_;
  Options options_;
  Handle open_[kMostOpen];
  int open_count_ = 0;
  int64_t latest_ms_ = INT64_MIN;
  int early_ = 0;
  bool can_wait_ = true;
  bool failed_ = false;
  bool skipped_ = false;
  char words_[160] = {};
  uint8_t scratch_[kMostBytes + 16];
};

}  // namespace sparekey::check

#endif
