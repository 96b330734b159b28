// SPDX-License-Identifier: Apache-2.0
#include "cli/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace sparekey::cli {

void prepare_process() {
  const rlimit none{0, 0};
  static_cast<void>(setrlimit(RLIMIT_CORE, &none));
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  static_cast<void>(signal(SIGPIPE, SIG_IGN));
  // A write beyond the limit on file sizes fails, and is told, like one to a full disk.
  static_cast<void>(signal(SIGXFSZ, SIG_IGN));
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor)
    // The lowest free number is taken: this one. What is said to nobody must fail, not vanish.
    if (fcntl(descriptor, F_GETFD) < 0)
      static_cast<void>(open("/dev/null", descriptor == STDOUT_FILENO ? O_RDONLY : O_RDWR));
}

}  // namespace sparekey::cli
