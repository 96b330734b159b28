// SPDX-License-Identifier: Apache-2.0
#include "pipe_port.hpp"

#include <string.h>

namespace pipe_port {

using namespace sparekey;

void PipePort::begin(const Line& line, int sockets) {
  line_ = line;
  sockets_ = sockets < kSockets ? sockets : kSockets;
  say(Op::what_time, 0, nullptr, 0);
}

void PipePort::say(Op op, uint8_t id, const void* payload, size_t size) {
  uint8_t frame[kHead + kMostPayload];
  frame[0] = static_cast<uint8_t>(op);
  frame[1] = id;
  frame[2] = static_cast<uint8_t>(size & 0xFFu);
  frame[3] = static_cast<uint8_t>(size >> 8u);
  if (size > 0) memcpy(frame + kHead, payload, size);
  line_.write(line_.context, frame, kHead + size);
}

void PipePort::listen() {
  uint8_t bytes[256];
  for (;;) {
    const size_t count = line_.read(line_.context, bytes, sizeof bytes);
    if (count == 0) return;
    for (size_t i = 0; i < count; ++i)
      if (reader_.take(bytes[i])) hear(reader_.frame());
  }
}

void PipePort::hear(const Frame& frame) {
  if (frame.op == Op::time && frame.size == 8) {
    uint64_t time_s = 0;
    for (int i = 8; i-- > 0;) time_s = time_s << 8u | frame.payload[i];
    time_s_ = static_cast<int64_t>(time_s);
    time_at_ms_ = line_.monotonic_ms(line_.context);
    return;
  }
  if (frame.op == Op::entropy) {
    size_t count = frame.size;
    if (count > sizeof entropy_ - entropy_count_) count = sizeof entropy_ - entropy_count_;
    memcpy(entropy_ + entropy_count_, frame.payload, count);
    entropy_count_ += count;
    return;
  }
  if (frame.op == Op::addresses) {
    for (Lookup& lookup : lookups_)
      if (lookup.used && lookup.id == frame.id) hear_addresses(frame, &lookup);
    return;
  }
  // What was on its way when a socket was closed is about nobody.
  Socket* const socket = find(frame.id);
  if (socket == nullptr) return;
  if (frame.op == Op::opened) socket->state = frame.payload[0] != 0 ? State::open : State::failed;
  if (frame.op == Op::ended) socket->state = frame.payload[0] != 0 ? State::closed : State::failed;
  if (frame.op == Op::room && frame.size == 2)
    socket->room += static_cast<size_t>(frame.payload[0] | frame.payload[1] << 8);
  if (frame.op == Op::data && frame.size <= kRoom - socket->received) {
    for (size_t i = 0; i < frame.size; ++i)
      socket->bytes[(socket->first + socket->received + i) % kRoom] = frame.payload[i];
    socket->received += frame.size;
  }
}

void PipePort::hear_addresses(const Frame& frame, Lookup* lookup) {
  lookup->answered = true;
  size_t at = 0;
  while (at < frame.size && lookup->count < kAddresses) {
    Address address;
    address.family = frame.payload[at++];
    const size_t size = address.family == 4 ? 4 : 16;
    if (size > frame.size - at) return;
    memcpy(address.bytes, frame.payload + at, size);
    at += size;
    lookup->addresses[lookup->count++] = address;
  }
}

PipePort::Socket* PipePort::find(Handle connection) {
  for (Socket& socket : sockets_of_)
    if (socket.state != State::free && socket.id == connection) return &socket;
  return nullptr;
}

PipePort::Lookup* PipePort::find_lookup(Handle lookup) {
  const Handle slot = lookup - kFirstLookup;
  return slot >= 0 && slot < kLookups && lookups_[slot].used ? &lookups_[slot] : nullptr;
}

bool PipePort::is_ready(const Interest& interest) {
  if (const Lookup* lookup = find_lookup(interest.handle)) return lookup->answered;
  const Socket* const socket = find(interest.handle);
  if (socket == nullptr || socket->state == State::opening) return socket == nullptr;
  const bool over = socket->state != State::open;
  return (interest.readable && (over || socket->received > 0)) ||
         (interest.writable && (over || socket->room > 0));
}

struct PipePort::Functions {
  static PipePort& of(void* context) { return *static_cast<PipePort*>(context); }

