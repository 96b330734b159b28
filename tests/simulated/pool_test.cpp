// SPDX-License-Identifier: Apache-2.0
// Several clients in one pool. Only if mbedTLS was built for it.
#include "sparekey/pool.hpp"

#ifdef SPAREKEY_HAS_POOL
#include <mbedtls/platform.h>

#include "world_test.hpp"

namespace sparekey::test {
namespace {

using PoolTest = WorldTest;

// mbedTLS goes on after some refusals of memory. The test makes one of its own: the client has to
// remember it until the handshake ends, whatever others begin meanwhile.
TEST_F(PoolTest, AnotherClientThatOpensDoesNotHideThatMemoryRanOut) {
  Device other("", chain_.root_pem());
  other.port = world_.port();
  Client& client = device_.client();
  ASSERT_TRUE(client.begin_send_code(by_email()).ok());
  Wait wait;
  while (client.progress().phase != Phase::securing) ASSERT_FALSE(client.step(&wait));
  ASSERT_EQ(mbedtls_calloc(1, SIZE_MAX / 4), nullptr);

  other.open();
  EXPECT_EQ(outcome(other.client().send_code(by_email())), success());
  const Result result = client.finish();
  EXPECT_EQ(result.code, Code::out_of_memory);
  EXPECT_EQ(result.delivery, Delivery::not_sent);
  EXPECT_EQ(result.advice, Advice::contact_support);
  ASSERT_NE(result.detail, nullptr);
  EXPECT_NE(std::string(result.detail).find("too small"), std::string::npos) << result.detail;
  EXPECT_EQ(service_.requests.size(), 1u);
}

}  // namespace
}  // namespace sparekey::test
#endif
