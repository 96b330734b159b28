// SPDX-License-Identifier: Apache-2.0
// Without random numbers there is neither a handshake nor an encrypted password.
#include "support/needs.hpp"
#include "support/random_source.hpp"
#include "world_test.hpp"

namespace sparekey::test {
namespace {

class EntropyTest : public WorldTest {
 protected:
  void SetUp() override {
    if (!kTlsDrawsFromThePort) GTEST_SKIP() << "this mbedTLS has a source of its own";
  }
};

TEST_F(EntropyTest, IsMissedInTheHandshake) {
  world_.random_fails = true;
  EXPECT_EQ(outcome(send_code()),
            expected(Code::entropy_failed, Delivery::not_sent, Advice::retry));
  EXPECT_TRUE(service_.requests.empty());
  world_.random_fails = false;
  EXPECT_EQ(outcome(send_code()), success());
}

TEST_F(EntropyTest, IsMissedWhenThePasswordIsEncrypted) {
  NEEDS(SPAREKEY_RSA);
  EXPECT_EQ(outcome(reset()), success());
  service_.requests.clear();
  world_.random_fails = true;
  EXPECT_EQ(outcome(reset()), expected(Code::entropy_failed, Delivery::not_sent, Advice::retry));
  EXPECT_TRUE(service_.requests.empty());
}

// The first flight of TLS 1.3 holds a random number that TLS draws and a key that PSA draws.
class PortsEntropyTest : public WorldTest {
 protected:
  void SetUp() override {
    if (!kAllIsFromThePort) GTEST_SKIP() << "this mbedTLS's TLS 1.3 has a source of its own";
  }

  std::string first_flight(uint32_t pattern) {
    device_.open();
    world_.random_pattern = pattern;
    world_.draws = 0;
    world_.sent.clear();
    world_.interrupt_at_wait = 0;
    EXPECT_EQ(outcome(send_code()), success());
    // Handshake, version, length: the record of the ClientHello.
    const auto byte = [&](size_t i) {
      return size_t{static_cast<unsigned char>(world_.sent.at(i))};
    };
    std::string flight = world_.sent.substr(0, 5 + (byte(3) << 8) + byte(4));
    // mbedTLS may begin the random bytes with the time, of which two flights need not see the same
    // second: behind the headers of record and message, and the version.
    return flight.erase(5 + 4 + 2, 4);
  }
};

TEST_F(PortsEntropyTest, IsAllThereIsInTheFirstFlight) {
  const std::string flight = first_flight(1);
  EXPECT_EQ(flight[0], '\x16');
  EXPECT_GT(flight.size(), 100u);
  EXPECT_EQ(first_flight(1), flight);
  EXPECT_NE(first_flight(2), flight);
}

TEST_F(PortsEntropyTest, FailingAtAnyDrawEndsTheCall) {
  EXPECT_EQ(outcome(send_code()), success());
  const int draws = world_.draws;
  EXPECT_GE(draws, 2);
  for (int draw = 1; draw <= draws; ++draw) {
    device_.open();
    world_.draws = 0;
    world_.fail_at_draw = draw;
    EXPECT_EQ(outcome(send_code()),
              expected(Code::entropy_failed, Delivery::not_sent, Advice::retry))
        << "draw " << draw << " of " << draws;
  }
}

#ifdef SPAREKEY_TEST_PSA_ASKS_US
// An application may use PSA too. Between two steps it has nothing to do with a client's port,
// which may be gone by then.
TEST_F(PortsEntropyTest, IsNotTheApplications) {
  EXPECT_EQ(outcome(send_code()), success());
  device_.client().close();
  world_.draws = 0;
  std::string first(32, '\0');
  std::string second(32, '\0');
  for (std::string* bytes : {&first, &second})
    EXPECT_EQ(psa_generate_random(reinterpret_cast<uint8_t*>(bytes->data()), bytes->size()),
              PSA_SUCCESS);
  EXPECT_NE(first, second);
  EXPECT_EQ(world_.draws, 0);
}
#endif

}  // namespace
}  // namespace sparekey::test
