// SPDX-License-Identifier: Apache-2.0
//   may-dump-core guarded|unguarded FOLDER PROGRAM ARGUMENT...
// Becomes the program, in that folder and with no limit on core files. Unguarded: what the program
// does against core dumps seems to succeed and is lost, whether it is linked with a libc or not.
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>

namespace {

constexpr uint32_t kGoOn = SECCOMP_RET_ALLOW;
constexpr uint32_t kSucceedAndDoNothing = SECCOMP_RET_ERRNO | 0;

// The low half of an argument.
constexpr uint32_t argument(size_t number) {
  return static_cast<uint32_t>(offsetof(seccomp_data, args) + number * sizeof(uint64_t) +
                               (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 4 : 0));
}

bool lose_the_guard() {
  // The system call, which of its arguments is looked at, and the value that is not let through.
  const struct {
    uint32_t call, number, value;
  } lost[] = {{SYS_prctl, 0, PR_SET_DUMPABLE},
#ifdef SYS_setrlimit
              {SYS_setrlimit, 0, RLIMIT_CORE},
#endif
              {SYS_prlimit64, 1, RLIMIT_CORE}};
  sock_filter filter[5 * (sizeof lost / sizeof *lost) + 1];
  unsigned short size = 0;
  for (const auto& one : lost) {
    filter[size++] = BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
    filter[size++] = BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, one.call, 0, 3);
    filter[size++] = BPF_STMT(BPF_LD | BPF_W | BPF_ABS, argument(one.number));
    filter[size++] = BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, one.value, 0, 1);
    filter[size++] = BPF_STMT(BPF_RET | BPF_K, kSucceedAndDoNothing);
  }
  filter[size++] = BPF_STMT(BPF_RET | BPF_K, kGoOn);
  sock_fprog program{size, filter};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
  const bool ready = chdir(argv[2]) == 0 && setrlimit(RLIMIT_CORE, &all) == 0 &&
                     (strcmp(argv[1], "unguarded") != 0 || lose_the_guard());
  if (ready) execv(argv[3], argv + 3);
  perror(argv[3]);
  return 1;
}
