// SPDX-License-Identifier: Apache-2.0
// Bytes that come and go.
#include <string.h>

#include "cases.hpp"

namespace sparekey::check {

void check_echo(Probe& probe) {
  constexpr uint32_t kBytes = 20'000;
  constexpr uint32_t kPiece = 1000;
  Handle connection = kNoHandle;
  if (!probe.connect(Behaviour::echo, &connection)) return;
  for (uint32_t at = 0; at < kBytes; at += kPiece)
    if (!probe.send_all(connection, 3, at, at + kPiece) ||
        !probe.receive_all(connection, 3, at, at + kPiece, 333))
      return;
  probe.say("%lu bytes went and came back", static_cast<unsigned long>(kBytes));
}

void check_one_byte(Probe& probe) {
  constexpr uint32_t kBytes = 300;
  Handle connection = kNoHandle;
  if (!probe.connect(Behaviour::echo, &connection)) return;
  for (uint32_t at = 0; at < kBytes; ++at)
    if (!probe.send_all(connection, 5, at, at + 1)) return;
  if (probe.receive_all(connection, 5, 0, kBytes, 1))
    probe.say("%lu sent and received one at a time", static_cast<unsigned long>(kBytes));
}

// Sends until nothing more is taken, and only then reads.
void check_again(Probe& probe) {
  constexpr uint32_t kMostBytes = 4u << 20u;
  static uint8_t bytes[4096];
  Handle connection = kNoHandle;
  if (!probe.connect(Behaviour::echo, &connection)) return;
  uint32_t sent = 0;
  uint32_t received = 0;
  int full = 0;
  bool is_full = false;
  int64_t progress_ms = probe.now_ms();
  // Twice full is enough: the second time after the same bytes were offered again.
  while (probe.ok() && sent < kMostBytes && full < 2) {
    for (uint32_t i = 0; i < sizeof bytes; ++i) bytes[i] = pattern(7, sent + i);
    const int taken = probe.send(connection, bytes, sizeof bytes);
    if (taken > 0) {
      sent += static_cast<uint32_t>(taken);
      is_full = false;
      progress_ms = probe.now_ms();
      continue;
    }
    if (taken != kPortAgain) {
      probe.complain("send returned %d where it should have said kPortAgain", taken);
      return;
    }
    if (!is_full) ++full;
    is_full = true;
    if (full == 2) break;
    // Makes room by reading.
    const uint32_t half = received + (sent - received) / 2;
    if (!probe.receive_all(connection, 7, received, half, 512)) return;
    received = half;
    probe.wait_for(connection, false, true, probe.now_ms() + 500);
    if (probe.now_ms() - progress_ms > Probe::kPatienceMs)
      probe.complain("send kept saying kPortAgain, though half of what it took had come back");
  }
  if (!probe.receive_all(connection, 7, received, sent, 512)) return;
  // Asked to write while nothing is to be read, it must not spin: there is room.
  if (!probe.is_alive(connection, 9)) return;
  probe.say("%s after %lu bytes, and none was lost or doubled", full > 0 ? "said" : "not yet said",
            static_cast<unsigned long>(sent));
}

void check_early(Probe& probe) {
  uint8_t byte = 0;
  Handle connection = kNoHandle;
  int status = probe.start(Behaviour::late, &connection);
  // Without any wait between.
  const int64_t until_ms = probe.now_ms() + Probe::kPatienceMs;
  int asked = 0;
  while (status == kPortAgain && connection != kNoHandle && probe.now_ms() < until_ms) {
    status = probe.result(connection);
    ++asked;
    if (probe.options().step_peer != nullptr) probe.pass(1);
  }
  if (status != kPortOk) {
    probe.complain("connect_result, asked again and again, did not end in kPortOk but in %d",
                   status);
    return;
  }
  if (probe.result(connection) != kPortOk) probe.complain("connect_result took kPortOk back");
  for (int i = 0; i < 3; ++i) {
    const int got = probe.receive(connection, &byte, 1);
    if (got != kPortAgain) probe.complain("receive with nothing to receive returned %d", got);
  }
  if (!probe.send_all(connection, 4, 0, 1)) return;
  int early = 0;
  int got = kPortAgain;
  while (probe.ok() && probe.now_ms() < until_ms) {
    got = probe.receive(connection, &byte, 1);
    if (got != kPortAgain) break;
    ++early;
    if (probe.options().step_peer != nullptr) probe.pass(1);
  }
  if (got != 1 || byte != pattern(4, 0))
    probe.complain("receive, asked again and again, ended in %d instead of the byte", got);
  probe.say("kPortAgain %d times, then what was true", asked + early);
}

void check_silence(Probe& probe) {
  constexpr int64_t kSilenceMs = 150;
  Handle connection = kNoHandle;
  if (!probe.connect(Behaviour::silent, &connection)) return;
  int64_t shortest_ms = INT64_MAX;
  uint8_t byte = 0;
  probe.forget_early_returns();
  for (int i = 0; i < Probe::kTries; ++i) {
    const int64_t begin_ms = probe.now_ms();
    while (probe.ok() && probe.now_ms() < begin_ms + kSilenceMs) {
      probe.wait_for(connection, true, false, begin_ms + kSilenceMs);
      const int got = probe.receive(connection, &byte, 1);
      if (got != kPortAgain) probe.complain("receive returned %d while the peer said nothing", got);
    }
    shortest_ms = least(shortest_ms, probe.now_ms() - begin_ms);
  }
  if (shortest_ms > kSilenceMs + Probe::kMostLateMs)
    probe.complain("wait came back %ld ms late", static_cast<long>(shortest_ms - kSilenceMs));
  if (probe.early_returns() > 100)
    probe.complain("wait found the connection readable %d times, while it was not",
                   probe.early_returns());
  probe.say("waited %d times %ld ms for nothing", Probe::kTries, static_cast<long>(shortest_ms));
}

namespace {

// How long wait takes to see that an idle connection is writable.
void check_writable(Probe& probe, Handle connection) {
  int64_t shortest_ms = INT64_MAX;
  for (int i = 0; i < Probe::kTries && probe.ok(); ++i) {
    const int64_t begin_ms = probe.now_ms();
    probe.wait_for(connection, false, true, begin_ms + 2 * Probe::kMostLateMs);
    shortest_ms = least(shortest_ms, probe.now_ms() - begin_ms);
    if (shortest_ms <= Probe::kMostLateMs) return;
  }
  if (probe.can_wait()) probe.complain("wait did not see that an idle connection is writable");
}

// How long the peer's late answer takes by the port's clock, from before the peer can know of it.
// More if the machine is busy, never less.
int64_t time_answer(Probe& probe, int64_t most_ms) {
  Handle connection = kNoHandle;
  if (!probe.connect(Behaviour::late, &connection)) return most_ms;
  check_writable(probe, connection);
  const int64_t begin_ms = probe.now_ms();
  if (!probe.send_all(connection, 6, 0, 1)) return most_ms;
  probe.forget_early_returns();
  uint8_t byte = 0;
  int got = kPortAgain;
  while (probe.ok() && got == kPortAgain && probe.now_ms() < begin_ms + most_ms) {
    probe.wait_for(connection, true, false, begin_ms + most_ms);
    got = probe.receive(connection, &byte, 1);
  }
  if (got != 1) probe.complain("the peer's byte did not come: receive returned %d", got);
  if (probe.options().step_peer == nullptr && probe.early_returns() > 200)
    probe.complain("wait came back %d times before the answer", probe.early_returns());
  const int64_t took_ms = probe.now_ms() - begin_ms;
  probe.close(connection);
  return took_ms;
}

}  // namespace

// The peer's clock is not the port's: their paces are compared.
void check_wake(Probe& probe) {
  constexpr int64_t kLongMs = 6000;
  int64_t took_ms = INT64_MAX;
  for (int i = 0; i < Probe::kTries && probe.ok() && took_ms > int64_t{kLateMs} * 5; ++i)
    took_ms = least(took_ms, time_answer(probe, kLongMs));
  if (took_ms >= kLongMs)
    probe.complain("wait slept through the peer's answer, until its time was over");
  if (took_ms < kLateMs / 2 || took_ms > int64_t{kLateMs} * 5)
    probe.complain("the peer waited %d ms, and monotonic_ms went on by %ld", kLateMs,
                   static_cast<long>(took_ms));
  probe.say("by an answer after %ld ms", static_cast<long>(took_ms));
}

}  // namespace sparekey::check
