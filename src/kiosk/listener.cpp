// SPDX-License-Identifier: Apache-2.0
#include "kiosk/listener.hpp"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/writer.hpp"

namespace sparekey::kiosk {
namespace {

constexpr int kBacklog = 16;

int make_socket(int family) {
  return socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

}  // namespace

bool Listener::open(const Listen& listen) {
  const bool opened =
      listen.kind == Listen::Kind::local ? open_local(listen.path) : open_tcp(listen);
  if (opened) return true;
  const int error = errno;
  close();
  errno = error;
  return false;
}

bool Listener::open_tcp(const Listen& listen) {
  const bool is_ipv6 = listen.kind == Listen::Kind::ipv6;
  union {
    sockaddr any;
    sockaddr_in v4;
    sockaddr_in6 v6;
  } address;
  memset(&address, 0, sizeof address);
  socklen_t size = sizeof address.v4;
  if (is_ipv6) {
    size = sizeof address.v6;
    address.v6.sin6_family = AF_INET6;
    address.v6.sin6_port = htons(listen.tcp_port);
    address.v6.sin6_addr.s6_addr[15] = 1;
  } else {
    address.v4.sin_family = AF_INET;
    address.v4.sin_port = htons(listen.tcp_port);
    address.v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  }
  descriptor_ = make_socket(address.any.sa_family);
  if (descriptor_ < 0) return false;
  const int on = 1;
  // Connections of the one before linger, and are no reason to wait.
  (void)setsockopt(descriptor_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (is_ipv6) (void)setsockopt(descriptor_, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
  if (bind(descriptor_, &address.any, size) != 0 || ::listen(descriptor_, kBacklog) != 0 ||
      getsockname(descriptor_, &address.any, &size) != 0)
    return false;
  tcp_port_ = ntohs(is_ipv6 ? address.v6.sin6_port : address.v4.sin_port);
  return true;
}

bool Listener::open_local(const char* path) {
  union {
    sockaddr any;
    sockaddr_un local;
  } address;
  memset(&address, 0, sizeof address);
  address.local.sun_family = AF_UNIX;
  const size_t size = strlen(path);
  // Not covered: read_listen() takes none that is too long.
  if (size >= sizeof address.local.sun_path) {
    errno = ENAMETOOLONG;
    return false;
  }
  memcpy(address.local.sun_path, path, size);
  // Of one that was killed; nothing but a socket is in our way rightly.
  struct stat found;
  if (lstat(path, &found) == 0 && S_ISSOCK(found.st_mode)) (void)unlink(path);
  descriptor_ = make_socket(AF_UNIX);
  if (descriptor_ < 0) return false;
  const mode_t before = umask(0117);
  const bool bound = bind(descriptor_, &address.any, sizeof address.local) == 0;
  (void)umask(before);
  if (!bound) return false;
  path_ = path;
  return ::listen(descriptor_, kBacklog) == 0;
}

void Listener::close() {
  if (descriptor_ >= 0) (void)::close(descriptor_);
  if (path_ != nullptr) (void)unlink(path_);
  descriptor_ = -1;
  path_ = nullptr;
}

bool Listener::is_wanted() const {
  pollfd wanted = {descriptor_, POLLIN, 0};
  return poll(&wanted, 1, 0) == 1;
}

int Listener::accept(sockaddr_storage* out_address, socklen_t* out_size) const {
  *out_size = sizeof *out_address;
  return accept4(descriptor_, reinterpret_cast<sockaddr*>(out_address), out_size,
                 SOCK_CLOEXEC | SOCK_NONBLOCK);
}

bool write_port_file(const char* file, const Listen& listen, uint16_t tcp_port) {
  char bytes[4096];
  Writer text(bytes, sizeof bytes);
  if (listen.kind == Listen::Kind::local) {
    text.put(listen.path);
  } else {
    text.put_decimal(tcp_port);
  }
  text.put('\n');
  char name[4096];
  Writer temporary(name, sizeof name);
  temporary.put(file);
  temporary.put(".new");
  temporary.put('\0');
  if (!text.ok() || !temporary.ok()) return false;
  // Whoever sees the file must see all of it.
  const int descriptor = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) return false;
  const bool written = write(descriptor, bytes, text.size()) == static_cast<ssize_t>(text.size());
  if (::close(descriptor) == 0 && written && rename(name, file) == 0) return true;
  (void)unlink(name);
  return false;
}

}  // namespace sparekey::kiosk
