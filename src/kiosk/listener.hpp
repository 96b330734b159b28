// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_KIOSK_LISTENER_HPP
#define SPAREKEY_KIOSK_LISTENER_HPP

#include <sys/socket.h>

#include "kiosk/settings.hpp"

namespace sparekey::kiosk {

/// The socket browsers, or the device's web server, connect to.
class Listener {
 public:
  Listener() = default;
  ~Listener() { close(); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// False: errno says why. The settings' path must stay.
  bool open(const Listen& listen);
  /// Also removes the local socket's file.
  void close();

  int descriptor() const { return descriptor_; }
  uint16_t tcp_port() const { return tcp_port_; }
  /// Whether somebody waits to be accepted.
  bool is_wanted() const;
  /// A connection's descriptor, which never blocks; negative: there is none just now.
  int accept(sockaddr_storage* out_address, socklen_t* out_size) const;

 private:
  bool open_tcp(const Listen& listen);
  bool open_local(const char* path);

  int descriptor_ = -1;
  uint16_t tcp_port_ = 0;
  const char* path_ = nullptr;
};

/// Tells whoever started us that we answer: the port, or the socket's path.
bool write_port_file(const char* file, const Listen& listen, uint16_t tcp_port);

}  // namespace sparekey::kiosk

#endif
