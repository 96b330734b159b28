// SPDX-License-Identifier: Apache-2.0
// Looks a name up by the stub resolver and prints what it found; with nothing of C++'s library.
//   musl_lookup RESOLV_CONF HOSTS PORT NAME
#include <arpa/inet.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "posix/clocks.hpp"
#include "posix/lookup.hpp"
#include "posix/stub_files.hpp"

using namespace sparekey;

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  posix::places = {argv[1], argv[2], static_cast<uint16_t>(atoi(argv[3]))};
  Handle lookup = kNoHandle;
  if (posix::resolve_start(nullptr, argv[4], &lookup) != kPortOk) return 1;
  Address addresses[8];
  int found = 0;
  int result;
  while ((result = posix::resolve_result(nullptr, lookup, addresses + found, 8 - found)) > 0 ||
         result == kPortAgain) {
    if (result > 0) {
      found += result;
      continue;
    }
    Interest interest;
    int64_t wake_ms = INT64_MAX;
    if (posix::resolve_wants(nullptr, lookup, &interest, 1, &wake_ms) != 1) return 1;
    pollfd one = {
        interest.handle,
        static_cast<short>((interest.readable ? POLLIN : 0) | (interest.writable ? POLLOUT : 0)),
        0};
    const int64_t rest_ms = wake_ms - posix::monotonic_ms(nullptr);
    poll(&one, 1, rest_ms > 0 ? static_cast<int>(rest_ms) : 0);
  }
  posix::resolve_end(nullptr, lookup);
  char line[8 * (INET6_ADDRSTRLEN + 1) + 1] = "";
  size_t size = 0;
  for (int i = 0; i < found; ++i) {
    inet_ntop(addresses[i].family == 4 ? AF_INET : AF_INET6, addresses[i].bytes, line + size,
              INET6_ADDRSTRLEN);
    size += strlen(line + size);
    line[size++] = ' ';
  }
  line[size++] = '\n';
  return write(STDOUT_FILENO, line, size) == static_cast<ssize_t>(size) && found > 0 ? 0 : 1;
}
