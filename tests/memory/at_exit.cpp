// SPDX-License-Identifier: Apache-2.0
//   memory-at-exit PID FILE
// Holds the process when it ends, whatever ended it, and writes its memory to FILE before it may
// go. Creates FILE, empty, once it watches.
#include <sys/ptrace.h>
#include <sys/wait.h>

#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>

#include "memory/memory.hpp"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const pid_t id = static_cast<pid_t>(strtol(argv[1], nullptr, 10));
  const std::string path = argv[2];
  if (ptrace(PTRACE_SEIZE, id, nullptr, PTRACE_O_TRACEEXIT) != 0) {
    std::cerr << "process " << id << " cannot be traced: are you root?\n";
    return 1;
  }
  std::ofstream(path).close();
  for (int status = 0; waitpid(id, &status, __WALL) == id;) {
    if (!WIFSTOPPED(status)) return 0;
    const int event = status >> 16;
    if (event == PTRACE_EVENT_EXIT) {
      try {
        const std::vector<memory_test::Region> regions = memory_test::read_memory(id);
        memory_test::write_regions(regions, path + ".part");
        rename((path + ".part").c_str(), path.c_str());
      } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
      }
    }
    const long signal = event == 0 ? WSTOPSIG(status) : 0;
    ptrace(event == PTRACE_EVENT_STOP && WSTOPSIG(status) != SIGTRAP ? PTRACE_LISTEN : PTRACE_CONT,
           id, nullptr, signal);
  }
  return 0;
}
