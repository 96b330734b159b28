// SPDX-License-Identifier: Apache-2.0
// What a device that may not know the time makes of dates.
#include <gtest/gtest.h>

#include "support/attempt.hpp"
#include "support/case_name.hpp"
#include "support/crls.hpp"
#include "support/rig.hpp"

namespace sparekey::test {
namespace {

constexpr int64_t kLongAgo = 1'500'000'000;    // 2017, before any build
constexpr int64_t kThisBuild = 1'767'225'600;  // or later
constexpr int64_t k2106 = 4'294'967'296;       // 2^32
constexpr int64_t k2200 = 7'258'118'400;

struct Span {
  int64_t from_s;
  int64_t until_s;
};
constexpr Span kOver{0, kLongAgo};
constexpr Span kOf2040{k2040, k2040 + kDay};
constexpr Span kOf2106{k2106, k2106 + kDay};
constexpr Span kAlways{0, k2200};

struct ClockCase {
  const char* name;
  ClockPolicy policy;
  int64_t wall_clock_s;
  Span span;
  Code code;  // if the span is a certificate's
};

void PrintTo(const ClockCase& c, std::ostream* out) { *out << c.name; }

constexpr auto kStrict = ClockPolicy::strict;
constexpr auto kBuild = ClockPolicy::not_before_build;
constexpr auto kIgnore = ClockPolicy::ignore_dates;
constexpr auto kExpired = Code::certificate_expired;
constexpr auto kEarly = Code::certificate_not_yet_valid;

const ClockCase kClockCases[] = {
    {"StrictUnknown", kStrict, -1, kAlways, Code::clock_not_set},
    {"StrictOf1970", kStrict, 0, kAlways, Code::clock_not_set},
    {"StrictLongAgo", kStrict, kLongAgo, kAlways, Code::clock_not_set},
    {"StrictSet", kStrict, k2040, kAlways, Code::ok},
    {"StrictIn2040", kStrict, k2040, kOf2040, Code::ok},
    {"StrictBefore2040", kStrict, k2040 - 1, kOf2040, kEarly},
    {"StrictAfter2040", kStrict, k2040 + kDay + 1, kOf2040, kExpired},
    {"StrictIn2106", kStrict, k2106, kOf2106, Code::ok},
    {"StrictBefore2106", kStrict, k2106 - 1, kOf2106, kEarly},
    {"StrictAfter2106", kStrict, k2106 + kDay + 1, kOf2106, kExpired},

    {"BuildUnknown", kBuild, -1, kAlways, Code::ok},
    {"BuildOf1970", kBuild, 0, kAlways, Code::ok},
    {"BuildLongAgo", kBuild, kLongAgo, kAlways, Code::ok},
    {"BuildOf1970AndWhatExpiredBefore", kBuild, 0, kOver, kExpired},
    // By a clock that is not believed it would be good.
    {"BuildLongAgoAndWhatExpiredBefore", kBuild, kLongAgo - 1, kOver, kExpired},
    {"BuildOf1970AndWhatBeginsIn2040", kBuild, 0, kOf2040, Code::ok},
    {"BuildOf1970AndWhatBeginsIn2106", kBuild, 0, kOf2106, Code::ok},
    {"BuildSet", kBuild, k2040, kAlways, Code::ok},
    {"BuildIn2040", kBuild, k2040, kOf2040, Code::ok},
    {"BuildBefore2040", kBuild, k2040 - 1, kOf2040, kEarly},
    {"BuildAfter2040", kBuild, k2040 + kDay + 1, kOf2040, kExpired},
    {"BuildIn2106", kBuild, k2106 + kDay, kOf2106, Code::ok},
    {"BuildAfter2106", kBuild, k2106 + kDay + 1, kOf2106, kExpired},

    {"IgnoreUnknown", kIgnore, -1, kAlways, Code::ok},
    {"IgnoreOf1970AndWhatExpiredBefore", kIgnore, 0, kOver, Code::ok},
    {"IgnoreBefore2040", kIgnore, k2040 - 1, kOf2040, Code::ok},
    {"IgnoreAfter2040", kIgnore, k2040 + kDay + 1, kOf2040, Code::ok},
    {"IgnoreAfter2106", kIgnore, k2106 + kDay + 1, kOf2106, Code::ok},
};

Chain chain_of(const Span& root, const Span& leaf) {
  CertificateSpec root_spec = authority("Root");
  root_spec.not_before_s = root.from_s;
  root_spec.not_after_s = root.until_s;
  CertificateSpec leaf_spec;
  leaf_spec.not_before_s = leaf.from_s;
  leaf_spec.not_after_s = leaf.until_s;
  Chain chain;
  chain.root = self_signed(root_spec);
  chain.leaf = issue(leaf_spec, chain.root);
  return chain;
}

class ClockPolicyTest : public testing::TestWithParam<ClockCase> {
 protected:
  Attempt judged(const Chain& chain, const Crls& crls = Crls()) {
    static int64_t wall_clock_s;
    wall_clock_s = GetParam().wall_clock_s;
    const Pin pin = pin_of(chain.leaf.certificate);
    return attempt(
        ServerTls(chain.leaf), chain.root_pem(),
        [&](Config& config) {
          config.clock_policy = GetParam().policy;
          config.pins = &pin;
          config.pin_count = 1;
          config.crls = crls;
        },
        [](Port& port) { port.wall_clock_s = [](void*) { return wall_clock_s; }; });
  }

