// SPDX-License-Identifier: Apache-2.0
// soak [COUNT [SEED]]: so many recoveries in one process, while the network and the service fail.
// Each result must agree with the service's own log, and the process must not grow.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <sstream>

#include "counting.hpp"
#include "path.hpp"

namespace soak {
namespace {

constexpr int kRounds = 30;
// malloc gives 16 bytes more than were asked for if it has nothing else to do with them.
constexpr int64_t kUneven = 512;

// The first third warms up; the last may not have more than the second. Both, in words.
std::string compared(const std::vector<Holding>& all, int64_t Holding::*what, int64_t slack,
                     const char* name) {
  const auto most = [&](size_t from, size_t to) {
    int64_t found = 0;
    for (size_t i = from; i < to; ++i) found = std::max(found, all[i].*what);
    return found;
  };
  const size_t third = all.size() / 3;
  const int64_t before = most(third, 2 * third);
  const int64_t after = most(2 * third, all.size());
  std::string told = std::to_string(before) + " then " + std::to_string(after) + ' ' + name;
  if (after > before + slack) throw std::runtime_error("it grows: " + told);
  return told;
}

std::string run(int count, unsigned seed) {
  const auto began = std::chrono::steady_clock::now();
  Service service(count, seed);
  Network network(service.port(), seed);
  Path path(service, network, seed);
  // What OpenSSL allocates once, for the other client, is no growth.
  require(service.signs_in(account(0), password(0)), "the first password", {});
  std::vector<Holding> holdings;
  holdings.reserve(kRounds);
  for (int round = 0; round < kRounds; ++round) {
    for (int i = count * round / kRounds; i < count * (round + 1) / kRounds; ++i) path.recover();
    path.close();
    holdings.push_back(holding());
  }
  path.check_passwords();

  const Tally& tally = path.tally();
  require(path.done() > count / 2, "hardly anybody gets there", {});
  for (const int some : {tally.answered, tally.unknown, tally.not_sent})
    require(some > 0, "nothing went wrong", {});
  std::ostringstream out;
  out << count << " recoveries (seed " << seed << "): " << path.done() << " came to their end, "
      << tally.calls << " calls (" << tally.answered << " answered, " << tally.unknown
      << " unknown, " << tally.not_sent << " not_sent) agree with " << tally.requests
      << " requests in the service's log; " << network.told() << "; "
      << path.statistics().handshakes << " handshakes, " << path.statistics().resumptions
      << " of them resumed; held, second third and last: "
      << compared(holdings, &Holding::bytes, kUneven, "bytes") << ", "
      << compared(holdings, &Holding::blocks, 0, "blocks") << ", "
      << compared(holdings, &Holding::descriptors, 0, "descriptors") << "; "
      << std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - began)
             .count()
      << " s";
  return out.str();
}

}  // namespace
}  // namespace soak

int main(int argc, char** argv) {
  const int count = argc > 1 ? atoi(argv[1]) : 20'000;
  const unsigned seed = argc > 2 ? static_cast<unsigned>(atol(argv[2])) : 1;
  if (argc > 3 || count < 90) {
    std::cerr << "usage: soak [COUNT [SEED]], 90 recoveries at least\n";
    return 2;
  }
  try {
    std::cout << "soak: " << soak::run(count, seed) << '\n';
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "soak, seed " << seed << ": " << error.what() << '\n';
    return 1;
  }
}
