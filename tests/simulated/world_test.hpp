// SPDX-License-Identifier: Apache-2.0
// A client in a World: what its tests have in common.
#ifndef SPAREKEY_SIMULATED_WORLD_TEST_HPP
#define SPAREKEY_SIMULATED_WORLD_TEST_HPP

#include <gtest/gtest.h>

#include "support/device.hpp"
#include "world.hpp"

namespace sparekey::test {

class WorldTest : public testing::Test {
 protected:
  static constexpr int64_t kTimeoutMs = 5000;

  WorldTest() {
    device_.port = world_.port();
    device_.config.timeout_ms = kTimeoutMs;
    device_.open();
  }

  // Whatever a test did: nothing is left open, and the port was used by its contract.
  void TearDown() override {
    device_.client().close();
    EXPECT_EQ(world_.connections_open, 0);
    EXPECT_EQ(world_.lookups_open, 0);
    EXPECT_FALSE(world_.misuse);
  }

  // Another leaf below the same intermediate.
  ServerTls with_leaf(const CertificateSpec& spec) const {
    ServerTls tls(issue(spec, chain_.intermediate));
    tls.above = {chain_.intermediate.certificate};
    return tls;
  }

  Result send_code() { return device_.client().send_code(by_email()); }

  Result reset() {
    ResetRequest request;
    request.password_reset_token = "the-token";
    request.password = "Passw0rd!";
    request.encryption = Encryption::rsa;
    return device_.client().reset(request);
  }

  const Chain chain_ = make_chain();
  MemoryService service_{ServerTls(chain_)};
  World world_{service_};
  Device device_{"", chain_.root_pem()};
};

}  // namespace sparekey::test

#endif
