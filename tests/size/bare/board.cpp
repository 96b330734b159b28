// SPDX-License-Identifier: Apache-2.0
#include "board.hpp"

extern "C" {
extern uint32_t data_begin, data_end, data_load, bss_begin, bss_end, stack_end;
[[noreturn]] void reset();
[[noreturn]] void fault();
void tick();
}

namespace {

constexpr uint32_t kClockHz = 25'000'000;

volatile uint32_t& at(uintptr_t address) { return *reinterpret_cast<volatile uint32_t*>(address); }

// Registers of ARM's CMSDK UART, and of SysTick.
volatile uint32_t& data(board::Serial serial) { return at(static_cast<uintptr_t>(serial)); }
volatile uint32_t& state(board::Serial serial) { return at(static_cast<uintptr_t>(serial) + 4); }
constexpr uint32_t kSendFull = 1;
constexpr uint32_t kReceived = 2;

void start(board::Serial serial) {
  at(static_cast<uintptr_t>(serial) + 0x10) = 16;  // the fastest
  at(static_cast<uintptr_t>(serial) + 0x08) = 3;   // sends and receives
}

volatile uint32_t ticks_low;
volatile uint32_t ticks_high;

}  // namespace

struct Vectors {
  uint32_t* stack;
  void (*handlers[15])();
};
extern const Vectors vectors;
__attribute__((section(".vectors"), used))
const Vectors vectors = {&stack_end,
                         {reset, fault, fault, fault, fault, fault, fault, fault, fault, fault,
                          fault, fault, fault, fault, tick}};

void tick() {
  if (++ticks_low == 0) ++ticks_high;
}

void fault() {
  for (;;) {
  }
}

__attribute__((used)) void reset() {
  const uint32_t* from = &data_load;
  for (uint32_t* to = &data_begin; to < &data_end;) *to++ = *from++;
  for (uint32_t* to = &bss_begin; to < &bss_end;) *to++ = 0;
  at(0xE000E014) = kClockHz / 1000 - 1;
  at(0xE000E018) = 0;
  at(0xE000E010) = 7;  // counts the processor's clock, and interrupts
  start(board::Serial::modem);
  start(board::Serial::console);
  board::run();
  for (;;) board::sleep();
}

namespace board {

size_t read(Serial serial, void* out, size_t capacity) {
  size_t count = 0;
  while (count < capacity && (state(serial) & kReceived) != 0)
    static_cast<uint8_t*>(out)[count++] = static_cast<uint8_t>(data(serial));
  return count;
}

void write(Serial serial, const void* bytes, size_t size) {
  for (size_t i = 0; i < size; ++i) {
    while ((state(serial) & kSendFull) != 0) {
    }
    data(serial) = static_cast<const uint8_t*>(bytes)[i];
  }
}

int64_t now_ms() {
  uint32_t high = 0;
  uint32_t low = 0;
  do {
    high = ticks_high;
    low = ticks_low;
  } while (high != ticks_high);
  return static_cast<int64_t>(uint64_t{high} << 32u | low);
}

void sleep() { __asm__ volatile("wfi"); }

}  // namespace board
