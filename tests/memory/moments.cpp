// SPDX-License-Identifier: Apache-2.0
#include "memory/moments.hpp"

#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace memory_test {
namespace {

// Of /proc/PID/syscall: the call's number stands first, then what it is given. Not every machine
// has poll; and reading anything but standard input is waiting for a disk.
bool is_wait(const std::string& call) {
  for (const std::string& beginning : {
#ifdef SYS_poll
           std::to_string(SYS_poll) + ' ',
#endif
           std::to_string(SYS_ppoll) + ' ', std::to_string(SYS_read) + " 0x0 "})
    if (call.rfind(beginning, 0) == 0) return true;
  return false;
}

}  // namespace

std::vector<Region> memory_at_rest(pid_t id) {
  const std::string folder = "/proc/" + std::to_string(id);
  std::string seen;
  int times = 0;
  support::wait_until(
      [&] {
        // The system call, its arguments, the stack pointer: "running" outside of any.
        const std::string call = support::read_file(folder + "/syscall");
        const bool waits = is_wait(call);
        times = waits && call == seen ? times + 1 : 0;
        seen = call;
        usleep(5'000);
        return times == 5;
      },
      "a program to wait");
  return read_memory(id);
}

AtExit::AtExit(pid_t id) {
  const std::string file = dir_.file("memory");
  watcher_ = std::make_unique<support::Child>(
      support::Arguments{MEMORY_AT_EXIT, std::to_string(id), file}, support::Environment(),
      support::Streams{-1, -1, STDERR_FILENO});
  support::wait_until([&] { return access(file.c_str(), F_OK) == 0 || watcher_->poll(); },
                      "a process to be watched");
}

std::vector<Region> AtExit::memory() {
  EXPECT_EQ(watcher_->wait(), 0);
  return read_regions(dir_.file("memory"));
}

}  // namespace memory_test