  void expect(const Attempt& made, Code code) {
    EXPECT_EQ(made.outcome, code == Code::ok ? success() : trust_refused(code));
    EXPECT_EQ(made.clock_was_unset,
              GetParam().policy == kBuild && GetParam().wall_clock_s < kThisBuild);
  }
};

TEST_P(ClockPolicyTest, JudgesLeaves) {
  expect(judged(chain_of(kAlways, GetParam().span)), GetParam().code);
}

TEST_P(ClockPolicyTest, JudgesRoots) {
  expect(judged(chain_of(GetParam().span, kAlways)), GetParam().code);
}

TEST_P(ClockPolicyTest, JudgesLists) {
  const Chain chain = chain_of(kAlways, kAlways);
  CrlSpec spec;
  spec.this_update_s = GetParam().span.from_s;
  spec.next_update_s = GetParam().span.until_s;
  const CrlBytes bytes(make_crl(spec, chain.root));
  const bool out_of_date = GetParam().code == kExpired || GetParam().code == kEarly;
  const Attempt made = judged(chain, bytes.crls());
  expect(made, out_of_date ? Code::certificate_rejected : GetParam().code);
  EXPECT_EQ(made.detail.empty(), !out_of_date) << made.detail;
  // Whatever the time is, what is listed stays so; a clock that is not set is told before.
  spec.revoked = {chain.leaf.certificate};
  const CrlBytes listed(make_crl(spec, chain.root));
  const bool no_clock = GetParam().code == Code::clock_not_set;
  expect(judged(chain, listed.crls()), no_clock ? GetParam().code : Code::certificate_revoked);
}

TEST_P(ClockPolicyTest, ComesBehindTrust) {
  Chain chain = chain_of(kAlways, GetParam().span);
  chain.root = self_signed(authority("Root"));
  expect(judged(chain), Code::certificate_untrusted);
}

INSTANTIATE_TEST_SUITE_P(Times, ClockPolicyTest, testing::ValuesIn(kClockCases),
                         case_name<ClockCase>);

TEST(ClockPolicy, IgnoringDatesNeedsAPin) {
  Device device("127.0.0.1:1", make_chain().root_pem());
  device.config.clock_policy = ClockPolicy::ignore_dates;
  EXPECT_EQ(device.try_open().code, Code::bad_argument);
  const Pin pin{};
  device.config.pins = &pin;
  device.config.pin_count = 1;
  EXPECT_EQ(device.try_open().code, Code::ok);
}

TEST(ClockPolicy, IgnoredDatesLeaveThePin) {
  const Chain chain = chain_of(kAlways, kOver);
  const Pin pin = pin_of(make_chain().leaf.certificate);
  const Attempt made = attempt(ServerTls(chain.leaf), chain.root_pem(), [&](Config& config) {
    config.clock_policy = ClockPolicy::ignore_dates;
    config.pins = &pin;
    config.pin_count = 1;
  });
  EXPECT_EQ(made.outcome, trust_refused(Code::pin_mismatch));
}

// Every call that relies on a connection is told how that was judged.
TEST(ClockPolicy, UnsetClockIsToldByEachCallOverTheConnection) {
  Rig rig({ok(kSent), ok(kSent), ok(kSent), ok(kSent)});
  static int64_t wall_clock_s;
  wall_clock_s = 0;
  rig.device.config.clock_policy = ClockPolicy::not_before_build;
  rig.device.port.wall_clock_s = [](void*) { return wall_clock_s; };
  rig.device.open();
  const auto unset = [&rig] {
    const Result result = rig.client().send_code(by_email());
    EXPECT_EQ(outcome(result), success());
    return result.clock_was_unset;
  };
  EXPECT_TRUE(unset());
  EXPECT_TRUE(unset());
  EXPECT_EQ(rig.connections(), 1u);
  // The clock is set meanwhile; the connection is not judged anew.
  wall_clock_s = now_s();
  EXPECT_TRUE(unset());
  // What sends nothing relies on nothing.
  const Result refused = rig.client().send_code(Recipient());
  EXPECT_EQ(refused.code, Code::bad_argument);
  EXPECT_FALSE(refused.clock_was_unset);
  rig.device.open();
  EXPECT_FALSE(unset());
}

}  // namespace
}  // namespace sparekey::test
