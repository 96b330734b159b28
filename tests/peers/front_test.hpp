// SPDX-License-Identifier: Apache-2.0
// What the tests of nginx and of HAProxy have in common.
#ifndef SPAREKEY_PEERS_FRONT_TEST_HPP
#define SPAREKEY_PEERS_FRONT_TEST_HPP

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "front.hpp"
#include "recovery.hpp"

namespace sparekey::test {

constexpr char kTls12[] = "TLSv1.2";
constexpr char kTls13[] = "TLSv1.3";

// What two recoveries, and nothing else, must have left behind.
struct Traffic {
  uint32_t connections;
  uint32_t resumptions;
  std::string resumed_mark;  // how the program logs a resumption
  std::string tls;           // the only version; empty: either
};

// Returns what the program logged.
std::vector<Seen> expect_traffic(const Traffic& traffic, const Front& front, Device& device);

// Something happens between two calls; the second notices before it sends.
class BetweenCallsTest : public testing::Test {
 protected:
  void happens_between_calls(Device& device, const std::function<void()>& happen);

  const support::EmulatorProcess emulator_;
  const Chain chain_ = make_chain();
};

}  // namespace sparekey::test

#endif
