// SPDX-License-Identifier: Apache-2.0
#include "output.hpp"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "interrupt.hpp"
#include "secret.hpp"

namespace sparekey::cli {
namespace {

bool write_all(int descriptor, const char* bytes, size_t size) {
  while (size > 0) {
    const ssize_t written = write(descriptor, bytes, size);
    if (written >= 0) {
      bytes += written;
      size -= static_cast<size_t>(written);
    } else if (errno == EAGAIN) {
      // Somebody made the descriptor non-blocking; it is shared with others, so it stays so.
      pollfd wanted{descriptor, POLLOUT, 0};
      if (poll(&wanted, 1, -1) < 0 && errno == EINTR && interrupted()) return false;
    } else if (errno != EINTR || interrupted()) {
      // A terminal stopped by ^S must not hold up a person who interrupts.
      return false;
    }
  }
  return true;
}

}  // namespace

void Output::put(char c) { put(Text(&c, 1)); }

void Output::put(Text text) {
  for (const char c : text) {
    if (size_ == sizeof held_) {
      if (descriptor_ == kMemoryOnly) {
        failed_ = true;
        return;
      }
      flush();
    }
    held_[size_++] = c;
  }
}

void Output::put_number(int64_t number) {
  char digits[20];
  size_t first = sizeof digits;
  // Negated as unsigned: the lowest number has no positive counterpart.
  uint64_t rest = number < 0 ? 0 - static_cast<uint64_t>(number) : static_cast<uint64_t>(number);
  do {
    digits[--first] = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (number < 0) put('-');
  put(Text(digits + first, sizeof digits - first));
}

void Output::flush() {
  if (descriptor_ == kMemoryOnly || size_ == 0) return;
  if (!write_all(descriptor_, held_, size_)) failed_ = true;
  wipe(held_, size_);
  size_ = 0;
}

}  // namespace sparekey::cli
