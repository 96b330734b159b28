// SPDX-License-Identifier: Apache-2.0
// How often a call sends and receives. That decides how many packets there are, since Nagle is off.
#include <mbedtls/ssl.h>

#include <algorithm>

#include "support/attempt.hpp"
#include "support/needs.hpp"
#include "world_test.hpp"

namespace sparekey::test {
namespace {

// The types of the TLS records in `bytes`.
std::string records(const std::string& bytes) {
  std::string types;
  for (size_t at = 0; at + 5 <= bytes.size();) {
    types += bytes[at];
    const auto high = static_cast<unsigned char>(bytes[at + 3]);
    const auto low = static_cast<unsigned char>(bytes[at + 4]);
    at += 5 + size_t{high} * 256 + low;
  }
  return types;
}

constexpr char kApplicationData = 23;

class PacketsTest : public WorldTest, public testing::WithParamInterface<int> {
 protected:
  void SetUp() override {
    if (is_1_3() && !client_has_tls_1_3()) GTEST_SKIP() << "this mbedTLS offers no TLS 1.3";
    ServerTls tls(chain_);
    tls.max_version = GetParam();
    service_.context = make_context(tls);
    world_.round_trip_ms = 100;
  }

  static bool is_1_3() { return GetParam() == TLS1_3_VERSION; }

  // The trace since the last time, runs of receives as one.
  std::string trace() {
    std::string all = std::move(world_.trace);
    world_.trace.clear();
    receives_ = std::count(all.begin(), all.end(), 'R');
    records_ = static_cast<long>(records(world_.received).size());
    world_.received.clear();
    const auto same = [](char a, char b) { return a == 'R' && b == 'R'; };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    return all;
  }