  static int resolve_start(void* context, const char* name, Handle* out) {
    PipePort& port = of(context);
    const size_t size = strlen(name);
    for (int i = 0; i < kLookups; ++i) {
      Lookup& lookup = port.lookups_[i];
      if (lookup.used || size > kMostPayload) continue;
      lookup = Lookup();
      lookup.used = true;
      lookup.id = ++port.last_id_;
      port.say(Op::look_up, lookup.id, name, size);
      *out = kFirstLookup + i;
      return kPortOk;
    }
    return kPortFailed;
  }

  static int resolve_result(void* context, Handle handle, Address* out, int capacity) {
    PipePort& port = of(context);
    port.listen();
    const Lookup* const lookup = port.find_lookup(handle);
    if (lookup == nullptr) return kPortFailed;
    if (!lookup->answered) return kPortAgain;
    if (lookup->count == 0) return kPortNotFound;
    const int count = lookup->count < capacity ? lookup->count : capacity;
    for (int i = 0; i < count; ++i) out[i] = lookup->addresses[i];
    return count;
  }

  static int resolve_wants(void*, Handle lookup, Interest* out, int capacity, int64_t*) {
    if (capacity < 1) return 0;
    out[0] = Interest{lookup, true, false};
    return 1;
  }

  static void resolve_end(void* context, Handle handle) {
    PipePort& port = of(context);
    Lookup* const lookup = port.find_lookup(handle);
    if (lookup == nullptr) return;
    port.say(Op::forget, lookup->id, nullptr, 0);
    lookup->used = false;
  }

  static int connect_start(void* context, const Address* address, uint16_t tcp_port, Handle* out) {
    PipePort& port = of(context);
    for (int i = 0; i < port.sockets_; ++i) {
      Socket& socket = port.sockets_of_[i];
      if (socket.state != State::free) continue;
      socket = Socket();
      socket.state = State::opening;
      socket.id = ++port.last_id_;
      socket.room = kRoom;
      uint8_t payload[19] = {};
      payload[0] = address->family;
      memcpy(payload + 1, address->bytes, sizeof address->bytes);
      payload[17] = static_cast<uint8_t>(tcp_port >> 8u);
      payload[18] = static_cast<uint8_t>(tcp_port & 0xFFu);
      port.say(Op::open, socket.id, payload, sizeof payload);
      *out = socket.id;
      return kPortAgain;
    }
    return kPortAgain;  // not now: `*out` stays kNoHandle
  }

  static int connect_result(void* context, Handle connection) {
    PipePort& port = of(context);
    port.listen();
    const Socket* const socket = port.find(connection);
    if (socket == nullptr || socket->state == State::failed) return kPortFailed;
    return socket->state == State::opening ? kPortAgain : kPortOk;
  }

  static int send(void* context, Handle connection, const void* bytes, size_t size) {
    PipePort& port = of(context);
    port.listen();
    Socket* const socket = port.find(connection);
    if (socket == nullptr || socket->state == State::failed) return kPortFailed;
    if (socket->state == State::opening || socket->room == 0) return kPortAgain;
    if (size > socket->room) size = socket->room;
    if (size > kMostPayload) size = kMostPayload;
    port.say(Op::data, socket->id, bytes, size);
    socket->room -= size;
    return static_cast<int>(size);
  }

