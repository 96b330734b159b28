// SPDX-License-Identifier: Apache-2.0
// What the programs of this folder do on Linux, the least an appliance has around the library.
// Passcodes come on standard input.
#ifndef SPAREKEY_SIZE_RECOVERY_HPP
#define SPAREKEY_SIZE_RECOVERY_HPP

#include <fcntl.h>
#include <unistd.h>

#include "recover_twice.hpp"
#include "sparekey/posix.hpp"

namespace sparekey {

inline size_t read_all(int fd, void* out, size_t capacity) {
  size_t size = 0;
  for (ssize_t got; size < capacity; size += static_cast<size_t>(got))
    if ((got = read(fd, static_cast<char*>(out) + size, capacity - size)) <= 0) break;
  return size;
}

inline void read_anchor(const char* file) {
  anchor.size = read_all(open(file, O_RDONLY | O_CLOEXEC), test_anchor, sizeof test_anchor);
}

inline void read_passcode(void* out, size_t size) { (void)read_all(STDIN_FILENO, out, size); }

inline Code recover(const Port& port, const char* host, const char* anchor_file) {
  read_anchor(anchor_file);
  return recover_twice(port, host, read_passcode);
}

}  // namespace sparekey

#endif