  long receives_ = 0;
  long records_ = 0;
};

// Without room to read ahead, a record takes two receives, and none of them tells that it was the
// last.
constexpr bool kAhead = SPAREKEY_READ_AHEAD != 0;
std::string and_behind(const std::string& trace) { return trace + (kAhead ? "" : "."); }

TEST_P(PacketsTest, OneSendAndOneReceiveAFlight) {
  ASSERT_EQ(outcome(send_code()), success());
  // Hello, what the server says to it, the second flight; with TLS 1.3 the request needs no answer
  // to that. No receive is in vain: behind each send the client waits first.
  EXPECT_EQ(trace(), and_behind(is_1_3() ? "SRSSR" : "SRSRSR"));
  EXPECT_GE(records_, 8);
  EXPECT_EQ(receives_, !kAhead ? 2 * records_ : is_1_3() ? 2 : 3);
  EXPECT_EQ(world_.waits, (is_1_3() ? 2 : 3));
}

TEST_P(PacketsTest, AKeptConnectionIsLookedAtFirst) {
  ASSERT_EQ(outcome(send_code()), success());
  trace();
  world_.waits = 0;
  ASSERT_EQ(outcome(send_code()), success());
  EXPECT_EQ(trace(), and_behind(".SR"));
  EXPECT_EQ(receives_, kAhead ? 1 : 2);
  EXPECT_EQ(world_.waits, 1);
}

TEST_P(PacketsTest, AResumedOneTakesOneRoundTripLess) {
  ASSERT_EQ(outcome(send_code()), success());
  trace();
  world_.now_ms += 45'001;
  world_.waits = 0;
  const int64_t before_ms = world_.now_ms;
  ASSERT_EQ(outcome(send_code()), success());
  EXPECT_EQ(trace(), and_behind(".SSRSSR")) << "a look and a goodbye at the old one first";
  EXPECT_EQ(world_.waits, 2);
  EXPECT_EQ(service_.resumed, 1);
  EXPECT_EQ(world_.now_ms - before_ms, 200) << "hello and request";
}

// What the whole path of a person costs, `system` at its beginning: flights and requests, each
// followed by a wait and an answer, and a look at the kept connection before each next request.
TEST_P(PacketsTest, AWholeRecoveryWaitsForFlightsAndAnswersOnly) {
  NEEDS(SPAREKEY_RSA);
  NEEDS(SPAREKEY_READ_AHEAD);
  VerifyAnswer verified;
  ASSERT_TRUE(device_.client().prepare(Encryption::rsa).ok());
  ASSERT_EQ(outcome(send_code()), success());
  ASSERT_TRUE(device_.client().verify(by_email(), "123456", &verified).ok());
  ASSERT_EQ(outcome(reset()), success());
  EXPECT_EQ(trace(), (is_1_3() ? "SRSSR" : "SRSRSR") + std::string(".SR.SR.SR"));
  EXPECT_EQ(world_.waits, is_1_3() ? 5 : 6);
  EXPECT_EQ(world_.io_calls, is_1_3() ? 14 : 15);
}

TEST_P(PacketsTest, ASecondHelloFollowsItsChangeCipherSpec) {
  if (!is_1_3()) GTEST_SKIP() << "there is none";
  ServerTls tls(chain_);
  tls.groups = "P-384";  // for which the first hello brings no key
  service_.context = make_context(tls);
  ASSERT_EQ(outcome(send_code()), success());
  // Hello; ChangeCipherSpec and hello; Finished; request.
  EXPECT_EQ(records(world_.sent), "\x16\x14\x16\x17\x17");
  EXPECT_EQ(trace(), and_behind("SRSRSSR"));
}

// By default there is as much room as the tokens of an answer take.
TEST_P(PacketsTest, MoreRoomTakesFewerReceives) {
  NEEDS(SPAREKEY_READ_AHEAD);
  device_.limits.json_tokens = 16;
  device_.open();
  ASSERT_EQ(outcome(send_code()), success());
  trace();
  const long with_little = receives_;
  device_.limits.read_ahead_bytes = 4096;
  device_.open();
  trace();
  ASSERT_EQ(outcome(send_code()), success());
  EXPECT_EQ(trace(), is_1_3() ? "SRSSR" : "SRSRSR");
  EXPECT_EQ(receives_, is_1_3() ? 2 : 3);
  EXPECT_GT(with_little, receives_);
  world_.most_per_call = 7;
  EXPECT_EQ(outcome(send_code()), success());
}

TEST_P(PacketsTest, ReadingAheadMissesNoStrayByteAndNoEnd) {
  NEEDS(SPAREKEY_READ_AHEAD);
  device_.limits.read_ahead_bytes = 4096;
  device_.open();
  ASSERT_EQ(outcome(send_code()), success());
  service_.trailers = {"x", "y"};  // in the receive that brings the answer
  EXPECT_EQ(send_code().code, Code::bad_http);
  service_.trailers.clear();
  // None of it turns up in the next connection.
  ASSERT_EQ(outcome(send_code()), success());
  world_.fail_at_io_call = world_.io_calls + 1;
  world_.fail_with = kPortClosed;
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(device_.client().statistics().connections, 3u);
}

TEST_P(PacketsTest, WhatWasReadAheadIsWiped) {
  NEEDS(SPAREKEY_READ_AHEAD);
  device_.limits.json_tokens = 16;
  device_.limits.read_ahead_bytes = 4096;
  device_.open();
  ASSERT_EQ(outcome(send_code()), success());
  const auto ahead = [this] {
    return device_.memory().substr(kEngineBytes, 16 * kJsonTokenBytes + 4096);
  };
  const std::string nothing(ahead().size(), '\0');
  EXPECT_TRUE(ahead() != nothing);
  device_.client().close();
  EXPECT_TRUE(ahead() == nothing);
}

// mbedTLS passes over warnings until one step's receives are used up. What comes behind them lies
// in the buffer by then, and no port will announce it.
TEST_P(PacketsTest, WhatWasReadAheadIsNotWaitedFor) {
  NEEDS(SPAREKEY_READ_AHEAD);
  for (int i = 0; i < 100; ++i)  // user_canceled (RFC 8446 section 6.1), before any key is agreed
    service_.greeting += std::string("\x15\x03\x03\x00\x02\x01\x5A", 7);
  device_.limits.read_ahead_bytes = 4096;
  device_.open();
  EXPECT_EQ(outcome(send_code()), success());
}

TEST_P(PacketsTest, HeadAndBodyAreOneRecord) {
  if (is_1_3()) GTEST_SKIP() << "there every record looks like application data";
  // What does not fit a record of this mbedTLS goes out in several.
  const std::string token(std::min<size_t>(4000, MBEDTLS_SSL_OUT_CONTENT_LEN / 2), 't');
  device_.config.access_token = token;
  device_.open();
  ASSERT_EQ(outcome(send_code()), success());
  const std::string types = records(world_.sent);
  EXPECT_EQ(std::count(types.begin(), types.end(), kApplicationData), 1);
}

INSTANTIATE_TEST_SUITE_P(Versions, PacketsTest, testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         [](const testing::TestParamInfo<int>& version) {
                           return version.param == TLS1_3_VERSION ? "Tls13" : "Tls12";
                         });

}  // namespace
}  // namespace sparekey::test