  static int receive(void* context, Handle connection, void* bytes, size_t size) {
    PipePort& port = of(context);
    port.listen();
    Socket* const socket = port.find(connection);
    if (socket == nullptr) return kPortFailed;
    if (socket->received == 0) {
      if (socket->state == State::closed) return kPortClosed;
      return socket->state == State::failed ? kPortFailed : kPortAgain;
    }
    if (size > socket->received) size = socket->received;
    for (size_t i = 0; i < size; ++i)
      static_cast<uint8_t*>(bytes)[i] = socket->bytes[(socket->first + i) % kRoom];
    socket->first = (socket->first + size) % kRoom;
    socket->received -= size;
    socket->taken += size;
    // Not for each byte, and always before there is no room left.
    if (socket->taken >= kRoom / 2) {
      const uint8_t room[] = {static_cast<uint8_t>(socket->taken & 0xFFu),
                              static_cast<uint8_t>(socket->taken >> 8u)};
      port.say(Op::room, socket->id, room, sizeof room);
      socket->taken = 0;
    }
    return static_cast<int>(size);
  }

  static void close(void* context, Handle connection) {
    PipePort& port = of(context);
    Socket* const socket = port.find(connection);
    if (socket == nullptr) return;
    port.say(Op::close, socket->id, nullptr, 0);
    socket->state = State::free;
  }

  static int wait(void* context, const Interest* interests, int count, int64_t until_ms) {
    PipePort& port = of(context);
    for (;;) {
      port.listen();
      for (int i = 0; i < count; ++i)
        if (port.is_ready(interests[i])) return kPortOk;
      const int64_t left_ms = until_ms - port.line_.monotonic_ms(port.line_.context);
      if (left_ms <= 0) return kPortOk;
      port.line_.rest(port.line_.context, left_ms);
    }
  }

  static int64_t monotonic_ms(void* context) {
    return of(context).line_.monotonic_ms(of(context).line_.context);
  }

  static int64_t wall_clock_s(void* context) {
    PipePort& port = of(context);
    // At the start the modem's answer may still be on its way: it always comes.
    const int64_t until_ms = monotonic_ms(context) + kModemMs;
    while (port.time_s_ < 0 && monotonic_ms(context) < until_ms) {
      port.listen();
      if (port.time_s_ < 0) port.line_.rest(port.line_.context, 10);
    }
    if (port.time_s_ < 0) return -1;
    return port.time_s_ + (monotonic_ms(context) - port.time_at_ms_) / 1000;
  }

  // As short a wait as asking a generator on the same board.
  static int random(void* context, void* out, size_t size) {
    PipePort& port = of(context);
    auto* bytes = static_cast<uint8_t*>(out);
    const int64_t until_ms = monotonic_ms(context) + kModemMs;
    while (size > 0) {
      if (port.entropy_count_ == 0) {
        const uint8_t wanted = 255;
        port.say(Op::random, 0, &wanted, 1);
        while (port.entropy_count_ == 0) {
          const int64_t left_ms = until_ms - monotonic_ms(context);
          if (left_ms <= 0) return kPortFailed;
          port.line_.rest(port.line_.context, left_ms);
          port.listen();
        }
      }
      // Each byte is given out once.
      uint8_t& byte = port.entropy_[--port.entropy_count_];
      *bytes++ = byte;
      byte = 0;
      --size;
    }
    return kPortOk;
  }
};

Port PipePort::port() {
  Port port;
  port.context = this;
  port.resolve_start = Functions::resolve_start;
  port.resolve_result = Functions::resolve_result;
  port.resolve_wants = Functions::resolve_wants;
  port.resolve_end = Functions::resolve_end;
  port.connect_start = Functions::connect_start;
  port.connect_result = Functions::connect_result;
  port.send = Functions::send;
  port.receive = Functions::receive;
  port.close = Functions::close;
  port.wait = Functions::wait;
  port.monotonic_ms = Functions::monotonic_ms;
  port.wall_clock_s = Functions::wall_clock_s;
  port.random = Functions::random;
  return port;
}

}  // namespace pipe_port
