// SPDX-License-Identifier: Apache-2.0
#include "front.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace sparekey::test {
namespace {

// The lines "seen NAME=VALUE …".
std::vector<Seen> read_seen(const std::string& log) {
  std::vector<Seen> result;
  std::istringstream lines(log);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string word;
    if (!(words >> word) || word != "seen") continue;
    Seen seen;
    while (words >> word) seen[word.substr(0, word.find('='))] = word.substr(word.find('=') + 1);
    result.push_back(seen);
  }
  return result;
}

}  // namespace

Front::Front(const std::string& name, const Chain& chain) : program_(name) {
  const std::string certificates =
      pem_of(chain.leaf.certificate) + pem_of(chain.intermediate.certificate);
  const std::string key = private_pem(chain.leaf.key);
  dir().write("chain.pem", certificates);
  dir().write("key.pem", key);
  dir().write("all.pem", certificates + key);
}

void Front::start(const support::Arguments& arguments) {
  arguments_ = arguments;
  start();
}

std::vector<Seen> Front::wait_for_seen(size_t count) const {
  // Written when the answer is already under way.
  support::wait_until([&] { return read_seen(program_.log()).size() >= count; }, "the log");
  std::vector<Seen> seen = read_seen(program_.log());
  EXPECT_EQ(seen.size(), count);
  return seen;
}

std::set<std::string> values(const std::vector<Seen>& seen, const std::string& name) {
  std::set<std::string> result;
  for (const Seen& one : seen) result.insert(one.at(name));
  return result;
}

}  // namespace sparekey::test
