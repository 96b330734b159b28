// SPDX-License-Identifier: Apache-2.0
#include "kiosk/log.hpp"

#include <poll.h>
#include <unistd.h>

#include "base/text.hpp"
#include "base/writer.hpp"

namespace sparekey::kiosk {
namespace {

// A path that is not ours may hold anything.
size_t keep_printable(Text text, char* out, size_t capacity) {
  const size_t size = text.size() < capacity ? text.size() : capacity;
  for (size_t i = 0; i < size; ++i) out[i] = text[i] > ' ' && text[i] <= '~' ? text[i] : '?';
  return size;
}

}  // namespace

void LogEntry::begin(Text method, Text path, int64_t begun_ms) {
  method_size_ = keep_printable(method, method_, sizeof method_);
  path_size_ = keep_printable(path, path_, sizeof path_);
  begun_ms_ = begun_ms;
}

void LogEntry::write(unsigned status, int64_t now_ms) const {
  char line[160];
  Writer writer(line, sizeof line);
  writer.put({method_, method_size_});
  writer.put(' ');
  writer.put({path_, path_size_});
  writer.put(' ');
  writer.put_decimal(status);
  writer.put(' ');
  char digits[kMaxDecimalDigits];
  const int64_t taken_ms = now_ms > begun_ms_ ? now_ms - begun_ms_ : 0;
  writer.put(to_decimal(static_cast<uint64_t>(taken_ms), digits));
  writer.put("\n");
  if (writer.ok()) write_line(writer.written());  // Not covered: if not; each has room.
}

void write_line(Text line) {
  // A pipe that says it can be written has room for PIPE_BUF bytes, which is more than a line.
  pollfd ready = {STDERR_FILENO, POLLOUT, 0};
  if (poll(&ready, 1, 0) != 1 || (ready.revents & POLLOUT) == 0) return;
  // What cannot be told cannot be mended either.
  if (write(STDERR_FILENO, line.data(), line.size()) < 0) return;
}

}  // namespace sparekey::kiosk
