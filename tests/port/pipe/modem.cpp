// SPDX-License-Identifier: Apache-2.0
#include "modem.hpp"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

namespace pipe_port {
namespace {

constexpr int kSockets = 64;

struct Socket {
  int fd = -1;
  uint8_t id = 0;
  bool connecting = false;
  bool closing = false;  // by the device, once all it sent has gone
  bool ended = false;    // which the device knows
  size_t room = 0;       // for bytes to the device
  size_t count = 0;      // of those it sent that have not gone yet
  uint8_t bytes[kRoom];
};

class Modem {
 public:
  Modem(int in_fd, int out_fd) : in_fd_(in_fd), out_fd_(out_fd) {}

  void run() {
    while (turn()) {
    }
    for (Socket& socket : sockets_)
      if (socket.fd >= 0) ::close(socket.fd);
  }

 private:
  void say(Op op, uint8_t id, const void* payload, size_t size) {
    uint8_t frame[kHead + kMostPayload];
    frame[0] = static_cast<uint8_t>(op);
    frame[1] = id;
    frame[2] = static_cast<uint8_t>(size & 0xFFu);
    frame[3] = static_cast<uint8_t>(size >> 8u);
    if (size > 0) memcpy(frame + kHead, payload, size);
    for (size_t sent = 0; sent < kHead + size;) {
      const ssize_t count = write(out_fd_, frame + sent, kHead + size - sent);
      if (count < 0 && errno != EINTR) return;
      if (count > 0) sent += static_cast<size_t>(count);
    }
  }

  // Waits for something to do, and does it. False: the device is gone.
  bool turn() {
    pollfd set[1 + kSockets];
    set[0] = pollfd{in_fd_, POLLIN, 0};
    for (int i = 0; i < kSockets; ++i) {
      const Socket& socket = sockets_[i];
      const bool reads = !socket.connecting && !socket.ended && !socket.closing && socket.room > 0;
      const bool writes = socket.connecting || socket.count > 0;
      const bool idle = socket.fd < 0 || (!reads && !writes);
      set[1 + i] = pollfd{idle ? -1 : socket.fd,
                          static_cast<short>((reads ? POLLIN : 0) | (writes ? POLLOUT : 0)), 0};
    }
    if (poll(set, 1 + kSockets, -1) < 0) return errno == EINTR;
    for (int i = 0; i < kSockets; ++i)
      if (set[1 + i].revents != 0) serve(&sockets_[i]);
    if (set[0].revents == 0) return true;
    uint8_t bytes[512];
    const ssize_t count = read(in_fd_, bytes, sizeof bytes);
    if (count <= 0) return count < 0 && errno == EINTR;
    for (ssize_t i = 0; i < count; ++i)
      if (reader_.take(bytes[i])) hear(reader_.frame());
    return true;
  }

  void end(Socket* socket, bool by_fin) {
    const uint8_t fin = by_fin ? 1 : 0;
    if (!socket->closing) say(Op::ended, socket->id, &fin, 1);
    socket->ended = true;
    // After a FIN the other direction may still be open.
    if (!by_fin || socket->closing) drop(socket);
  }

  static void drop(Socket* socket) {
    ::close(socket->fd);
    socket->fd = -1;
  }

  void serve(Socket* socket) {
    if (socket->connecting) {
      int error = 0;
      socklen_t size = sizeof error;
      getsockopt(socket->fd, SOL_SOCKET, SO_ERROR, &error, &size);
      socket->connecting = false;
      const uint8_t connected = error == 0 ? 1 : 0;
      say(Op::opened, socket->id, &connected, 1);
      if (connected == 0) drop(socket);
      return;
    }
    if (socket->count > 0 && !flush(socket)) return;
    if (socket->closing || socket->ended || socket->room == 0) return;
    uint8_t bytes[kMostPayload];
    const size_t most = socket->room < sizeof bytes ? socket->room : sizeof bytes;
    const ssize_t got = recv(socket->fd, bytes, most, 0);
    if (got > 0) {
      socket->room -= static_cast<size_t>(got);
      return say(Op::data, socket->id, bytes, static_cast<size_t>(got));
    }
    if (got == 0) return end(socket, true);
    if (errno != EAGAIN && errno != EINTR) end(socket, false);
  }

