// SPDX-License-Identifier: Apache-2.0
// Several clients in one pool, and one for long. Only if mbedTLS was built for it.
#include "sparekey/pool.hpp"

#ifdef SPAREKEY_HAS_POOL
#include <mbedtls/platform.h>

#include <vector>

#include "support/needs.hpp"
#include "world_test.hpp"

namespace sparekey::test {
namespace {

using PoolTest = WorldTest;

// Holds all of the pool but `left` bytes in one piece.
class Filler {
 public:
  explicit Filler(size_t left) {
    void* const spared = mbedtls_calloc(1, left);
    for (size_t size = 1 << 16; size > 0; size /= 2)
      while (void* block = mbedtls_calloc(1, size)) blocks_.push_back(block);
    mbedtls_free(spared);
  }
  ~Filler() {
    for (void* block : blocks_) mbedtls_free(block);
  }
  Filler(const Filler&) = delete;
  Filler& operator=(const Filler&) = delete;

 private:
  std::vector<void*> blocks_;
};

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

// mbedTLS calls a key a bad one that it had no memory to read.
TEST_F(PoolTest, AKeyThatThereIsNoMemoryToReadIsNotTheServicesFault) {
  NEEDS(SPAREKEY_RSA);
  constexpr size_t kMost = 16'384;
  for (size_t left = 8;; left += 48) {
    ASSERT_LT(left, kMost);
    ASSERT_EQ(device_.client().prepare(Encryption::none).code, Code::ok);
    const Filler filler(left);
    const Result result = reset();
    if (result.ok()) break;
    EXPECT_EQ(outcome(result),
              expected(Code::out_of_memory, Delivery::not_sent, Advice::contact_support))
        << left;
  }
}

TEST_F(PoolTest, ManyRecoveriesLeaveNothingBehind) {
  const auto recover = [this] {
    char token[64];
    Recovery recovery(device_.client(), token, sizeof token);
    ASSERT_EQ(recovery.send_code(by_email()).code, Code::ok);
    ASSERT_EQ(recovery.enter_code("123456").code, Code::ok);
    ASSERT_EQ(recovery.enter_password("Passw0rd!", Encryption::none).code, Code::ok);
    world_.now_ms += 61'000;  // the next one is over a connection of its own
  };
  device_.client().close();
  const size_t without_client = pool_statistics().bytes;
  device_.open();
  for (int i = 0; i < 3; ++i) recover();
  const size_t early_peak = pool_statistics().peak_bytes;
  for (int i = 0; i < 100; ++i) recover();
  // Numbers that begin with zero bytes take less room, so it is not always the same.
  EXPECT_LE(pool_statistics().peak_bytes, early_peak + 100);
  EXPECT_EQ(device_.client().statistics().connections, 103u);
  EXPECT_EQ(world_.most_connections_open, 1);
  device_.client().close();
  EXPECT_EQ(pool_statistics().bytes, without_client);
}

}  // namespace
}  // namespace sparekey::test
#endif
