// SPDX-License-Identifier: Apache-2.0
// What the port and its modem say to each other over a pipe or a serial line. A frame is an
// operation, the number of a socket or lookup, and a payload's size in two bytes, the lower first.
// Neither side ever sends what the other has not said it has room for, so a line never stalls.
#ifndef SPAREKEY_TESTS_PORT_PIPE_WIRE_HPP
#define SPAREKEY_TESTS_PORT_PIPE_WIRE_HPP

#include <stddef.h>
#include <stdint.h>

namespace pipe_port {

enum class Op : uint8_t {
  // To the modem.
  open = 1,  // family, 16 bytes of an address, 2 of a TCP port (the higher first)
  close,     // what was sent before still goes out
  look_up,   // a name
  forget,    // the lookup
  random,    // how many bytes, 1 to 255
  what_time,
  // Both ways.
  data,
  room,  // 2 bytes, the lower first: so many more of data may be sent
  // From the modem.
  opened = 64,  // 1 byte: whether it is connected
  ended,        // 1 byte: whether by a FIN
  addresses,    // of 5 or 17 bytes, family first; nothing: not found
  entropy,
  time,  // 8 bytes, the lowest first: seconds since 1970
};

constexpr size_t kHead = 4;
constexpr size_t kMostPayload = 512;
constexpr size_t kRoom = 2048;  // of a socket, in either direction

struct Frame {
  Op op;
  uint8_t id;
  uint16_t size;
  uint8_t payload[kMostPayload];
};

// Bytes in, frames out.
class FrameReader {
 public:
  // Takes one byte. True: a frame is complete, until the next byte is taken.
  bool take(uint8_t byte) {
    if (count_ < kHead) head_[count_] = byte;
    ++count_;
    if (count_ == kHead) {
      frame_.op = static_cast<Op>(head_[0]);
      frame_.id = head_[1];
      frame_.size = static_cast<uint16_t>(head_[2] | head_[3] << 8);
      if (frame_.size > kMostPayload) frame_.size = 0;  // a line that lost bytes
    } else if (count_ > kHead) {
      frame_.payload[count_ - kHead - 1] = byte;
    }
    if (count_ < kHead || count_ < kHead + frame_.size) return false;
    count_ = 0;
    return true;
  }
  const Frame& frame() const { return frame_; }

 private:
  size_t count_ = 0;
  uint8_t head_[kHead];
  Frame frame_;
};

}  // namespace pipe_port

#endif
