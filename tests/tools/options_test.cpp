// SPDX-License-Identifier: Apache-2.0
#include "emulator/options.hpp"

#include <getopt.h>
#include <gtest/gtest.h>

#include <vector>

namespace emulator {
namespace {

Options parse(std::vector<std::string> words) {
  words.insert(words.begin(), "sparekey-emulator");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  optind = 0;  // getopt_long begins anew
  return parse_options(static_cast<int>(words.size()), argv.data());
}

TEST(Options, ListensOnAFreePortOfIpv4ByDefault) {
  const Options options = parse({"--dir", "d"});
  EXPECT_EQ(options.dir, "d");
  EXPECT_EQ(options.host, "127.0.0.1");
  EXPECT_EQ(options.port, 0);
  EXPECT_FALSE(options.config_file);
}

TEST(Options, TakesNamesAndBothKindsOfAddress) {
  EXPECT_EQ(parse({"--dir=d", "--listen", "localhost:8443"}).port, 8443);
  EXPECT_EQ(parse({"--dir=d", "--listen", "[::1]:0"}).host, "::1");
  EXPECT_EQ(parse({"--dir=d", "--config", "c"}).config_file, "c");
  EXPECT_TRUE(parse({"--help"}).help);
}

TEST(Options, RefusesTheRest) {
  const std::vector<std::vector<std::string>> cases = {
      {},
      {"--dir"},
      {"--dir", "d", "more"},
      {"--dir", "d", "--port", "1"},
      {"--dir", "d", "--listen", "127.0.0.1"},
      {"--dir", "d", "--listen", ":1"},
      {"--dir", "d", "--listen", "::1:0"},
      {"--dir", "d", "--listen", "127.0.0.1:65536"},
      {"--dir", "d", "--listen", "127.0.0.1:-1"},
      {"--dir", "d", "--listen", "127.0.0.1:"}};
  for (const auto& words : cases) EXPECT_THROW(parse(words), UsageError);
}

}  // namespace
}  // namespace emulator
