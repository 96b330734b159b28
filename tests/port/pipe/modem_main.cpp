// SPDX-License-Identifier: Apache-2.0
// pipe_modem: a modem for a machine whose serial line is a Unix socket. Ends with the machine.
//   pipe_modem SOCKET     which it makes
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "modem.hpp"

int main(int argc, char** argv) {
  sockaddr_un at = {};
  at.sun_family = AF_UNIX;
  if (argc != 2 || strlen(argv[1]) >= sizeof at.sun_path) {
    fputs("usage: pipe_modem SOCKET\n", stderr);
    return 2;
  }
  memcpy(at.sun_path, argv[1], strlen(argv[1]));
  const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(listener, reinterpret_cast<const sockaddr*>(&at), sizeof at) != 0 ||
      listen(listener, 1) != 0) {
    perror(argv[1]);
    return 1;
  }
  const int line = accept(listener, nullptr, nullptr);
  if (line < 0) return 1;
  pipe_port::run_modem(line, line);
  return 0;
}
