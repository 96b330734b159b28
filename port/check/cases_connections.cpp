// SPDX-License-Identifier: Apache-2.0
// Connections that are made, end, and are ended.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cases.hpp"

namespace sparekey::check {
namespace {

// What the peer's sink saw, or an empty text.
void read_report(Probe& probe, char* out, size_t capacity) {
  size_t count = 0;
  Handle connection = kNoHandle;
  if (probe.connect(Behaviour::report, &connection)) {
    const int64_t until_ms = probe.now_ms() + Probe::kPatienceMs;
    while (count + 1 < capacity && probe.ok() && probe.now_ms() < until_ms) {
      const int got = probe.receive(connection, out + count, capacity - 1 - count);
      if (got > 0)
        count += static_cast<size_t>(got);
      else if (got == kPortAgain)
        probe.wait_for(connection, true, false, until_ms);
      else
        break;
    }
    probe.close(connection);
  }
  out[count] = '\0';
}

}  // namespace

void check_unanswered(Probe& probe) {
  Handle connection = kNoHandle;
  int status = kPortAgain;
  int64_t took_ms = INT64_MAX;
  for (int i = 0; i < Probe::kTries && probe.ok() && took_ms > Probe::kMostLateMs; ++i) {
    if (connection != kNoHandle) probe.close(connection);
    const int64_t from_ms = probe.now_ms();
    status = probe.start(Behaviour::full, &connection);
    took_ms = least(took_ms, probe.now_ms() - from_ms);
  }
  if (took_ms > Probe::kMostLateMs)
    probe.complain("connect_start took %ld ms: it must not wait", static_cast<long>(took_ms));
  const int64_t begin_ms = probe.now_ms();
  while (probe.ok() && status == kPortAgain && probe.now_ms() < begin_ms + 400) {
    probe.wait_for(connection, false, true, begin_ms + 400);
    status = probe.result(connection);
  }
  if (status == kPortFailed) probe.complain("\"not answered yet\" was taken for a refusal");
  if (status == kPortOk) probe.skip("this peer cannot leave a connect unanswered");
  probe.say("kPortAgain for as long as nobody answers, and may be given up");
}

void check_refusal(Probe& probe) {
  Handle connection = kNoHandle;
  const int64_t begin_ms = probe.now_ms();
  int status = probe.start(Behaviour::refused, &connection);
  while (probe.ok() && status == kPortAgain && probe.now_ms() < begin_ms + Probe::kPatienceMs) {
    probe.wait_for(connection, false, true, begin_ms + Probe::kPatienceMs);
    status = probe.result(connection);
  }
  if (status == kPortOk) probe.complain("connected to a TCP port where nobody listens");
  if (status == kPortAgain) probe.complain("the refusal was not noticed");
  probe.say("kPortFailed after %ld ms", static_cast<long>(probe.now_ms() - begin_ms));
}

void check_two(Probe& probe) {
  Handle first = kNoHandle;
  Handle second = kNoHandle;
  if (!probe.connect(Behaviour::echo, &first)) return;
  if (probe.start(Behaviour::echo, &second) == kPortAgain && second == kNoHandle) {
    if (!probe.is_alive(first, 11)) return;
    probe.close(first);
    if (probe.connect(Behaviour::echo, &second) && probe.is_alive(second, 12))
      probe.say("\"not now\" to the second, until the first was closed");
    return;
  }
  if (second != kNoHandle) probe.close(second);
  if (!probe.connect(Behaviour::echo, &second)) return;
  constexpr uint32_t kBytes = 4000;
  constexpr uint32_t kPiece = 400;
  for (uint32_t at = 0; at < kBytes && probe.ok(); at += kPiece) {
    probe.send_all(first, 11, at, at + kPiece);
    probe.send_all(second, 12, at, at + kPiece);
    probe.receive_all(second, 12, at, at + kPiece, 100);
    probe.receive_all(first, 11, at, at + kPiece, 100);
  }
  // Both in one wait.
  const Interest both[] = {{first, true, false}, {second, true, false}};
  if (!probe.send_all(second, 13, 0, 1)) return;
  const int64_t begin_ms = probe.now_ms();
  uint8_t byte = 0;
  int got = kPortAgain;
  while (probe.ok() && got == kPortAgain && probe.now_ms() < begin_ms + 3000) {
    probe.wait(both, 2, begin_ms + 3000);
    got = probe.receive(second, &byte, 1);
  }
  if (got != 1 || (probe.can_wait() && probe.now_ms() - begin_ms >= 3000))
    probe.complain("wait for two connections did not wake for the second");
  probe.close(first);
  if (probe.is_alive(second, 14)) probe.say("each kept its own bytes, and outlived the other");
}

void check_fin(Probe& probe) {
  Handle connection = kNoHandle;
  if (!probe.connect(Behaviour::farewell, &connection)) return;
  // Long enough for all of it, and the FIN behind it, to have come.
  probe.pass(300);
  if (!probe.receive_all(connection, 1, 0, kFarewellBytes, 97)) return;
  uint8_t byte = 0;
  for (int i = 0; i < 3 && probe.ok(); ++i) {
    // Once it has been said there is nothing left to wait for.
    const int got = i == 0 ? probe.receive_end(connection) : probe.receive(connection, &byte, 1);
    if (got != kPortClosed)
      probe.complain("receive behind the FIN returned %d, asked %d times: kPortClosed", got, i + 1);
  }
  // The first one is not closed yet, so its handle is not free.
  Handle next = kNoHandle;
  if (probe.ok() && probe.start(Behaviour::echo, &next) != kPortFailed && next != kNoHandle)
    probe.close(next);
  if (!probe.ok()) return;
  probe.close(connection);
  if (probe.connect(Behaviour::echo, &next) && probe.is_alive(next, 15))
    probe.say("kPortClosed, behind all of the %d bytes before it", kFarewellBytes);
}

void check_reset(Probe& probe) {
  Handle connection = kNoHandle;
  if (!probe.connect(Behaviour::reset, &connection)) return;
  if (!probe.send_all(connection, 16, 0, 1)) return;
  const int got = probe.receive_end(connection);
  if (got != kPortFailed) probe.complain("receive returned %d after a reset: kPortFailed", got);
  const uint8_t byte = 0;
  const int sent = probe.send(connection, &byte, 1);
  if (sent != kPortFailed && sent != kPortClosed)
    probe.complain("send returned %d after a reset: kPortFailed", sent);
  probe.say("kPortFailed, and the program is still alive");
}

void check_close(Probe& probe) {
  char saw[64] = {};
  read_report(probe, saw, sizeof saw);
  // Not the number that the last sink saw.
  const auto bytes = static_cast<uint32_t>(2000 + (strtoul(saw, nullptr, 10) + 1) % 1000);
  int64_t took_ms = INT64_MAX;
  for (int i = 0; i < Probe::kTries && took_ms > Probe::kMostLateMs; ++i) {
    Handle connection = kNoHandle;
    if (!probe.connect(Behaviour::sink, &connection)) return;
    if (!probe.send_all(connection, 17, 0, bytes)) return;
    const int64_t begin_ms = probe.now_ms();
    probe.close(connection);
    took_ms = least(took_ms, probe.now_ms() - begin_ms);
  }
  if (took_ms > Probe::kMostLateMs)
    probe.complain("close took %ld ms: it must not wait", static_cast<long>(took_ms));
  char expected[32];
  (void)snprintf(expected, sizeof expected, "%lu fin", static_cast<unsigned long>(bytes));
  const int64_t until_ms = probe.now_ms() + Probe::kPatienceMs;
  while (probe.ok() && strcmp(saw, expected) != 0 && probe.now_ms() < until_ms) {
    probe.pass(50);
    read_report(probe, saw, sizeof saw);
  }
  if (strcmp(saw, expected) != 0)
    probe.complain("sent %lu bytes and closed; the peer saw \"%s\"",
                   static_cast<unsigned long>(bytes), saw);
  probe.say("the peer got all %lu bytes, and a FIN", static_cast<unsigned long>(bytes));
}

void check_close_while_connecting(Probe& probe) {
  Handle connection = kNoHandle;
  constexpr Behaviour kBehind[] = {Behaviour::full, Behaviour::echo, Behaviour::refused};
  for (const Behaviour behaviour : kBehind) {
    (void)probe.start(behaviour, &connection);
    if (connection != kNoHandle) probe.close(connection);
    if (!probe.connect(Behaviour::echo, &connection)) return;
    // Whatever is still on its way about the one that was given up.
    probe.pass(50);
    if (!probe.is_alive(connection, 18)) return;
    probe.close(connection);
  }
  probe.say("what was given up while connecting leaves the next in peace");
}

void check_close_frees(Probe& probe) {
  constexpr int kConnections = 50;
  for (int i = 0; i < kConnections; ++i) {
    Handle connection = kNoHandle;
    if (!probe.connect(Behaviour::echo, &connection)) {
      probe.say("%d", i);
      return;
    }
    if (i % 10 == 0 && !probe.is_alive(connection, 19)) return;
    probe.close(connection);
  }
  probe.say("%d connections, one after another", kConnections);
}

}  // namespace sparekey::check
