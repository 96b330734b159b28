// SPDX-License-Identifier: Apache-2.0
#include "kiosk/connections.hpp"

#include <sys/socket.h>

namespace sparekey::kiosk {

using State = Connection::State;

bool Connection::has_left() const {
  char byte;
  return recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

Connection* Connections::add(int descriptor, MHD_Connection* handle, int64_t now_ms) {
  for (Connection& connection : list_) {  // Not covered: its end; accept() makes a place.
    if (connection.state != State::unused) continue;
    connection.descriptor = descriptor;
    connection.handle = handle;
    set_idle(&connection, now_ms);
    return &connection;
  }
  return nullptr;  // Not covered: as above.
}

void Connections::remove(Connection* connection) {
  connection->forget_request();
  connection->state = State::unused;
  connection->descriptor = -1;
  connection->handle = nullptr;
}

bool Connections::has_place() const {
  for (const Connection& connection : list_)
    if (connection.state == State::unused) return true;
  return false;
}

void Connections::set_receiving(Connection* connection, int64_t now_ms) {
  if (connection->state != State::idle) return;
  connection->state = State::receiving;
  connection->ends_at_ms = now_ms + kReceiveMs;
}

void Connections::set_idle(Connection* connection, int64_t now_ms) {
  if (connection->state == State::closing) return;
  connection->state = State::idle;
  connection->ends_at_ms = now_ms + kIdleMs;
}

void Connections::set_answering(Connection* connection, int64_t now_ms) {
  if (connection->state == State::closing) return;
  connection->state = State::answering;
  connection->ends_at_ms = now_ms + kAnswerMs;
}

void Connections::set_waiting(Connection* connection) {
  connection->state = State::waiting;
  connection->is_woken = false;
  connection->ends_at_ms = INT64_MAX;
}

void Connections::note_begun(int64_t now_ms) {
  for (Connection& connection : list_) {
    char byte;
    if (connection.state != State::idle ||
        recv(connection.descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT) <= 0)
      continue;
    set_receiving(&connection, now_ms);
  }
}

void Connections::shut_down(Connection* connection) {
  (void)shutdown(connection->descriptor, SHUT_RDWR);
  connection->state = State::closing;
  connection->ends_at_ms = INT64_MAX;
}

void Connections::end_left() {
  for (Connection& connection : list_)
    if ((connection.state == State::idle || connection.state == State::receiving) &&
        connection.has_left())
      shut_down(&connection);
}

void Connections::end_late(int64_t now_ms) {
  for (Connection& connection : list_)
    if (connection.state != State::unused && now_ms >= connection.ends_at_ms)
      shut_down(&connection);
}

bool Connections::end_oldest_idle() {
  Connection* oldest = nullptr;
  for (Connection& connection : list_) {
    if (connection.state != State::idle) continue;
    if (oldest == nullptr || connection.ends_at_ms < oldest->ends_at_ms) oldest = &connection;
  }
  if (oldest == nullptr) return false;
  shut_down(oldest);
  return true;
}

void Connections::end_all() {
  for (Connection& connection : list_)
    if (connection.state != State::unused) shut_down(&connection);
}

int64_t Connections::wakes_at_ms() const {
  int64_t earliest = INT64_MAX;
  for (const Connection& connection : list_)
    if (connection.state != State::unused && connection.ends_at_ms < earliest)
      earliest = connection.ends_at_ms;
  return earliest;
}

}  // namespace sparekey::kiosk
