// SPDX-License-Identifier: Apache-2.0
// A port as a device has it whose network is another processor's: a modem at the end of a byte pipe
// owns the sockets, the resolver, the generator of random numbers and the calendar.
#ifndef SPAREKEY_TESTS_PORT_PIPE_PIPE_PORT_HPP
#define SPAREKEY_TESTS_PORT_PIPE_PIPE_PORT_HPP

#include "sparekey/port.hpp"
#include "wire.hpp"

namespace pipe_port {

// The device's own: how bytes get to the modem and back, and its timer.
struct Line {
  void* context = nullptr;
  // 0 or more bytes that have come.
  size_t (*read)(void* context, void* out, size_t capacity) = nullptr;
  // All of them.
  void (*write)(void* context, const void* bytes, size_t size) = nullptr;
  // Until something has come, or `ms` have passed.
  void (*rest)(void* context, int64_t ms) = nullptr;
  int64_t (*monotonic_ms)(void* context) = nullptr;
};

class PipePort {
 public:
  // `sockets`: how many the modem lends, 1 to 4.
  void begin(const Line& line, int sockets);
  sparekey::Port port();

 private:
  using Handle = sparekey::Handle;
  struct Functions;

  static constexpr int kSockets = 4;
  static constexpr int kLookups = 2;
  static constexpr int kAddresses = 6;
  static constexpr Handle kFirstLookup = 1000;
  // By then a modem that is there has answered what it answers at once.
  static constexpr int64_t kModemMs = 10'000;

  enum class State : uint8_t { free, opening, open, closed, failed };

  struct Socket {
    State state = State::free;
    uint8_t id = 0;
    size_t room = 0;      // for bytes to the modem
    size_t first = 0;     // of those that have come
    size_t received = 0;  // and have not been taken yet
    size_t taken = 0;     // and were not yet told to the modem
    uint8_t bytes[kRoom];
  };
  struct Lookup {
    bool used = false;
    bool answered = false;
    uint8_t id = 0;
    int count = 0;
    sparekey::Address addresses[kAddresses];
  };

  void say(Op op, uint8_t id, const void* payload, size_t size);
  void listen();
  void hear(const Frame& frame);
  void hear_addresses(const Frame& frame, Lookup* lookup);
  Socket* find(Handle connection);
  Lookup* find_lookup(Handle lookup);
  bool is_ready(const sparekey::Interest& interest);

  Line line_;
  int sockets_ = 0;
  uint8_t last_id_ = 0;
  int64_t time_s_ = -1;  // when the timer stood at time_at_ms_
  int64_t time_at_ms_ = 0;
  size_t entropy_count_ = 0;
  uint8_t entropy_[512];
  FrameReader reader_;
  Socket sockets_of_[kSockets];
  Lookup lookups_[kLookups];
};

}  // namespace pipe_port

#endif
