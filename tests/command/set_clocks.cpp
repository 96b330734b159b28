// SPDX-License-Identifier: Apache-2.0
#include "set_clocks.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <stdexcept>

namespace command_test {
namespace {

Environment preloaded() {
  return {{"LD_PRELOAD", PRELOADED_CLOCKS}, {"ASAN_OPTIONS", "verify_asan_link_order=0"}};
}

}  // namespace

Environment at_wall_clock(int64_t wall_clock_s) {
  Environment result = preloaded();
  result["WALL_CLOCK_S"] = std::to_string(wall_clock_s);
  return result;
}

Uptime::Uptime() {
  const std::string path = dir_.write("uptime", std::string(sizeof(int64_t), '\0'));
  const int file = open(path.c_str(), O_RDWR | O_CLOEXEC);
  void* bytes = mmap(nullptr, sizeof(int64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (bytes == MAP_FAILED) throw std::runtime_error("no memory to share with the command");
  seconds_ = static_cast<std::atomic<int64_t>*>(bytes);
  pass_s(1000);
}

Uptime::~Uptime() { munmap(seconds_, sizeof(int64_t)); }

Environment Uptime::environment() const {
  Environment result = preloaded();
  result["UPTIME_FILE"] = dir_.file("uptime");
  return result;
}

}  // namespace command_test