  // False: the connection is lost.
  bool flush(Socket* socket) {
    const ssize_t sent = ::send(socket->fd, socket->bytes, socket->count, MSG_NOSIGNAL);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) return true;
    if (sent < 0) {
      end(socket, false);
      return false;
    }
    socket->count -= static_cast<size_t>(sent);
    memmove(socket->bytes, socket->bytes + sent, socket->count);
    if (socket->closing) {
      if (socket->count == 0) drop(socket);
      return socket->count > 0;
    }
    const uint8_t room[] = {static_cast<uint8_t>(sent & 0xFF), static_cast<uint8_t>(sent >> 8)};
    say(Op::room, socket->id, room, sizeof room);
    return true;
  }

  void open(const Frame& frame) {
    const uint8_t no = 0;
    for (Socket& socket : sockets_) {
      if (socket.fd >= 0) continue;
      sockaddr_in6 v6 = {};
      sockaddr_in v4 = {};
      const uint16_t tcp_port =
          htons(static_cast<uint16_t>(frame.payload[17] << 8 | frame.payload[18]));
      const bool is_v4 = frame.payload[0] == 4;
      v4.sin_family = AF_INET;
      v4.sin_port = tcp_port;
      memcpy(&v4.sin_addr, frame.payload + 1, 4);
      v6.sin6_family = AF_INET6;
      v6.sin6_port = tcp_port;
      memcpy(&v6.sin6_addr, frame.payload + 1, 16);
      const int fd =
          ::socket(is_v4 ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
      const int on = 1;
      (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      const int error = is_v4 ? connect(fd, reinterpret_cast<sockaddr*>(&v4), sizeof v4)
                              : connect(fd, reinterpret_cast<sockaddr*>(&v6), sizeof v6);
      if (error != 0 && errno != EINPROGRESS) {
        if (fd >= 0) ::close(fd);
        break;
      }
      socket = Socket();
      socket.fd = fd;
      socket.id = frame.id;
      socket.connecting = true;
      socket.room = kRoom;
      return;
    }
    say(Op::opened, frame.id, &no, 1);
  }

  void look_up(const Frame& frame) {
    char name[kMostPayload + 1] = {};
    memcpy(name, frame.payload, frame.size);
    addrinfo hints = {};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    uint8_t answer[6 * 17];
    size_t size = 0;
    if (getaddrinfo(name, nullptr, &hints, &list) == 0) {
      for (const addrinfo* each = list; each != nullptr && size + 17 <= sizeof answer;
           each = each->ai_next) {
        const bool is_v4 = each->ai_family == AF_INET;
        answer[size++] = is_v4 ? 4 : 6;
        if (is_v4)
          memcpy(answer + size, &reinterpret_cast<sockaddr_in*>(each->ai_addr)->sin_addr, 4);
        else
          memcpy(answer + size, &reinterpret_cast<sockaddr_in6*>(each->ai_addr)->sin6_addr, 16);
        size += is_v4 ? 4 : 16;
      }
      freeaddrinfo(list);
    }
    say(Op::addresses, frame.id, answer, size);
  }

  void hear(const Frame& frame) {
    if (frame.op == Op::look_up) return look_up(frame);
    if (frame.op == Op::what_time) {
      uint8_t bytes[8];
      auto now = static_cast<uint64_t>(time(nullptr));
      for (uint8_t& byte : bytes) {
        byte = static_cast<uint8_t>(now & 0xFFu);
        now >>= 8u;
      }
      return say(Op::time, 0, bytes, sizeof bytes);
    }
    if (frame.op == Op::random) {
      uint8_t bytes[255];
      if (getrandom(bytes, frame.payload[0], 0) == frame.payload[0])
        say(Op::entropy, 0, bytes, frame.payload[0]);
      return;
    }
    if (frame.op == Op::open) return open(frame);
    for (Socket& socket : sockets_) {
      if (socket.fd < 0 || socket.id != frame.id || socket.closing) continue;
      if (frame.op == Op::room)
        socket.room += static_cast<size_t>(frame.payload[0] | frame.payload[1] << 8);
      if (frame.op == Op::data && frame.size <= kRoom - socket.count) {
        memcpy(socket.bytes + socket.count, frame.payload, frame.size);
        socket.count += frame.size;
      }
      if (frame.op == Op::close) {
        socket.closing = true;
        if (socket.count == 0 || socket.connecting) drop(&socket);
      }
      return;
    }
  }

  int in_fd_;
  int out_fd_;
  FrameReader reader_;
  Socket sockets_[kSockets];
};

}  // namespace

void run_modem(int in_fd, int out_fd) { Modem(in_fd, out_fd).run(); }

}  // namespace pipe_port
