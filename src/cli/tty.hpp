// SPDX-License-Identifier: Apache-2.0
// What the system does with a terminal. musl's ioctl(), which its own functions call, first
// translates what old kernels knew only otherwise; 1.1 KB for nothing: no request to a terminal is
// among them.
#ifndef SPAREKEY_CLI_TTY_HPP
#define SPAREKEY_CLI_TTY_HPP

#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

namespace sparekey::cli {

template <typename Argument>
bool control_tty(int descriptor, unsigned long request, Argument argument) {
  return syscall(SYS_ioctl, descriptor, request, argument) == 0;
}

/// The three fail as tcgetattr(), tcsetattr() and tcflush() do, and tell why in errno.
inline bool read_tty(int descriptor, termios* out) {
#ifdef __GLIBC__  // its termios is not the kernel's
  return tcgetattr(descriptor, out) == 0;
#else
  return control_tty(descriptor, TCGETS, out);
#endif
}

inline bool write_tty(int descriptor, int when, const termios* settings) {
#ifdef __GLIBC__
  return tcsetattr(descriptor, when, settings) == 0;
#else
  return control_tty(descriptor, TCSETS + static_cast<unsigned long>(when), settings);
#endif
}

inline void flush_tty(int descriptor, int queue) { control_tty(descriptor, TCFLSH, queue); }

}  // namespace sparekey::cli

#endif
