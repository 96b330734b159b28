// SPDX-License-Identifier: Apache-2.0
// A whole recovery, with a fault at its n-th send or receive, for every n. Whatever is hit: no
// crash, no request sent twice, and never `not_sent` for a request that arrived.
#include "support/needs.hpp"
#include "world_test.hpp"

namespace sparekey::test {
namespace {

struct Fault {
  const char* name;
  int status;
};

constexpr Fault kFaults[] = {{"Failed", kPortFailed},
                             {"Closed", kPortClosed},
                             {"Nothing", 0},
                             {"Again", kPortAgain},
                             {"NotImplemented", kPortNotImplemented}};

class NthCallTest : public WorldTest, public testing::WithParamInterface<Fault> {
 protected:
  // The calls of a recovery in their order.
  Result call(int index) {
    Client& client = device_.client();
    CheckCodeAnswer checked;
    VerifyAnswer verified;
    switch (index) {
      case 0:
        return client.send_code(by_email());
      case 1:
        return client.check_code(by_email(), "123456", &checked);
      case 2:
        return client.verify(by_email(), "123456", &verified);
      default:
        return reset();
    }
  }
  static constexpr int kCalls = 4;

  // How often that call's request has reached the service.
  size_t arrived(int index) const {
    const char* const kPaths[kCalls] = {"/api/v3/send-email", "/api/v3/pre-check-code",
                                        "/api/v3/verify-reset-password-request",
                                        "/api/v3/reset-password"};
    size_t count = 0;
    for (const Request& request : service_.requests) count += request.path() == kPaths[index];
    return count;
  }

  // Runs all calls, even after one has failed. Returns how many failed.
  int recover() {
    int failures = 0;
    for (int i = 0; i < kCalls; ++i) {
      const Result result = call(i);
      EXPECT_LE(arrived(i), 1u);
      if (result.ok()) {
        EXPECT_EQ(arrived(i), 1u);
        EXPECT_EQ(result.delivery, Delivery::answered);
        continue;
      }
      ++failures;
      EXPECT_EQ(result.code, Code::connection_lost);
      EXPECT_NE(result.delivery, Delivery::answered);
      if (arrived(i) > 0) {
        EXPECT_EQ(result.delivery, Delivery::unknown);
      }
      EXPECT_EQ(result.advice,
                result.delivery == Delivery::unknown ? Advice::start_over : Advice::retry);
      EXPECT_EQ(world_.connections_open, 0);
    }
    return failures;
  }
};

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }

TEST_P(NthCallTest, OfAWholeRecovery) {
  NEEDS(SPAREKEY_RSA);
  world_.fail_with = GetParam().status;
  world_.most_per_call = 256;  // the more calls, the more there is to hit
  int n = 1;
  int hit = 0;
  for (;; ++n) {
    SCOPED_TRACE("n = " + std::to_string(n));
    device_.open();
    service_.requests.clear();
    world_.io_calls = 0;
    world_.fail_at_io_call = n;
    const int failures = recover();
    // A kept connection that dies while it is being checked is silently replaced.
    EXPECT_LE(failures, GetParam().status == kPortAgain ? 0 : 1);
    hit += failures;
    if (world_.io_calls < n || HasFailure()) break;
  }
  EXPECT_GT(n, 25);
  EXPECT_GT(hit, GetParam().status == kPortAgain ? -1 : 15);
}

// The network goes at the n-th call, and does not come back.
TEST_F(WorldTest, NetworkThatGoesForGood) {
  NEEDS(SPAREKEY_RSA);
  constexpr int kMore = 80;  // than any of these calls needs
  for (int n = 1; n < kMore; ++n) {
    SCOPED_TRACE("n = " + std::to_string(n));
    device_.open();
    service_.requests.clear();
    world_.io_calls = 0;
    world_.fails_for_good = true;
    world_.fail_at_io_call = n;
    const Result result = reset();
    if (result.ok()) continue;
    EXPECT_EQ(result.code, Code::connection_lost);
    if (service_.requests.size() == 2) {
      EXPECT_EQ(result.delivery, Delivery::unknown);
    }
    EXPECT_EQ(result.advice,
              result.delivery == Delivery::unknown ? Advice::start_over : Advice::retry);
    EXPECT_LE(service_.requests.size(), 2u);
    EXPECT_EQ(send_code().delivery, Delivery::not_sent);
  }
}

INSTANTIATE_TEST_SUITE_P(Faults, NthCallTest, testing::ValuesIn(kFaults),
                         [](const testing::TestParamInfo<Fault>& one) {
                           return std::string(one.param.name);
                         });

using SlowIoTest = WorldTest;

TEST_F(SlowIoTest, OneByteAtATimeIsEnough) {
  NEEDS(SPAREKEY_RSA);
  world_.most_per_call = 1;
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(outcome(reset()), success());
  ASSERT_EQ(service_.requests.size(), 3u);
  EXPECT_EQ(rsa_decrypt(service_.key, service_.requests[2].body_member("password")), "Passw0rd!");
  EXPECT_EQ(world_.connects.size(), 1u);
}

TEST_F(SlowIoTest, OneByteAtEveryOtherTimeIsEnough) {
  NEEDS(SPAREKEY_RSA);
  world_.most_per_call = 1;
  world_.again_every_other = true;
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(outcome(reset()), success());
  EXPECT_EQ(service_.requests.size(), 3u);
}

}  // namespace
}  // namespace sparekey::test
