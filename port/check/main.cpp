// SPDX-License-Identifier: Apache-2.0
// sparekey-port-check: the contract of sparekey/port.hpp, tried against port_to_check().
//   sparekey-port-check ADDRESS FIRST_TCP_PORT [NAME]     of sparekey-port-peer; NAME: one to look
//   up
#include <stdio.h>
#include <stdlib.h>

#include "check.hpp"

namespace {

bool read_ipv4(const char* text, sparekey::Address* out) {
  out->family = 4;
  for (int i = 0; i < 4; ++i) {
    char* end = nullptr;
    const unsigned long part = strtoul(text, &end, 10);
    if (end == text || part > 255 || *end != (i < 3 ? '.' : '\0')) return false;
    out->bytes[i] = static_cast<uint8_t>(part);
    text = end + 1;
  }
  return true;
}

void print_line(void*, const char* line) {
  (void)puts(line);
  (void)fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  sparekey::check::Options options;
  const long tcp_port = argc >= 3 ? strtol(argv[2], nullptr, 10) : 0;
  if (argc < 3 || argc > 5 || !read_ipv4(argv[1], &options.peer) || tcp_port < 1 ||
      tcp_port > 65535 - 8) {
    (void)fputs(
        "usage: sparekey-port-check ADDRESS FIRST_TCP_PORT [NAME [CASE]]\n"
        "ADDRESS is an IPv4 address; it and the TCP port are what sparekey-port-peer prints\n",
        stderr);
    return 2;
  }
  options.first_tcp_port = static_cast<uint16_t>(tcp_port);
  options.name = argc >= 4 && argv[3][0] != '\0' ? argv[3] : nullptr;
  options.only = argc == 5 ? argv[4] : nullptr;
  options.print = print_line;
  const int failures = sparekey::check::run(sparekey::port_to_check(), options);
  if (failures == 0)
    (void)puts("The port keeps its contract.");
  else
    (void)printf("%d case%s failed.\n", failures, failures == 1 ? "" : "s");
  return failures == 0 ? 0 : 1;
}
