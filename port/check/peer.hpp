// SPDX-License-Identifier: Apache-2.0
// The other side of port/check. The same peer runs as a program over this machine's sockets
// (peer_main.cpp), or on the port's own stack if that is the only one within reach: it needs seven
// functions.
#ifndef SPAREKEY_PORT_CHECK_PEER_HPP
#define SPAREKEY_PORT_CHECK_PEER_HPP

#include "sparekey/port.hpp"

namespace sparekey::check {

// What is behind each TCP port, counted from the first one.
enum class Behaviour : uint8_t {
  echo,      // sends back what it gets
  farewell,  // sends kFarewellBytes and its FIN at once
  reset,     // resets the connection at the first byte it gets
  refused,   // nobody listens there
  silent,    // takes the connection, and neither reads nor writes
  late,      // sends the first byte it gets back after kLateMs
  sink,      // swallows everything
  report,    // says what the last sink saw: "BYTES fin" or "BYTES reset", and a FIN
  full,      // listens, and never answers a connect, if the stack can do that
};
constexpr int kBehaviours = 9;
constexpr int kFarewellBytes = 5000;
constexpr int kLateMs = 500;

// What a byte of a pattern is, by its place.
constexpr uint8_t pattern(uint32_t seed, uint32_t place) {
  return static_cast<uint8_t>(seed + place * 131u + (place >> 8u) * 7u);
}

// A stack that can listen. None of these waits. `send`, `receive` and `close` are as those of Port.
struct PeerStack {
  void* context = nullptr;
  // A handle, or kPortFailed.
  Handle (*listen)(void* context, uint16_t tcp_port) = nullptr;
  // A handle, kPortAgain or kPortFailed.
  Handle (*accept)(void* context, Handle listener) = nullptr;
  int (*send)(void* context, Handle connection, const void* bytes, size_t size) = nullptr;
  int (*receive)(void* context, Handle connection, void* bytes, size_t size) = nullptr;
  void (*close)(void* context, Handle handle) = nullptr;
  // Ends a connection by a RST.
  void (*reset)(void* context, Handle connection) = nullptr;
  int64_t (*monotonic_ms)(void* context) = nullptr;
  // Makes a listener's queue full for good, so that no connect is answered. Null: it cannot.
  Handle (*listen_full)(void* context, uint16_t tcp_port) = nullptr;
  // Takes a TCP port without listening there, so that nobody else can. Null: it cannot.
  Handle (*keep_free)(void* context, uint16_t tcp_port) = nullptr;
};

class Peer {
 public:
  // False if it cannot listen on one of the TCP ports.
  bool begin(const PeerStack& stack, uint16_t first_tcp_port);
  void end();

  // Does what can be done now. Called again and again, it is the peer.
  void step();

 private:
  static constexpr int kConnections = 12;
  static constexpr int kBufferBytes = 1024;

  struct Connection {
    Handle handle = kNoHandle;
    Behaviour behaviour = Behaviour::echo;
    bool ended = false;  // by the other side
    int64_t at_ms = -1;  // of the late answer
    uint32_t moved = 0;  // bytes taken or sent, as it does the one or the other
    int filled = 0;      // of `buffer`
    int taken = 0;       // of what is filled
    uint8_t buffer[kBufferBytes];
  };

  bool take_in(Handle listener, Behaviour behaviour);
  void serve(Connection* connection);
  void echo(Connection* connection);
  void farewell(Connection* connection);
  void wait_for_byte(Connection* connection);
  void swallow(Connection* connection);
  void report(Connection* connection);
  // Sends the buffer. Whether all of it has gone.
  bool flush(Connection* connection);
  void drop(Connection* connection);

  PeerStack stack_;
  Handle listeners_[kBehaviours];
  Connection connections_[kConnections];
  uint32_t sink_bytes_ = 0;
  bool sink_was_reset_ = false;
};

}  // namespace sparekey::check

#endif
