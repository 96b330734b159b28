// SPDX-License-Identifier: Apache-2.0
// What lies between a client and a server: it passes bytes on, or cuts, swallows and delays them.
#ifndef SPAREKEY_SUPPORT_RELAY_HPP
#define SPAREKEY_SUPPORT_RELAY_HPP

#include <chrono>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace sparekey::test {

enum class Toward { server, client };

// How a connection that is cut ends: a FIN after which nobody answers; an RST; nothing at all,
// ever; bytes that nobody sent, and a FIN; or a FIN that way alone, and the other way goes on. The
// server always sees a FIN, so that one can wait until it is done with what it got.
enum class TcpEnding { fin, rst, silence, garbage, half_close };

struct Cut {
  Toward toward;
  size_t after_bytes;
  TcpEnding ending;
};

// A TCP relay on 127.0.0.1, on a thread of its own.
class Relay {
 public:
  explicit Relay(int server_port);
  ~Relay();
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  int port() const { return port_; }

  // The next connection is cut as soon as exactly so many bytes have been passed on that way.
  void cut_next(const Cut& cut);

  // The same of the present connections, of which no bytes may be on their way: counted from now.
  void cut_present(const Cut& cut);

  // A connection was cut in silence, and its client waits for bytes that never come.
  bool is_silent();

  // Connections cut so far.
  size_t cuts(TcpEnding ending);

  // From now on the present connections pass nothing that way, not even their end.
  void swallow(Toward toward);

  // Each byte takes so long. The handshake of TCP is the kernel's and takes no time: its round trip
  // is added to a connection's first bytes.
  void delay(std::chrono::milliseconds one_way);

  // Waits until both ends of every connection are closed.
  void wait_until_over();

  // Bytes passed on, on all connections.
  size_t passed(Toward toward);

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Held {
    std::string bytes;  // none: the end
    Time due;
  };
  struct Flow {
    std::deque<Held> held;
    size_t passed = 0;
    bool swallowed = false;
    bool ended = false;  // nothing more will be read
  };
  struct Connection {
    int sockets[2];  // of the server and the client; -1: closed
    Flow flows[2];
    std::optional<Cut> cut;
    bool silent = false;
  };

  void run();
  void accept_one();
  void take(Connection& connection, Toward toward);
  void pass_on(Connection& connection, Toward toward);
  void perform(Connection& connection);
  void tell();

  int port_ = 0;
  const int server_port_;
  int listening_ = -1;
  int wake_ = -1;
  std::mutex mutex_;
  std::condition_variable over_;
  bool stop_ = false;
  std::optional<Cut> next_cut_;
  std::chrono::milliseconds delay_{0};
  size_t passed_[2] = {0, 0};
  size_t cuts_[5] = {};  // of each TcpEnding
  std::list<Connection> connections_;
  std::thread thread_;
};

}  // namespace sparekey::test

#endif
