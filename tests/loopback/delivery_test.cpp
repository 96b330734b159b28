// SPDX-License-Identifier: Apache-2.0
// A whole recovery, cut at each of its bytes: what each call claims of its delivery, and what the
// service did.
#include <gtest/gtest.h>

#include <iostream>
#include <map>

#include "support/local_emulator.hpp"
#include "support/metered_device.hpp"
#include "support/needs.hpp"
#include "support/relay.hpp"

#ifndef SPAREKEY_CUT_STRIDE
#define SPAREKEY_CUT_STRIDE 1
#endif

namespace sparekey::test {
namespace {

// The calls of a recovery in their order.
constexpr const char* kPaths[] = {"/api/v3/send-email", "/api/v3/pre-check-code",
                                  "/api/v3/verify-reset-password-request",
                                  "/api/v3/reset-password"};
constexpr size_t kCallCount = 4;

struct Claim {
  Result result;  // its texts are gone
  bool has_request_id;
  bool handed_over;    // its own request, at least in part, to TLS
  size_t answered_at;  // bytes that the relay had passed on to the client by then
};

// The recovery up to its first failure.
struct Recovered {
  std::vector<Claim> claims;
  std::string pass_code;
};

class DeliveryTest : public testing::TestWithParam<int> {
 protected:
  void SetUp() override { NEEDS(SPAREKEY_RSA); }

  // ctest runs the slices beside each other.
  static constexpr size_t kSlices = 4;
  static constexpr size_t kStride = kSlices * SPAREKEY_CUT_STRIDE;

  // Every kStride-th byte that goes this way.
  void cut_everywhere(Toward toward);

 private:
  std::string next_password();
  Recovered recover(const std::string& password);
  void compare(const Recovered& recovered, const std::string& password, size_t messages_before);

