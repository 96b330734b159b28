// SPDX-License-Identifier: Apache-2.0
// sparekey-mini on a bare Cortex-M4: the network is a modem's at the first serial line. The second
// one says what a product has built in or asks its person: a line HOST:PORT, a line with the size
// of the anchor and the anchor in DER, and passcodes of six digits. It answers with "code N".
#include <stdlib.h>

#include "../recover_twice.hpp"
#include "board.hpp"
#include "pipe/pipe_port.hpp"

namespace {

using namespace sparekey;

alignas(8) unsigned char pool[pool_needed(ChainKey::rsa_2048)];
pipe_port::PipePort modem;

pipe_port::Line modem_line() {
  pipe_port::Line line;
  line.read = [](void*, void* out, size_t capacity) {
    return board::read(board::Serial::modem, out, capacity);
  };
  line.write = [](void*, const void* bytes, size_t size) {
    board::write(board::Serial::modem, bytes, size);
  };
  line.rest = [](void*, int64_t) { board::sleep(); };
  line.monotonic_ms = [](void*) { return board::now_ms(); };
  return line;
}

void read_console(void* out, size_t size) {
  auto* bytes = static_cast<unsigned char*>(out);
  while (size > 0) {
    const size_t got = board::read(board::Serial::console, bytes, size);
    if (got == 0) board::sleep();
    bytes += got;
    size -= got;
  }
}

// Without its end.
void read_line(char* out, size_t capacity) {
  for (size_t i = 0; i < capacity; ++i) {
    read_console(out + i, 1);
    if (out[i] == '\n' || i + 1 == capacity) {
      out[i] = '\0';
      return;
    }
  }
}

void say_code(Code code) {
  auto left = static_cast<unsigned>(code);
  char digits[] = "code 000\n";
  for (int i = 7; i >= 5; --i, left /= 10) digits[i] = static_cast<char>('0' + left % 10);
  board::write(board::Serial::console, digits, sizeof digits - 1);
}

}  // namespace

void board::run() {
  char host[64];
  char size[8];
  read_line(host, sizeof host);
  read_line(size, sizeof size);
  anchor.size = static_cast<size_t>(atoi(size));
  if (anchor.size <= sizeof test_anchor) read_console(test_anchor, anchor.size);
  (void)use_pool(pool, sizeof pool);
  modem.begin(modem_line(), 1);
  say_code(recover_twice(modem.port(), host, read_console));
}
