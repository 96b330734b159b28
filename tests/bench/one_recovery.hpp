// SPDX-License-Identifier: Apache-2.0
// What the programs of ours that are measured have in common: the roots, and one recovery.
#ifndef SPAREKEY_BENCH_ONE_RECOVERY_HPP
#define SPAREKEY_BENCH_ONE_RECOVERY_HPP

#include <fcntl.h>
#include <unistd.h>

#include "sparekey/sparekey.hpp"

namespace sparekey {
namespace {

char token[512];
char ca[512 * 1024];  // a system's bundle of roots takes half of it

Text read_ca(const char* file) {
  const int fd = open(file, O_RDONLY | O_CLOEXEC);
  const ssize_t size = read(fd, ca, sizeof ca);
  close(fd);
  return {ca, size > 0 ? static_cast<size_t>(size) : 0};
}

// The passcode comes on standard input, as a line.
Code recover(Client& client, const Recipient& person, Text password) {
  Recovery recovery(client, token, sizeof token);
  Code code = recovery.send_code(person).code;
  if (code != Code::ok) return code;
  char passcode[16];
  const ssize_t typed = read(STDIN_FILENO, passcode, sizeof passcode);  // pipes give a line at once
  code = recovery.enter_code({passcode, typed > 0 ? static_cast<size_t>(typed) - 1 : 0}).code;
  return code == Code::ok ? recovery.enter_password(password, Encryption::rsa).code : code;
}

}  // namespace
}  // namespace sparekey

#endif
