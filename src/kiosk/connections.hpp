// SPDX-License-Identifier: Apache-2.0
// How many browsers may be connected, and how long each may take.
#ifndef SPAREKEY_KIOSK_CONNECTIONS_HPP
#define SPAREKEY_KIOSK_CONNECTIONS_HPP

#include "kiosk/connection.hpp"

namespace sparekey::kiosk {

constexpr size_t kMaxConnections = 16;
constexpr int64_t kReceiveMs = 15'000;
constexpr int64_t kIdleMs = 5'000;
/// For taking an answer.
constexpr int64_t kAnswerMs = 15'000;

class Connections {
 public:
  /// Null: there is no place left.
  Connection* add(int descriptor, MHD_Connection* handle, int64_t now_ms);
  void remove(Connection* connection);
  bool has_place() const;

  /// A request that came together with the one before it was never seen to begin.
  void set_receiving(Connection* connection, int64_t now_ms);
  void set_idle(Connection* connection, int64_t now_ms);
  void set_answering(Connection* connection, int64_t now_ms);
  void set_waiting(Connection* connection);

  /// Looks which idle ones have begun to send a request. To be called before the library reads.
  void note_begun(int64_t now_ms);
  /// Ends those whose other end sends no more, though nothing is due to it. To be called after the
  /// library has read: an end that comes together with the last bytes it does not see.
  void end_left();
  /// Ends those that took too long.
  void end_late(int64_t now_ms);
  /// Ends the one that has been idle for longest. False: none is.
  bool end_oldest_idle();
  void end_all();
  int64_t wakes_at_ms() const;

  Connection* begin() { return list_; }
  Connection* end() { return list_ + kMaxConnections; }

 private:
  static void shut_down(Connection* connection);

  Connection list_[kMaxConnections];
};

}  // namespace sparekey::kiosk

#endif
