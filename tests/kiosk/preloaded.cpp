// SPDX-License-Identifier: Apache-2.0
#include "kiosk/preloaded.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <new>
#include <stdexcept>

namespace kiosk_test {

Preloaded::Preloaded() {
  const std::string path = dir_.write("shared", std::string(sizeof(Shared), '\0'));
  const int file = open(path.c_str(), O_RDWR | O_CLOEXEC);
  void* bytes = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (bytes == MAP_FAILED) throw std::runtime_error("no memory to share with the kiosk");
  shared_ = new (bytes) Shared{};
}

Preloaded::~Preloaded() { munmap(shared_, sizeof(Shared)); }

support::Environment Preloaded::environment() const {
  return {{"LD_PRELOAD", KIOSK_PRELOAD},
          {"KIOSK_SHARED", dir_.file("shared")},
          {"ASAN_OPTIONS", "verify_asan_link_order=0"}};
}

}  // namespace kiosk_test
