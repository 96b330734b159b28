// SPDX-License-Identifier: Apache-2.0
#include "settings/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace sparekey {
namespace {

// Pages are locked as they come into use, so that it costs no memory. musl does not name these.
constexpr int kMlockOnFault = 1;
constexpr int kMlockAllOnFault = 4;

// Whether there is no limit on locked memory: by privilege (CAP_IPC_LOCK), or by setting.
bool may_lock_everything() {
  struct {
    uint32_t version = 0x20080522;  // _LINUX_CAPABILITY_VERSION_3
    int pid = 0;                    // this process
  } header;
  struct {
    uint32_t effective, permitted, inheritable;
  } sets[2] = {};
  constexpr int kIpcLock = 14;
  if (syscall(SYS_capget, &header, sets) == 0 && (sets[0].effective >> kIpcLock & 1) != 0)
    return true;
  rlimit limit;
  return prlimit(0, RLIMIT_MEMLOCK, nullptr, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY;
}

}  // namespace

void protect_memory(void* bytes, size_t size) {
  const auto page = static_cast<uintptr_t>(getpagesize());
  const uintptr_t begin = reinterpret_cast<uintptr_t>(bytes) & ~(page - 1);
  const uintptr_t end = (reinterpret_cast<uintptr_t>(bytes) + size + page - 1) & ~(page - 1);
  void* const first = reinterpret_cast<void*>(begin);
  static_cast<void>(madvise(first, end - begin, MADV_DONTDUMP));
  // Before Linux 4.4 only all at once.
  if (syscall(SYS_mlock2, first, end - begin, kMlockOnFault) != 0)
    static_cast<void>(mlock(first, end - begin));
}

void protect_stack(const void* top) {
  constexpr size_t kDepth = 49152;
  // The pages at the end stay as they are: a stack whose last page is locked could grow no further
  // than the limit on locked memory.
  constexpr size_t kLeftAlone = 16384;
  volatile char reach[kDepth];
  // The system makes a stack as long as it is used, but gives it only the pages that are.
  reach[0] = 0;
  char* const begin = const_cast<char*>(reach) + kLeftAlone;
  protect_memory(begin, static_cast<size_t>(static_cast<const char*>(top) - begin));
}

void prepare_process() {
  const rlimit none{0, 0};
  // musl's setrlimit() can tell all threads of an old kernel's, at the price of 1.9 KB.
  static_cast<void>(prlimit(0, RLIMIT_CORE, &none, nullptr));
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  // Heap and stack included. Under a limit it could be memory that seems to have run out.
  if (may_lock_everything())
    static_cast<void>(mlockall(MCL_CURRENT | MCL_FUTURE | kMlockAllOnFault));
  static_cast<void>(signal(SIGPIPE, SIG_IGN));
  // A write beyond the limit on file sizes fails, and is told, like one to a full disk.
  static_cast<void>(signal(SIGXFSZ, SIG_IGN));
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor)
    // The lowest free number is taken: this one. What is said to nobody must fail, not vanish.
    if (fcntl(descriptor, F_GETFD) < 0)
      static_cast<void>(open("/dev/null", descriptor == STDOUT_FILENO ? O_RDONLY : O_RDWR));
}

}  // namespace sparekey
