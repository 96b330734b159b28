// SPDX-License-Identifier: Apache-2.0
// getaddrinfo has no deadline, so each lookup runs on a thread of its own, which owns one of two
// static slots. A lookup that is given up keeps its slot until getaddrinfo comes back, and touches
// no memory of the caller's. While both slots are held that way, no further lookup begins.

#include <netdb.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lookup.hpp"
#include "sockets.hpp"

namespace sparekey::posix {
namespace {

constexpr int kMaxAddresses = 8;

enum class State : uint8_t { free, running, answered, abandoned };

struct Slot {
  State state;
  int done_fd;  // becomes readable with the answer
  int result;   // number of addresses, or a PortStatus
  char name[254];
  Address addresses[kMaxAddresses];
};

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;  // guards the slots' states and results
Slot slots[2];

void release(Slot& slot) {
  ::close(slot.done_fd);
  slot.state = State::free;
}

int copy_addresses(const addrinfo* list, Address* out) {
  int count = 0;
  for (; list != nullptr && count < kMaxAddresses; list = list->ai_next) {
    if (list->ai_family == AF_INET || list->ai_family == AF_INET6)
      out[count++] = from_sockaddr(list->ai_addr);
  }
  return count > 0 ? count : kPortNotFound;
}

void* look_up(void* argument) {
  Slot& slot = *static_cast<Slot*>(argument);
  addrinfo hints;
  memset(&hints, 0, sizeof hints);
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  const int error = getaddrinfo(slot.name, nullptr, &hints, &list);
  int result = error == EAI_NONAME ? kPortNotFound : kPortFailed;
  if (error == 0) {
    result = copy_addresses(list, slot.addresses);
    freeaddrinfo(list);
  }
  pthread_mutex_lock(&mutex);
  if (slot.state == State::abandoned) {
    release(slot);
  } else {
    slot.result = result;
    slot.state = State::answered;
    const uint64_t one = 1;
    (void)!write(slot.done_fd, &one, sizeof one);
  }
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

bool start_thread(Slot& slot) {
  // The program's signals are its own threads' business.
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_attr_t detached;
  pthread_attr_init(&detached);
  pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
  pthread_t thread;
  const int error = pthread_create(&thread, &detached, look_up, &slot);
  pthread_attr_destroy(&detached);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return error == 0;
}

Slot* take_free_slot() {
  for (Slot& slot : slots) {
    if (slot.state != State::free) continue;
    slot.done_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (slot.done_fd < 0) return nullptr;
    slot.state = State::running;
    return &slot;
  }
  return nullptr;
}

}  // namespace

int resolve_start(void*, const char* name, Handle* out_lookup) {
  const size_t size = strlen(name) + 1;
  if (size > sizeof slots[0].name) return kPortFailed;
  int status = kPortFailed;
  pthread_mutex_lock(&mutex);
  if (Slot* slot = take_free_slot()) {
    memcpy(slot->name, name, size);
    if (start_thread(*slot)) {
      *out_lookup = static_cast<Handle>(slot - slots);
      status = kPortOk;
    } else {
      release(*slot);
    }
  }
  pthread_mutex_unlock(&mutex);
  return status;
}

int resolve_result(void*, Handle lookup, Address* out, int capacity) {
  Slot& slot = slots[lookup];
  pthread_mutex_lock(&mutex);
  int result = slot.state == State::answered ? slot.result : kPortAgain;
  pthread_mutex_unlock(&mutex);
  if (result > capacity) result = capacity;
  for (int i = 0; i < result; ++i) out[i] = slot.addresses[i];
  return result;
}

int resolve_wants(void*, Handle lookup, Interest* out, int capacity, int64_t*) {
  if (capacity < 1) return 0;
  out[0] = Interest{slots[lookup].done_fd, true, false};
  return 1;
}

void resolve_end(void*, Handle lookup) {
  Slot& slot = slots[lookup];
  pthread_mutex_lock(&mutex);
  if (slot.state == State::answered)
    release(slot);
  else
    slot.state = State::abandoned;
  pthread_mutex_unlock(&mutex);
}

}  // namespace sparekey::posix