  LocalEmulator emulator_;
  Relay relay_{emulator_.port()};
  int passwords_ = 0;
  std::vector<size_t> answered_at_;  // of the recovery that nothing disturbed
  std::map<Delivery, int> counts_;
};

// Of one length, and each another.
std::string DeliveryTest::next_password() {
  return "Fresh-Passw0rd-" + std::to_string(100'000 + ++passwords_);
}

Recovered DeliveryTest::recover(const std::string& password) {
  Recovered recovered;
  {
    MeteredDevice device(emulator_, relay_.port());
    Client& client = device.client();
    const size_t passed_before = relay_.passed(Toward::client);
    const auto claimed = [&](const Result& result, int requests_before_it) {
      recovered.claims.push_back({result, !result.request_id.empty(),
                                  device.count().requests > requests_before_it,
                                  relay_.passed(Toward::client) - passed_before});
      return result.ok();
    };
    Recipient alice;
    alice.email = kAlice;
    CheckCodeAnswer checked;
    VerifyAnswer verified;
    const size_t message = emulator_.messages() + 1;
    const auto run = [&] {
      if (!claimed(client.send_code(alice), 0)) return;
      recovered.pass_code = emulator_.wait_for_code(message);
      if (!claimed(client.check_code(alice, recovered.pass_code, &checked), 0)) return;
      if (!claimed(client.verify(alice, recovered.pass_code, &verified), 0)) return;
      const std::string token(verified.password_reset_token);
      ResetRequest request;
      request.password_reset_token = token;
      request.password = password;
      request.encryption = Encryption::rsa;
      claimed(client.reset(request), 1);
    };
    run();
  }
  relay_.wait_until_over();
  return recovered;
}

void DeliveryTest::compare(const Recovered& recovered, const std::string& password,
                           size_t messages_before) {
  std::map<std::string, int> seen;
  std::map<std::string, int> acted;
  for (const nlohmann::json& request : emulator_.new_requests()) {
    const std::string path = request.at("path");
    ++seen[path];
    if (request.at("statusCode") == 200) ++acted[path];
  }
  const size_t sent = emulator_.messages() - messages_before;
  // What the log says is what happened.
  ASSERT_EQ(static_cast<int>(sent), acted[kPaths[0]]);
  ASSERT_EQ(emulator_.takes_code(recovered.pass_code),
            !recovered.pass_code.empty() && acted[kPaths[2]] == 0);
  ASSERT_EQ(emulator_.signs_in_with(password), acted[kPaths[3]] == 1);

  for (size_t i = 0; i < kCallCount; ++i) {
    SCOPED_TRACE(kPaths[i]);
    ASSERT_LE(seen[kPaths[i]], 1) << "it was sent twice";
    if (i >= recovered.claims.size()) {
      ASSERT_EQ(seen[kPaths[i]], 0) << "it was never called";
      continue;
    }
    const Claim& claim = recovered.claims[i];
    const Result& result = claim.result;
    ++counts_[result.delivery];
    ASSERT_EQ(result.delivery != Delivery::not_sent, claim.handed_over);
    ASSERT_EQ(result.ok(), result.delivery == Delivery::answered);
    switch (result.delivery) {
      case Delivery::not_sent:
        ASSERT_EQ(seen[kPaths[i]], 0);
        break;
      case Delivery::answered:
        ASSERT_EQ(acted[kPaths[i]], 1);
        ASSERT_EQ(result.status_code, 200);
        ASSERT_TRUE(claim.has_request_id);
        break;
      case Delivery::unknown:
        ASSERT_LT(claim.answered_at, answered_at_[i]) << "its whole answer arrived";
        ASSERT_NE(result.advice, Advice::retry);
        break;
    }
  }
}

void DeliveryTest::cut_everywhere(Toward toward) {
  const size_t passed_before = relay_.passed(toward);
  std::string password = next_password();
  const Recovered whole = recover(password);
  const size_t total = relay_.passed(toward) - passed_before;
  ASSERT_EQ(whole.claims.size(), kCallCount);
  for (const Claim& claim : whole.claims) answered_at_.push_back(claim.answered_at);
  compare(whole, password, 0);
  ASSERT_FALSE(HasFatalFailure());
  ASSERT_EQ(counts_[Delivery::answered], static_cast<int>(kCallCount));
  counts_.clear();

  int cuts = 0;
  int recovered_all_the_same = 0;
  for (size_t bytes = SPAREKEY_CUT_STRIDE * static_cast<size_t>(GetParam()); bytes < total;
       bytes += kStride) {
    SCOPED_TRACE("cut after " + std::to_string(bytes) + " bytes of " + std::to_string(total));
    emulator_.pass_minutes(10);  // the passcode of the last time may be followed by another
    const size_t messages_before = emulator_.messages();
    password = next_password();
    relay_.cut_next({toward, bytes, ++cuts % 2 == 0 ? TcpEnding::fin : TcpEnding::rst});
    const Recovered recovered = recover(password);
    compare(recovered, password, messages_before);
    ASSERT_FALSE(HasFatalFailure());
    if (recovered.claims.size() == kCallCount && recovered.claims.back().result.ok())
      ++recovered_all_the_same;
  }
  for (const Delivery delivery : {Delivery::not_sent, Delivery::unknown, Delivery::answered})
    EXPECT_GT(counts_[delivery], 0) << std::string(name(delivery));
  std::cout << cuts << " cuts: " << counts_[Delivery::not_sent] << " calls not_sent, "
            << counts_[Delivery::unknown] << " unknown, " << counts_[Delivery::answered]
            << " answered; " << recovered_all_the_same << " recoveries came to their end\n";
}

TEST_P(DeliveryTest, IsClaimedTrulyWhereverTheWayToTheServerIsCut) {
  cut_everywhere(Toward::server);
}

TEST_P(DeliveryTest, IsClaimedTrulyWhereverTheWayToTheClientIsCut) {
  cut_everywhere(Toward::client);
}

INSTANTIATE_TEST_SUITE_P(FourthOfAllBytes, DeliveryTest, testing::Range(0, 4));

}  // namespace
}  // namespace sparekey::test
