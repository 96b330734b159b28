// SPDX-License-Identifier: Apache-2.0
// sparekey-mini where a heap would be the end of it: malloc and the like are traps, and from the
// start of main the kernel kills what asks for memory. By name, through the stub resolver and the
// name server that RESOLV_CONF says, at port DNS_PORT; no hosts file. x86-64, static.
//   sparekey-mini-noheap HOST:PORT CA_FILE RESOLV_CONF DNS_PORT
//   sparekey-mini-noheap malloc|calloc|realloc|free|new|brk|mmap|mremap    must be killed
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "posix/stub_files.hpp"
#include "recovery.hpp"

extern "C" {
void* malloc(size_t) { __builtin_trap(); }
void* calloc(size_t, size_t) { __builtin_trap(); }
void* realloc(void*, size_t) { __builtin_trap(); }
void* aligned_alloc(size_t, size_t) { __builtin_trap(); }
int posix_memalign(void**, size_t, size_t) { __builtin_trap(); }
void free(void*) { __builtin_trap(); }
}
void* operator new(size_t) { __builtin_trap(); }
void* operator new[](size_t) { __builtin_trap(); }
void operator delete(void*) noexcept { __builtin_trap(); }
void operator delete[](void*) noexcept { __builtin_trap(); }
void operator delete(void*, size_t) noexcept { __builtin_trap(); }
void operator delete[](void*, size_t) noexcept { __builtin_trap(); }

namespace {

using namespace sparekey;

alignas(8) unsigned char pool[pool_needed(ChainKey::rsa_2048)];

bool forbid_memory() {
  constexpr auto kNumber = static_cast<uint32_t>(offsetof(seccomp_data, nr));
  constexpr auto kArchitecture = static_cast<uint32_t>(offsetof(seccomp_data, arch));
  sock_filter filter[] = {
      {BPF_LD | BPF_W | BPF_ABS, 0, 0, kArchitecture},
      {BPF_JMP | BPF_JEQ | BPF_K, 0, 5, AUDIT_ARCH_X86_64},
      {BPF_LD | BPF_W | BPF_ABS, 0, 0, kNumber},
      {BPF_JMP | BPF_JEQ | BPF_K, 3, 0, SYS_brk},
      {BPF_JMP | BPF_JEQ | BPF_K, 2, 0, SYS_mmap},
      {BPF_JMP | BPF_JEQ | BPF_K, 1, 0, SYS_mremap},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS},
  };
  const sock_fprog program = {sizeof filter / sizeof filter[0], filter};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

// Does what must not be done.
void trespass(const char* how) {
  void* volatile bytes = pool;
  if (strcmp(how, "malloc") == 0) bytes = malloc(1);
  if (strcmp(how, "calloc") == 0) bytes = calloc(1, 1);
  if (strcmp(how, "realloc") == 0) bytes = realloc(bytes, 1);
  if (strcmp(how, "free") == 0) free(bytes);
  if (strcmp(how, "new") == 0) bytes = ::operator new(1);
  if (strcmp(how, "brk") == 0) (void)syscall(SYS_brk, 0);
  if (strcmp(how, "mmap") == 0) (void)syscall(SYS_mmap, 0, 4096, 3, 0x22, -1, 0);
  if (strcmp(how, "mremap") == 0) (void)syscall(SYS_mremap, 0, 0, 0, 0);
}

}  // namespace

int main(int argc, char** argv) {
  constexpr int kCannot = 100;
  if (!forbid_memory()) return kCannot;
  if (argc == 2) trespass(argv[1]);
  if (argc != 5 || !use_pool(pool, sizeof pool)) return kCannot;
  posix::places = {argv[3], "/dev/null", static_cast<uint16_t>(strtoul(argv[4], nullptr, 10))};
  return static_cast<int>(recover(posix_port(), argv[1], argv[2]));
}
