// SPDX-License-Identifier: Apache-2.0
#include "stub_test.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "support/child.hpp"

namespace sparekey::test {

std::string StubLookup::run_on_musl(const std::string& program, const std::string& name) {
  int out[2];
  if (pipe2(out, O_CLOEXEC) != 0) return "no pipe";
  support::Streams streams;
  streams.out = out[1];
  support::Child child({program, configuration_->resolv_conf(), configuration_->hosts(),
                        std::to_string(server().port()), name},
                       {}, streams);
  close(out[1]);
  std::string said;
  for (bool over = false; !over;) {
    std::vector<pollfd> set = {{out[0], POLLIN, 0}};
    for (const auto& one : servers_) one->add_to(&set);
    poll(set.data(), set.size(), -1);
    for (const auto& one : servers_) one->serve();
    if (set[0].revents == 0) continue;
    char buffer[256];
    const ssize_t got = read(out[0], buffer, sizeof buffer);
    over = got <= 0;
    if (got > 0) said.append(buffer, static_cast<size_t>(got));
  }
  close(out[0]);
  EXPECT_EQ(child.wait(), 0);
  return said;
}

}  // namespace sparekey::test
