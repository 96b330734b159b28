// SPDX-License-Identifier: Apache-2.0
#include "kiosk/lingering.hpp"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/wipe.hpp"

namespace sparekey::kiosk {
namespace {

constexpr int64_t kLingerMs = 2'000;
// What comes in a moment; more waits for the next time.
constexpr int kReads = 16;

// False: the other end is done, or gone.
bool drain(int descriptor) {
  char bytes[2048];
  ssize_t received = 0;
  for (int i = 0; i < kReads; ++i) {
    received = recv(descriptor, bytes, sizeof bytes, MSG_DONTWAIT);
    if (received <= 0) break;
  }
  wipe(bytes, sizeof bytes);
  return received > 0 || (received < 0 && (errno == EAGAIN || errno == EINTR));
}

}  // namespace

void Lingering::keep(int descriptor, int64_t now_ms) {
  char byte;
  if (recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0) return;
  Socket* place = &list_[0];
  for (Socket& socket : list_) {
    if (socket.descriptor < 0) {
      place = &socket;
      break;
    }
    if (socket.ends_at_ms < place->ends_at_ms) place = &socket;
  }
  if (place->descriptor >= 0) (void)close(place->descriptor);
  place->descriptor = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
  place->ends_at_ms = now_ms + kLingerMs;
}

void Lingering::advance(int64_t now_ms) {
  for (Socket& socket : list_) {
    if (socket.descriptor < 0) continue;
    if (now_ms < socket.ends_at_ms && drain(socket.descriptor)) continue;
    (void)close(socket.descriptor);
    socket.descriptor = -1;
  }
}

void Lingering::end_all() {
  for (Socket& socket : list_) {
    if (socket.descriptor >= 0) (void)close(socket.descriptor);
    socket.descriptor = -1;
  }
}

size_t Lingering::add_to(pollfd* out) const {
  size_t size = 0;
  for (const Socket& socket : list_)
    if (socket.descriptor >= 0) out[size++] = {socket.descriptor, POLLIN, 0};
  return size;
}

int64_t Lingering::wakes_at_ms() const {
  int64_t earliest = INT64_MAX;
  for (const Socket& socket : list_)
    if (socket.descriptor >= 0 && socket.ends_at_ms < earliest) earliest = socket.ends_at_ms;
  return earliest;
}

}  // namespace sparekey::kiosk
