// SPDX-License-Identifier: Apache-2.0
// Those of system_calls.hpp that the programs make beside their port, under the names for large
// files too.
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "system_calls.hpp"

using sparekey::test::fails;
using sparekey::test::system_calls;

#define WRAPPED(result, symbol, name, failed, parameters, arguments) \
  result __real_##symbol parameters;                                 \
  result __wrap_##symbol parameters;                                 \
  result __wrap_##symbol parameters { return fails(name) ? (failed) : __real_##symbol arguments; }

extern "C" {
WRAPPED(ssize_t, read, "read", -1, (int fd, void* out, size_t size), (fd, out, size))
WRAPPED(ssize_t, write, "write", -1, (int fd, const void* bytes, size_t size), (fd, bytes, size))
WRAPPED(int, open, "open", -1, (const char* path, int how, mode_t mode), (path, how, mode))
WRAPPED(int, open64, "open", -1, (const char* path, int how, mode_t mode), (path, how, mode))
WRAPPED(off_t, lseek, "lseek", -1, (int fd, off_t to, int from), (fd, to, from))
WRAPPED(off64_t, lseek64, "lseek", -1, (int fd, off64_t to, int from), (fd, to, from))
WRAPPED(void*, mmap, "mmap", MAP_FAILED,
        (void* at, size_t size, int use, int how, int fd, off_t from),
        (at, size, use, how, fd, from))
WRAPPED(void*, mmap64, "mmap", MAP_FAILED,
        (void* at, size_t size, int use, int how, int fd, off64_t from),
        (at, size, use, how, fd, from))
WRAPPED(int, epoll_ctl, "epoll_ctl", -1, (int fd, int what, int other, epoll_event* event),
        (fd, what, other, event))
WRAPPED(int, sigaltstack, "sigaltstack", -1, (const stack_t* to, stack_t* from), (to, from))
WRAPPED(int, mlockall, "mlockall", -1, (int how), (how))

#define WRAPPED_LIMIT(symbol, new_limit, old_limit)                                      \
  int __real_##symbol(pid_t pid, int what, new_limit to, old_limit from);                \
  int __wrap_##symbol(pid_t pid, int what, new_limit to, old_limit from);                \
  int __wrap_##symbol(pid_t pid, int what, new_limit to, old_limit from) {               \
    if (fails("prlimit")) return -1;                                                     \
    const int result = __real_##symbol(pid, what, to, from);                             \
    const uint64_t told = system_calls().most_locked;                                    \
    if (what == RLIMIT_MEMLOCK && told != 0) from->rlim_cur = static_cast<rlim_t>(told); \
    return result;                                                                       \
  }
WRAPPED_LIMIT(prlimit, const rlimit*, rlimit*)
WRAPPED_LIMIT(prlimit64, const rlimit64*, rlimit64*)

// Only capget is told of: it is what has no function of its own.
long __real_syscall(long number, ...);
long __wrap_syscall(long number, ...);
long __wrap_syscall(long number, ...) {  // NOLINT(cert-dcl50-cpp): as the real one
  va_list list;
  va_start(list, number);
  void* const first = va_arg(list, void*);
  void* const second = va_arg(list, void*);
  void* const third = va_arg(list, void*);
  va_end(list);
  if (number == SYS_capget && fails("capget")) return -1;
  return __real_syscall(number, first, second, third);
}
}
