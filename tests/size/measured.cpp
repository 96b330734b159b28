// SPDX-License-Identifier: Apache-2.0
// sparekey-mini with a pool of any size, and what it used: prints what pool_needed() says, the most
// that was taken from the pool at once, gaps not counted, and the stack below main's frame pointer,
// by paint.
//   sparekey-mini-measured HOST:PORT CA_FILE POOL_BYTES
#include <stdlib.h>

#include "recovery.hpp"

namespace {

using namespace sparekey;

constexpr size_t kPoolBytes = 96 * 1024;
constexpr size_t kPaintedBytes = 48 * 1024;
constexpr unsigned char kPaint = 0xA5;

alignas(8) unsigned char pool[kPoolBytes];

// Down to `lowest`, from a little below this function's own frame.
__attribute__((noinline)) void paint(volatile unsigned char* lowest) {
  constexpr size_t kOwnFrame = 256;
  volatile unsigned char* at = static_cast<unsigned char*>(__builtin_frame_address(0)) - kOwnFrame;
  while (at > lowest) *--at = kPaint;
}

void write_line(const char* what, size_t what_size, size_t number) {
  char digits[24];
  char* at = digits + sizeof digits;
  *--at = '\n';
  do *--at = static_cast<char>('0' + number % 10);
  while ((number /= 10) != 0);
  const auto size = static_cast<size_t>(digits + sizeof digits - at);
  (void)!write(STDOUT_FILENO, what, what_size);
  (void)!write(STDOUT_FILENO, at, size);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 1;
  const size_t pool_size = strtoul(argv[3], nullptr, 10);
  if (!use_pool(pool, pool_size < kPoolBytes ? pool_size : kPoolBytes)) return 1;
  auto* top = static_cast<unsigned char*>(__builtin_frame_address(0));
  unsigned char* lowest = top - kPaintedBytes;
  paint(lowest);
  const Code code = recover(posix_port(), argv[1], argv[2]);
  const volatile unsigned char* at = lowest;
  while (*at == kPaint) ++at;
  write_line("pool_rsa_2048 ", 14, pool_needed(ChainKey::rsa_2048));
  write_line("pool_rsa_4096 ", 14, pool_needed(ChainKey::rsa_4096));
  write_line("pool_peak ", 10, pool_statistics().peak_bytes);
  write_line("stack ", 6, static_cast<size_t>(top - at));
  return static_cast<int>(code);
}
