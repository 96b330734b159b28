// SPDX-License-Identifier: Apache-2.0
#include "cli/output.hpp"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "base/text.hpp"
#include "base/wipe.hpp"
#include "cli/interrupt.hpp"

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
  // Negated as unsigned: the lowest number has no positive counterpart.
  const auto bits = static_cast<uint64_t>(number);
  if (number < 0) put('-');
  char digits[kMaxDecimalDigits];
  put(to_decimal(number < 0 ? 0 - bits : bits, digits));
}

void Output::flush() {
  if (descriptor_ == kMemoryOnly || size_ == 0) return;
  if (!write_all(descriptor_, held_, size_)) failed_ = true;
  wipe(held_, size_);
  size_ = 0;
}

}  // namespace sparekey::cli
