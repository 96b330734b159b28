// SPDX-License-Identifier: Apache-2.0
// c-ares neither waits nor starts a thread. It allocates from the heap while a lookup lasts, and
// reads its configuration anew for each one. All lookups must be made by one thread.
#include <ares.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>

#include "clocks.hpp"
#include "lookup.hpp"
#include "sockets.hpp"

namespace sparekey::posix {
namespace {

constexpr int kMaxAddresses = 8;
constexpr int kMaxSockets = 4;  // one question for each family, to one server each, over UDP or TCP

struct Slot {
  ares_channel channel;  // null if the slot is free
  int result;            // number of addresses, or a PortStatus
  int socket_count;
  Interest sockets[kMaxSockets];
  Address addresses[kMaxAddresses];
};

Slot slots[2];

// Called when c-ares begins or ceases to wait for a socket.
void on_socket(void* self, ares_socket_t fd, int readable, int writable) {
  Slot& slot = *static_cast<Slot*>(self);
  int i = 0;
  while (i < slot.socket_count && slot.sockets[i].handle != fd) ++i;
  if (readable == 0 && writable == 0) {
    if (i < slot.socket_count) slot.sockets[i] = slot.sockets[--slot.socket_count];
    return;
  }
  if (i == kMaxSockets) return;  // its question times out, and is asked again
  slot.sockets[i] = Interest{fd, readable != 0, writable != 0};
  if (i == slot.socket_count) ++slot.socket_count;
}

int copy_addresses(const ares_addrinfo_node* node, Address* out) {
  int count = 0;
  for (; node != nullptr && count < kMaxAddresses; node = node->ai_next)
    out[count++] = from_sockaddr(node->ai_addr);
  return count > 0 ? count : kPortNotFound;
}

void on_answer(void* self, int status, int, ares_addrinfo* list) {
  Slot& slot = *static_cast<Slot*>(self);
  const bool none = status == ARES_ENOTFOUND || status == ARES_ENODATA;
  slot.result = none ? kPortNotFound : kPortFailed;
  if (status != ARES_SUCCESS) return;
  slot.result = copy_addresses(list->nodes, slot.addresses);
  ares_freeaddrinfo(list);
}

// c-ares before 1.34 may write to a TCP connection that is closed.
class WithoutSigpipe {
 public:
  WithoutSigpipe() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~WithoutSigpipe() {
    const timespec at_once = {};
    if (!was_pending_) sigtimedwait(&pipe_, nullptr, &at_once);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  WithoutSigpipe(const WithoutSigpipe&) = delete;
  WithoutSigpipe& operator=(const WithoutSigpipe&) = delete;

 private:
  sigset_t pipe_;
  sigset_t before_;
  bool was_pending_;
};

void process(Slot& slot) {
  pollfd set[kMaxSockets];
  const int count = slot.socket_count;
  for (int i = 0; i < count; ++i) {
    const Interest& socket = slot.sockets[i];
    set[i] = pollfd{socket.handle, 0, 0};
    if (socket.readable) set[i].events |= POLLIN;
    if (socket.writable) set[i].events |= POLLOUT;
  }
  const WithoutSigpipe guard;
  if (poll(set, static_cast<nfds_t>(count), 0) < 0) return;
  for (int i = 0; i < count; ++i) {
    const short ready = set[i].revents;
    const bool readable = (ready & ~POLLOUT) != 0;  // an error is read
    if (ready != 0)
      ares_process_fd(slot.channel, readable ? set[i].fd : ARES_SOCKET_BAD,
                      (ready & POLLOUT) != 0 ? set[i].fd : ARES_SOCKET_BAD);
  }
  ares_process_fd(slot.channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);  // timeouts
}

}  // namespace

int resolve_start(void*, const char* name, Handle* out_lookup) {
  for (Slot& slot : slots) {
    if (slot.channel != nullptr) continue;
    slot.result = kPortAgain;
    slot.socket_count = 0;
    ares_options options;
    memset(&options, 0, sizeof options);
    options.sock_state_cb = on_socket;
    options.sock_state_cb_data = &slot;
    if (ares_library_init(ARES_LIB_INIT_ALL) != ARES_SUCCESS) return kPortFailed;
    if (ares_init_options(&slot.channel, &options, ARES_OPT_SOCK_STATE_CB) != ARES_SUCCESS) {
      slot.channel = nullptr;
      ares_library_cleanup();
      return kPortFailed;
    }
    ares_addrinfo_hints hints;
    memset(&hints, 0, sizeof hints);
    hints.ai_family = AF_UNSPEC;
    ares_getaddrinfo(slot.channel, name, nullptr, &hints, on_answer, &slot);
    *out_lookup = static_cast<Handle>(&slot - slots);
    return kPortOk;
  }
  return kPortFailed;
}

int resolve_result(void*, Handle lookup, Address* out, int capacity) {
  Slot& slot = slots[lookup];
  if (slot.result == kPortAgain) process(slot);
  const int result = slot.result < capacity ? slot.result : capacity;
  for (int i = 0; i < result; ++i) out[i] = slot.addresses[i];
  return result;
}

int resolve_wants(void* context, Handle lookup, Interest* out, int capacity, int64_t* wake_ms) {
  Slot& slot = slots[lookup];
  timeval rest;
  if (ares_timeout(slot.channel, nullptr, &rest) != nullptr) {
    const int64_t at_ms =
        monotonic_ms(context) + int64_t{rest.tv_sec} * 1000 + rest.tv_usec / 1000 + 1;
    if (at_ms < *wake_ms) *wake_ms = at_ms;
  }
  int count = 0;
  for (; count < slot.socket_count && count < capacity; ++count) out[count] = slot.sockets[count];
  return count;
}

void resolve_end(void*, Handle lookup) {
  Slot& slot = slots[lookup];
  ares_destroy(slot.channel);
  slot.channel = nullptr;
  ares_library_cleanup();
}

}  // namespace sparekey::posix
