// SPDX-License-Identifier: Apache-2.0
#include "probe.hpp"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

namespace sparekey::check {
namespace {

constexpr uint8_t kCanary = 0xC5;
constexpr size_t kCanaries = 16;

}  // namespace

void Probe::begin_case() {
  failed_ = skipped_ = false;
  words_[0] = '\0';
  early_ = 0;
}

void Probe::end_case() {
  while (open_count_ > 0) close(open_[open_count_ - 1]);
}

void Probe::vsay(const char* format, va_list arguments) {
  // NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): every caller has started it.
  (void)vsnprintf(words_, sizeof words_, format, arguments);
}

// NOLINTBEGIN(cert-dcl50-cpp): printf's arguments; the compiler holds them to the format.

bool Probe::complain(const char* format, ...) {
  if (failed_) return false;
  failed_ = true;
  va_list arguments;
  va_start(arguments, format);
  vsay(format, arguments);
  va_end(arguments);
  return false;
}

void Probe::say(const char* format, ...) {
  if (failed_ || skipped_) return;
  va_list arguments;
  va_start(arguments, format);
  vsay(format, arguments);
  va_end(arguments);
}

void Probe::skip(const char* format, ...) {
  if (failed_) return;
  skipped_ = true;
  va_list arguments;
  va_start(arguments, format);
  vsay(format, arguments);
  va_end(arguments);
}
// NOLINTEND(cert-dcl50-cpp)

int64_t Probe::now_ms() {
  const int64_t now_ms = port_.monotonic_ms(port_.context);
  if (now_ms < latest_ms_)
    complain("monotonic_ms went back by %ld ms", static_cast<long>(latest_ms_ - now_ms));
  else
    latest_ms_ = now_ms;
  return latest_ms_;
}

bool Probe::is_open(Handle handle) const {
  for (int i = 0; i < open_count_; ++i)
    if (open_[i] == handle) return true;
  return false;
}

int Probe::start(Behaviour behaviour, Handle* out) {
  *out = kNoHandle;
  const auto tcp_port =
      static_cast<uint16_t>(options_.first_tcp_port + static_cast<int>(behaviour));
  const int status = port_.connect_start(port_.context, &options_.peer, tcp_port, out);
  (void)now_ms();
  if (status == kPortFailed) return status;
  if (status != kPortOk && status != kPortAgain) {
    complain("connect_start returned %d: kPortOk, kPortAgain or kPortFailed", status);
    return kPortFailed;
  }
  if (*out == kNoHandle) {
    if (status == kPortOk) complain("connect_start said kPortOk without a handle");
    return status;
  }
  if (*out < 0) complain("connect_start gave the handle %d: never negative", *out);
  if (is_open(*out))
    complain("connect_start gave the handle %d, whose connection was not closed yet", *out);
  if (open_count_ < kMostOpen) open_[open_count_++] = *out;
  return status;
}

int Probe::result(Handle connection) {
  const int status = port_.connect_result(port_.context, connection);
  (void)now_ms();
  if (status == kPortOk || status == kPortAgain || status == kPortFailed) return status;
  complain("connect_result returned %d: kPortOk, kPortAgain or kPortFailed", status);
  return kPortFailed;
}

int Probe::send(Handle connection, const void* bytes, size_t size) {
  if (size > kMostBytes) size = kMostBytes;
  memcpy(scratch_, bytes, size);
  const int sent = port_.send(port_.context, connection, scratch_, size);
  (void)now_ms();
  // A port that keeps the pointer sends this.
  memset(scratch_, 0xEE, size);
  if (sent == kPortAgain || sent == kPortClosed || sent == kPortFailed) return sent;
  if (sent > 0 && static_cast<size_t>(sent) <= size) return sent;
  complain("send of %lu bytes returned %d", static_cast<unsigned long>(size), sent);
  return kPortFailed;
}

int Probe::receive(Handle connection, void* bytes, size_t size) {
  if (size > kMostBytes) size = kMostBytes;
  memset(scratch_, kCanary, size + kCanaries);
  const int got = port_.receive(port_.context, connection, scratch_, size);
  (void)now_ms();
  for (size_t i = 0; i < kCanaries; ++i)
    if (scratch_[size + i] != kCanary)
      complain("receive of %lu bytes wrote behind them", static_cast<unsigned long>(size));
  if (got == kPortAgain || got == kPortClosed || got == kPortFailed) return got;
  if (got > 0 && static_cast<size_t>(got) <= size) {
    memcpy(bytes, scratch_, static_cast<size_t>(got));
    return got;
  }
  complain("receive of %lu bytes returned %d", static_cast<unsigned long>(size), got);
  return kPortFailed;
}

void Probe::close(Handle connection) {
  for (int i = 0; i < open_count_; ++i) {
    if (open_[i] != connection) continue;
    port_.close(port_.context, connection);
    open_[i] = open_[--open_count_];
    return;
  }
}

void Probe::wait(const Interest* interests, int count, int64_t until_ms) {
  constexpr int64_t kSliceMs = 10;
  if (options_.step_peer != nullptr) {
    options_.step_peer(options_.step_context);
    const int64_t slice_ms = now_ms() + kSliceMs;
    if (slice_ms < until_ms) until_ms = slice_ms;
  }
  if (!can_wait_) return;
  const int status = port_.wait(port_.context, interests, count, until_ms);
  if (status == kPortNotImplemented)
    can_wait_ = false;
  else if (status != kPortOk)
    complain("wait returned %d: kPortOk, ready or not", status);
  if (now_ms() < until_ms) ++early_;
}

void Probe::pass(int64_t ms) {
  const int64_t until_ms = now_ms() + ms;
  while (ok() && now_ms() < until_ms) wait(nullptr, 0, until_ms);
}

void Probe::wait_for(Handle connection, bool readable, bool writable, int64_t until_ms) {
  const Interest interest{connection, readable, writable};
  wait(&interest, 1, until_ms);
}

bool Probe::connect(Behaviour behaviour, Handle* out) {
  const int64_t until_ms = now_ms() + kPatienceMs;
  int status = start(behaviour, out);
  while (status == kPortAgain && ok()) {
    if (now_ms() >= until_ms)
      return complain(*out == kNoHandle ? "connect_start kept saying \"not now\""
                                        : "the connection was not made in time");
    if (*out == kNoHandle) {
      pass(50);
      status = start(behaviour, out);
      continue;
    }
    wait_for(*out, false, true, until_ms);
    status = result(*out);
  }
  if (ok() && status != kPortOk) return complain("no connection to the peer could be made");
  return ok();
}

bool Probe::send_all(Handle connection, uint32_t seed, uint32_t from, uint32_t to) {
  uint8_t bytes[512];
  int64_t until_ms = now_ms() + kPatienceMs;
  while (ok() && from < to) {
    uint32_t size = to - from;
    if (size > sizeof bytes) size = sizeof bytes;
    for (uint32_t i = 0; i < size; ++i) bytes[i] = pattern(seed, from + i);
    const int sent = send(connection, bytes, size);
    if (sent > 0) {
      from += static_cast<uint32_t>(sent);
      until_ms = now_ms() + kPatienceMs;
    } else if (sent != kPortAgain) {
      return complain("send returned %d while the peer was listening", sent);
    } else if (now_ms() >= until_ms) {
      return complain("send kept saying kPortAgain");
    } else {
      wait_for(connection, false, true, until_ms);
    }
  }
  return ok();
}

bool Probe::receive_all(Handle connection, uint32_t seed, uint32_t from, uint32_t to,
                        size_t piece) {
  uint8_t bytes[512];
  int64_t until_ms = now_ms() + kPatienceMs;
  while (ok() && from < to) {
    size_t size = to - from < piece ? to - from : piece;
    if (size > sizeof bytes) size = sizeof bytes;
    const int got = receive(connection, bytes, size);
    if (got == kPortAgain) {
      if (now_ms() >= until_ms)
        return complain("%lu bytes of the peer's did not come",
                        static_cast<unsigned long>(to - from));
      wait_for(connection, true, false, until_ms);
      continue;
    }
    if (got <= 0)
      return complain("receive returned %d, with %lu bytes of the peer's still to come", got,
                      static_cast<unsigned long>(to - from));
    for (int i = 0; i < got; ++i, ++from)
      if (bytes[i] != pattern(seed, from))
        return complain("byte %lu of the peer's is not the one it sent",
                        static_cast<unsigned long>(from));
    until_ms = now_ms() + kPatienceMs;
  }
  return ok();
}

int Probe::receive_end(Handle connection) {
  const int64_t until_ms = now_ms() + kPatienceMs;
  uint8_t byte = 0;
  int got = receive(connection, &byte, 1);
  while (got == kPortAgain && ok() && now_ms() < until_ms) {
    wait_for(connection, true, false, until_ms);
    got = receive(connection, &byte, 1);
  }
  return got;
}

bool Probe::is_alive(Handle connection, uint32_t seed) {
  return send_all(connection, seed, 0, 100) && receive_all(connection, seed, 0, 100, 100);
}

}  // namespace sparekey::check
