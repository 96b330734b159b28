// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <poll.h>
#include <sys/random.h>

#include "clocks.hpp"
#include "lookup.hpp"
#include "sockets.hpp"
#include "sparekey/posix.hpp"

namespace sparekey {
namespace {

// This port's context is the cancel handle itself, so a Port needs no other object.
Handle cancel_handle_of(void* context) {
  return static_cast<Handle>(reinterpret_cast<intptr_t>(context));
}

short events_of(const Interest& interest) {
  return static_cast<short>((interest.readable ? POLLIN : 0) | (interest.writable ? POLLOUT : 0));
}

int wait(void* context, const Interest* interests, int count, int64_t until_ms) {
  constexpr int kMaxInterests = 4;
  pollfd set[1 + kMaxInterests];
  // poll ignores a negative descriptor.
  set[0] = pollfd{cancel_handle_of(context), POLLIN, 0};
  if (count > kMaxInterests) return kPortFailed;
  for (int i = 0; i < count; ++i)
    set[1 + i] = pollfd{interests[i].handle, events_of(interests[i]), 0};

  int64_t rest = until_ms - posix::monotonic_ms(context);
  if (rest < 0) rest = 0;
  // poll's clock stands still while the device sleeps; ours does not.
  constexpr int64_t kLongestPollMs = 1000;
  if (rest > kLongestPollMs) rest = kLongestPollMs;
  const int ready = poll(set, 1 + static_cast<nfds_t>(count), static_cast<int>(rest));
  if (ready < 0) return errno == EINTR ? kPortOk : kPortFailed;
  return set[0].revents != 0 ? kPortInterrupted : kPortOk;
}

int fill_random(void*, void* out, size_t size) {
  auto* bytes = static_cast<unsigned char*>(out);
  while (size > 0) {
    // Early at boot a blocking call would wait for the generator without a deadline.
    const ssize_t got = getrandom(bytes, size, GRND_NONBLOCK);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return kPortFailed;
    bytes += got;
    size -= static_cast<size_t>(got);
  }
  return kPortOk;
}

}  // namespace

Port posix_port(Handle cancel_handle) {
  Port port = posix_port_without_names(cancel_handle);
  port.resolve_start = posix::resolve_start;
  port.resolve_result = posix::resolve_result;
  port.resolve_wants = posix::resolve_wants;
  port.resolve_end = posix::resolve_end;
  return port;
}

Port posix_port_without_names(Handle cancel_handle) {
  Port port;
  port.context = reinterpret_cast<void*>(static_cast<intptr_t>(cancel_handle));
  // No lookup begins, so the last three are never called.
  port.resolve_start = [](void*, const char*, Handle*) -> int { return kPortFailed; };
  port.resolve_result = [](void*, Handle, Address*, int) -> int { return kPortFailed; };
  port.resolve_wants = [](void*, Handle, Interest*, int, int64_t*) { return 0; };
  port.resolve_end = [](void*, Handle) {};
  port.connect_start = posix::connect_start;
  port.connect_result = posix::connect_result;
  port.send = posix::send;
  port.receive = posix::receive;
  port.close = posix::close;
  port.wait = wait;
  port.monotonic_ms = posix::monotonic_ms;
  port.wall_clock_s = posix::wall_clock_s;
  port.random = fill_random;
  return port;
}

}  // namespace sparekey
