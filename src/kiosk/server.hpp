// SPDX-License-Identifier: Apache-2.0
// HTTP, by libmicrohttpd: it reads requests and sends answers, without a thread and without a
// socket of its own to listen on.
#ifndef SPAREKEY_KIOSK_SERVER_HPP
#define SPAREKEY_KIOSK_SERVER_HPP

#include "kiosk/connections.hpp"
#include "kiosk/lingering.hpp"
#include "kiosk/listener.hpp"
#include "kiosk/site.hpp"

struct MHD_Daemon;
struct MHD_Response;

namespace sparekey::kiosk {

class Server {
 public:
  Server(const Settings& settings, const Seal& seal, const Origins& origins, Visits& visits)
      : settings_(settings),
        seal_(seal),
        origins_(origins),
        visits_(visits),
        site_(settings, seal, visits) {}
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// False: there is no memory, or no descriptor, for it.
  bool start();
  /// Ends every connection, answered or not, and wipes what they held.
  void stop();

  /// Readable as soon as there is something to run() for.
  int descriptor() const;
  /// Reads, answers and sends, as far as that goes without waiting.
  void run();
  /// Takes whoever waits, as long as there is place.
  void accept(const Listener& listener);
  /// Whether accept() could do anything.
  bool accepts();

  int64_t wakes_at_ms() const;
  size_t add_to(pollfd* out) const { return lingering_.add_to(out); }

 private:
  friend struct ServerCallbacks;
  bool begin_request(Connection* connection, Text path, Text method);
  void take_body(Connection* connection, char* bytes, size_t size);
  bool finish_request(Connection* connection);
  bool answer(Connection* connection);
  bool send(Connection* connection, const Answer& answer);
  void note_completed(Connection* connection, bool whole);
  size_t waiting_for(const Id& id);
  void wake_waiting();

  const Settings& settings_;
  const Seal& seal_;
  const Origins& origins_;
  Visits& visits_;
  Site site_;
  MHD_Daemon* daemon_ = nullptr;
  bool stopping_ = false;
  Connections connections_;
  Lingering lingering_;
  char page_[kMaxPageBytes];  // while it is written: its words may lie in the connection's bytes
};

}  // namespace sparekey::kiosk

#endif
