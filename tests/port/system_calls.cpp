// SPDX-License-Identifier: Apache-2.0
#include "system_calls.hpp"

#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <time.h>

#include <algorithm>
#include <mutex>

namespace sparekey::test {
namespace {

std::mutex mutex;  // getaddrinfo runs on a thread of its own
SystemCalls current;

}  // namespace

SystemCalls& system_calls() { return current; }
void reset_system_calls() { current = {}; }

namespace {

void do_before(const char* name) {
  std::function<void()> act;
  {
    const std::lock_guard<std::mutex> guard(mutex);
    std::swap(act, current.before[name]);
  }
  if (act) act();
}

// 0: the call is to be made.
int failure_of(const char* name) {
  do_before(name);
  const std::lock_guard<std::mutex> guard(mutex);
  ++current.made[name];
  std::vector<int>& waiting = current.failures[name];
  if (waiting.empty()) return 0;
  const int error = waiting.front();
  waiting.erase(waiting.begin());
  return error;
}

}  // namespace

bool fails(const char* name) {
  const int error = failure_of(name);
  if (error != 0) errno = error;
  return error != 0;
}

}  // namespace sparekey::test

using sparekey::test::fails;
using sparekey::test::failure_of;
using sparekey::test::system_calls;

#define WRAPPED(result, name, parameters, arguments) \
  result __real_##name parameters;                   \
  result __wrap_##name parameters;                   \
  result __wrap_##name parameters { return fails(#name) ? -1 : __real_##name arguments; }

extern "C" {
WRAPPED(int, socket, (int family, int type, int protocol), (family, type, protocol))
WRAPPED(int, getpeername, (int fd, sockaddr* out, socklen_t* size), (fd, out, size))
WRAPPED(ssize_t, send, (int fd, const void* bytes, size_t size, int flags),
        (fd, bytes, size, flags))
WRAPPED(ssize_t, recv, (int fd, void* bytes, size_t size, int flags), (fd, bytes, size, flags))
WRAPPED(int, eventfd, (unsigned count, int flags), (count, flags))

// Interrupted, the real one goes on in the background.
int __real_connect(int fd, const sockaddr* to, socklen_t size);
int __wrap_connect(int fd, const sockaddr* to, socklen_t size);
int __wrap_connect(int fd, const sockaddr* to, socklen_t size) {
  const int error = failure_of("connect");
  const int result = error == 0 || error == EINTR ? __real_connect(fd, to, size) : -1;
  if (error != 0) errno = error;
  return error != 0 ? -1 : result;
}

// By the id of the clock, not by the name.
int __real_clock_gettime(clockid_t id, timespec* out);
int __wrap_clock_gettime(clockid_t id, timespec* out);
int __wrap_clock_gettime(clockid_t id, timespec* out) {
  const char* const name = id == CLOCK_BOOTTIME   ? "CLOCK_BOOTTIME"
                           : id == CLOCK_REALTIME ? "CLOCK_REALTIME"
                                                  : "CLOCK_MONOTONIC";
  return fails(name) ? -1 : __real_clock_gettime(id, out);
}

int __real_poll(pollfd* set, nfds_t count, int timeout_ms);
int __wrap_poll(pollfd* set, nfds_t count, int timeout_ms);
int __wrap_poll(pollfd* set, nfds_t count, int timeout_ms) {
  system_calls().poll_timeout_ms = timeout_ms;
  return fails("poll") ? -1 : __real_poll(set, count, timeout_ms);
}

ssize_t __real_getrandom(void* out, size_t size, unsigned flags);
ssize_t __wrap_getrandom(void* out, size_t size, unsigned flags);
ssize_t __wrap_getrandom(void* out, size_t size, unsigned flags) {
  if (fails("getrandom")) return -1;
  return __real_getrandom(out, std::min(size, system_calls().most_random), flags);
}

int __real_access(const char* path, int mode);
int __wrap_access(const char* path, int mode);
int __wrap_access(const char* path, int mode) {
  if (!system_calls().access_is_told) return __real_access(path, mode);
  const std::vector<std::string>& readable = system_calls().readable;
  return std::find(readable.begin(), readable.end(), path) == readable.end() ? -1 : 0;
}

int __real_pthread_create(pthread_t* out, const pthread_attr_t* attributes, void* (*run)(void*),
                          void* argument);
int __wrap_pthread_create(pthread_t* out, const pthread_attr_t* attributes, void* (*run)(void*),
                          void* argument);
int __wrap_pthread_create(pthread_t* out, const pthread_attr_t* attributes, void* (*run)(void*),
                          void* argument) {
  const int error = failure_of("pthread_create");
  return error != 0 ? error : __real_pthread_create(out, attributes, run, argument);
}

int __real_getaddrinfo(const char* name, const char* service, const addrinfo* hints,
                       addrinfo** out);
int __wrap_getaddrinfo(const char* name, const char* service, const addrinfo* hints,
                       addrinfo** out);
int __wrap_getaddrinfo(const char* name, const char* service, const addrinfo* hints,
                       addrinfo** out) {
  const int error = failure_of("getaddrinfo");
  if (error != 0) return error;
  if (!system_calls().found) return __real_getaddrinfo(name, service, hints, out);
  *out = system_calls().found();
  return 0;
}

void __real_freeaddrinfo(addrinfo* list);
void __wrap_freeaddrinfo(addrinfo* list);
void __wrap_freeaddrinfo(addrinfo* list) {
  failure_of("freeaddrinfo");
  if (!system_calls().found) __real_freeaddrinfo(list);
}
}
