// SPDX-License-Identifier: Apache-2.0
// The board: two serial lines and a timer, and no operating system.
#ifndef SPAREKEY_TESTS_SIZE_BARE_BOARD_HPP
#define SPAREKEY_TESTS_SIZE_BARE_BOARD_HPP

#include <stddef.h>
#include <stdint.h>

namespace board {

enum class Serial : uintptr_t { modem = 0x40004000, console = 0x40005000 };

// How many bytes have come, at most `capacity` of which are stored.
size_t read(Serial serial, void* out, size_t capacity);
void write(Serial serial, const void* bytes, size_t size);

// Since the start.
int64_t now_ms();

// What the program does: called once the board is ready.
void run();

// Until the next interrupt: a millisecond at most.
void sleep();

}  // namespace board

#endif
