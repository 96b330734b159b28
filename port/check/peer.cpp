// SPDX-License-Identifier: Apache-2.0
#include "peer.hpp"

#include <stdio.h>
#include <string.h>

namespace sparekey::check {

bool Peer::begin(const PeerStack& stack, uint16_t first_tcp_port) {
  stack_ = stack;
  for (Handle& listener : listeners_) listener = kNoHandle;
  for (int i = 0; i < kBehaviours; ++i) {
    const auto behaviour = static_cast<Behaviour>(i);
    const auto tcp_port = static_cast<uint16_t>(first_tcp_port + i);
    auto* listen = stack_.listen;
    if (behaviour == Behaviour::full && stack_.listen_full != nullptr) listen = stack_.listen_full;
    if (behaviour == Behaviour::refused) listen = stack_.keep_free;
    if (listen == nullptr) continue;
    listeners_[i] = listen(stack_.context, tcp_port);
    if (listeners_[i] >= 0) continue;
    end();
    return false;
  }
  return true;
}

void Peer::end() {
  for (Connection& connection : connections_)
    if (connection.handle != kNoHandle) drop(&connection);
  for (Handle& listener : listeners_) {
    if (listener >= 0) stack_.close(stack_.context, listener);
    listener = kNoHandle;
  }
}

void Peer::step() {
  for (int i = 0; i < kBehaviours; ++i) {
    const auto behaviour = static_cast<Behaviour>(i);
    if (listeners_[i] < 0 || behaviour == Behaviour::full || behaviour == Behaviour::refused)
      continue;
    while (take_in(listeners_[i], behaviour)) {
    }
  }
  for (Connection& connection : connections_)
    if (connection.handle != kNoHandle) serve(&connection);
}

bool Peer::take_in(Handle listener, Behaviour behaviour) {
  for (Connection& connection : connections_) {
    if (connection.handle != kNoHandle) continue;
    const Handle handle = stack_.accept(stack_.context, listener);
    if (handle < 0) return false;
    connection = Connection();
    connection.handle = handle;
    connection.behaviour = behaviour;
    return true;
  }
  return false;
}

void Peer::serve(Connection* connection) {
  switch (connection->behaviour) {
    case Behaviour::echo:
      return echo(connection);
    case Behaviour::farewell:
      return farewell(connection);
    case Behaviour::reset:
    case Behaviour::late:
      return wait_for_byte(connection);
    case Behaviour::sink:
      return swallow(connection);
    case Behaviour::report:
      return report(connection);
    case Behaviour::silent:
    case Behaviour::refused:
    case Behaviour::full:
      break;
  }
  // It reads nothing, but a place must not be held for a connection that is long gone. One byte is
  // little enough not to move the window.
  uint8_t byte = 0;
  const int got = stack_.receive(stack_.context, connection->handle, &byte, 1);
  if (got != kPortAgain && got <= 0) drop(connection);
}

void Peer::drop(Connection* connection) {
  stack_.close(stack_.context, connection->handle);
  connection->handle = kNoHandle;
}

bool Peer::flush(Connection* connection) {
  while (connection->taken < connection->filled) {
    const int sent =
        stack_.send(stack_.context, connection->handle, connection->buffer + connection->taken,
                    static_cast<size_t>(connection->filled - connection->taken));
    if (sent == kPortAgain) return false;
    if (sent <= 0) {
      drop(connection);
      return false;
    }
    connection->taken += sent;
  }
  connection->taken = connection->filled = 0;
  return true;
}

void Peer::echo(Connection* connection) {
  for (int rounds = 0; rounds < 64; ++rounds) {
    if (!flush(connection)) return;
    if (connection->ended) return drop(connection);
    const int got = stack_.receive(stack_.context, connection->handle, connection->buffer,
                                   sizeof connection->buffer);
    if (got == kPortAgain) return;
    if (got == kPortClosed) connection->ended = true;
    if (got == kPortFailed) return drop(connection);
    if (got > 0) connection->filled = got;
  }
}

void Peer::farewell(Connection* connection) {
  for (;;) {
    if (!flush(connection)) return;
    if (connection->moved == kFarewellBytes) return drop(connection);
    while (connection->filled < kBufferBytes && connection->moved < kFarewellBytes)
      connection->buffer[connection->filled++] = pattern(1, connection->moved++);
  }
}

void Peer::wait_for_byte(Connection* connection) {
  const int64_t now_ms = stack_.monotonic_ms(stack_.context);
  if (connection->at_ms >= 0) {
    if (now_ms < connection->at_ms) return;
    if (connection->moved++ == 0) {
      connection->filled = 1;
      (void)flush(connection);
      return;
    }
    // Until the other side has ended it.
    return echo(connection);
  }
  const int got = stack_.receive(stack_.context, connection->handle, connection->buffer, 1);
  if (got == kPortAgain) return;
  if (got <= 0) return drop(connection);
  if (connection->behaviour == Behaviour::late) {
    connection->at_ms = now_ms + kLateMs;
    return;
  }
  stack_.reset(stack_.context, connection->handle);
  connection->handle = kNoHandle;
}

void Peer::swallow(Connection* connection) {
  for (int rounds = 0; rounds < 64; ++rounds) {
    const int got = stack_.receive(stack_.context, connection->handle, connection->buffer,
                                   sizeof connection->buffer);
    if (got == kPortAgain) return;
    if (got > 0) {
      connection->moved += static_cast<uint32_t>(got);
      continue;
    }
    sink_bytes_ = connection->moved;
    sink_was_reset_ = got != kPortClosed;
    return drop(connection);
  }
}

void Peer::report(Connection* connection) {
  if (connection->moved++ == 0)
    connection->filled =
        snprintf(reinterpret_cast<char*>(connection->buffer), sizeof connection->buffer, "%lu %s",
                 static_cast<unsigned long>(sink_bytes_), sink_was_reset_ ? "reset" : "fin");
  if (flush(connection)) drop(connection);
}

}  // namespace sparekey::check
