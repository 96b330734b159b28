// SPDX-License-Identifier: Apache-2.0
// A name server for scripts: says that every name is 127.0.0.1. On standard output it writes its
// port, and then a line for each query; it ends when its standard input does.
#include <cstdio>

#include "dns_server.hpp"

int main() {
  using namespace sparekey::test;
  DnsServer server("127.0.0.1", 0, [](const Query& query) {
    std::printf("query %d\n", query.type());
    std::fflush(stdout);
    std::vector<std::string> answers;
    if (query.type() == kTypeA) answers.push_back(address_record(kQuestionName, "127.0.0.1"));
    return std::vector<std::string>{query.reply(answers).bytes()};
  });
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  for (;;) {
    std::vector<pollfd> set = {{0, POLLIN, 0}};
    server.add_to(&set);
    if (poll(set.data(), static_cast<nfds_t>(set.size()), -1) < 0) return 1;
    if (set[0].revents != 0) return 0;
    server.serve();
  }
}
