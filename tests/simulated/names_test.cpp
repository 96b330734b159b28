// SPDX-License-Identifier: Apache-2.0
// Names that are looked up for ever, or in vain, and addresses that are tried in turn.
#include "support/needs.hpp"
#include "world_test.hpp"

namespace sparekey::test {
namespace {

using NamesTest = WorldTest;

TEST_F(NamesTest, ResolverThatNeverAnswersIsTimedOut) {
  world_.resolve_takes_ms = -1;
  const int64_t before_ms = world_.now_ms;
  EXPECT_EQ(outcome(send_code()), expected(Code::timed_out, Delivery::not_sent, Advice::retry));
  EXPECT_EQ(world_.now_ms - before_ms, kTimeoutMs);
  EXPECT_EQ(world_.lookups_open, 0);
  EXPECT_TRUE(world_.connects.empty());
}

TEST_F(NamesTest, ResolverThatTakesItsTimeIsWaitedFor) {
  world_.resolve_takes_ms = 4999;
  EXPECT_EQ(outcome(send_code()), success());
}

TEST_F(NamesTest, NameThatIsNotFoundIsNotResolved) {
  for (const int status : {kPortNotFound, kPortFailed, kPortNotImplemented}) {
    world_.resolve_status = status;
    world_.resolve_takes_ms = 20;
    EXPECT_EQ(outcome(send_code()),
              expected(Code::name_not_resolved, Delivery::not_sent, Advice::retry));
  }
}

TEST_F(NamesTest, LookupThatCannotBeginIsNotResolved) {
  world_.resolve_start_status = kPortFailed;
  EXPECT_EQ(outcome(send_code()),
            expected(Code::name_not_resolved, Delivery::not_sent, Advice::retry));
}

TEST_F(NamesTest, IsLookedUpAgainAfterAFailure) {
  world_.resolve_status = kPortNotFound;
  EXPECT_EQ(send_code().code, Code::name_not_resolved);
  world_.resolve_status = kPortOk;
  EXPECT_EQ(outcome(send_code()), success());
}

using AddressesTest = WorldTest;

TEST_F(AddressesTest, AreTriedInTurn) {
  world_.hosts = {Host::refuses, Host::late_bad, Host::answers, Host::answers};
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.connects, (std::vector<int>{0, 1, 2}));
}

TEST_F(AddressesTest, NoneThatTakesTheConnectionIsConnectFailed) {
  world_.hosts = {Host::refuses, Host::late_bad, Host::refuses};
  EXPECT_EQ(outcome(send_code()),
            expected(Code::connect_failed, Delivery::not_sent, Advice::retry));
  EXPECT_EQ(world_.connects, (std::vector<int>{0, 1, 2}));
}

TEST_F(AddressesTest, SilentOnesDoNotEatUpTheTime) {
  world_.hosts = {Host::silent, Host::silent, Host::answers};
  const int64_t before_ms = world_.now_ms;
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.connects, (std::vector<int>{0, 1, 2}));
  EXPECT_LT(world_.now_ms - before_ms, kTimeoutMs);
}

TEST_F(AddressesTest, AllSilentIsTimedOutAtTheDeadline) {
  world_.hosts = {Host::silent, Host::silent};
  const int64_t before_ms = world_.now_ms;
  EXPECT_EQ(outcome(send_code()), expected(Code::timed_out, Delivery::not_sent, Advice::retry));
  EXPECT_EQ(world_.now_ms - before_ms, kTimeoutMs);
  EXPECT_EQ(world_.connects.size(), 2u);
}

TEST_F(AddressesTest, SlowOneIsWaitedFor) {
  world_.hosts = {Host::slow};
  EXPECT_EQ(outcome(send_code()), success());
}

TEST_F(AddressesTest, LastOneHasAllTheTimeThatIsLeft) {
  world_.hosts = {Host::refuses, Host::slow};
  device_.config.timeout_ms = 401;
  device_.open();
  EXPECT_EQ(outcome(send_code()), success());
}

TEST_F(AddressesTest, TheNextIsTriedAfterAQuarterOfASecond) {
  NEEDS(SPAREKEY_HAPPY_EYEBALLS);
  world_.hosts = {Host::silent, Host::answers};
  EXPECT_EQ(outcome(send_code()), success());
  ASSERT_EQ(world_.connect_times_ms.size(), 2u);
  EXPECT_EQ(world_.connect_times_ms[1] - world_.connect_times_ms[0], 250);
  EXPECT_EQ(world_.connections_open, 1);
}

TEST_F(AddressesTest, TheNextIsTriedAtOnceAfterAnError) {
  NEEDS(SPAREKEY_HAPPY_EYEBALLS);
  world_.hosts = {Host::late_bad, Host::silent, Host::answers};
  EXPECT_EQ(outcome(send_code()), success());
  ASSERT_EQ(world_.connect_times_ms.size(), 3u);
  EXPECT_EQ(world_.connect_times_ms[2] - world_.connect_times_ms[0], 400);
}

TEST_F(AddressesTest, TheFirstToConnectWins) {
  NEEDS(SPAREKEY_HAPPY_EYEBALLS);
  world_.hosts = {Host::slow, Host::silent};
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.connects, (std::vector<int>{0, 1}));
  EXPECT_EQ(world_.connections_open, 1);
}

TEST_F(AddressesTest, NeverMoreThanTwoAtATime) {
  NEEDS(SPAREKEY_HAPPY_EYEBALLS);
  world_.hosts.assign(6, Host::silent);
  EXPECT_EQ(send_code().code, Code::timed_out);
  EXPECT_EQ(world_.connects.size(), 6u);
  EXPECT_EQ(world_.most_connections_open, 2);
}

TEST_F(AddressesTest, FamiliesTakeTurns) {
  NEEDS(SPAREKEY_HAPPY_EYEBALLS);
  world_.hosts.assign(5, Host::refuses);
  world_.families = "66644";
  EXPECT_EQ(send_code().code, Code::connect_failed);
  EXPECT_EQ(world_.connects, (std::vector<int>{0, 3, 1, 4, 2}));
}

// A lookup may give the same again and again; what lies behind those that are new counts for
// nothing.
TEST_F(AddressesTest, OfOneFamilyKeepTheirOrder) {
  for (const size_t count : {size_t{2}, size_t{3}, size_t{5}, size_t{6}}) {
    world_.hosts.assign(count, Host::refuses);
    world_.families.assign(count, '6');
    world_.connects.clear();
    EXPECT_EQ(send_code().code, Code::connect_failed);
    ASSERT_EQ(world_.connects.size(), count);
    for (size_t i = 0; i < count; ++i) EXPECT_EQ(world_.connects[i], static_cast<int>(i));
  }
}

// More addresses than are kept: those that are kept must do.
TEST_F(AddressesTest, MoreThanAreKept) {
  world_.hosts.assign(40, Host::refuses);
  EXPECT_EQ(send_code().code, Code::connect_failed);
  EXPECT_EQ(world_.connects.size(), 6u);
}

// A modem with one socket: kPortAgain with kNoHandle.
class OneSocketTest : public WorldTest {
 protected:
  void SetUp() override { world_.sockets = 1; }

  const int64_t begin_ms_ = world_.now_ms;
};

TEST_F(OneSocketTest, NextAddressKeepsItsTurnUntilTheSocketIsFree) {
  NEEDS(SPAREKEY_HAPPY_EYEBALLS);
  world_.hosts = {Host::silent, Host::silent, Host::answers};
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.connects, (std::vector<int>{0, 1, 2}));
  EXPECT_EQ(world_.most_connections_open, 1);
  EXPECT_GT(world_.refused_for_now, 0);
}

TEST_F(OneSocketTest, NextAddressIsTriedAtOnceWhenTheFirstRefuses) {
  world_.hosts = {Host::late_bad, Host::answers};
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.connects, (std::vector<int>{0, 1}));
  EXPECT_EQ(world_.connect_times_ms[1] - world_.connect_times_ms[0], 400);
}

TEST_F(OneSocketTest, SlowFirstAddressIsNotDisturbed) {
  world_.hosts = {Host::slow, Host::answers};
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.connects, (std::vector<int>{0}));
}

TEST_F(OneSocketTest, TheOnlyAddressIsTriedWhenSomebodyElseIsDone) {
  world_.busy_until_ms = begin_ms_ + 1100;
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.now_ms - begin_ms_, 1250);
}

TEST_F(OneSocketTest, NeverFreeIsTimedOutAtTheDeadline) {
  world_.busy_until_ms = begin_ms_ + 1'000'000;
  EXPECT_EQ(outcome(send_code()), expected(Code::timed_out, Delivery::not_sent, Advice::retry));
  EXPECT_EQ(world_.now_ms - begin_ms_, kTimeoutMs);
  EXPECT_LT(world_.waits, 50);
}

class LateAddressesTest : public WorldTest {
 protected:
  void SetUp() override { world_.resolve_takes_ms = -1; }

  int64_t passed_ms() const { return world_.now_ms - begin_ms_; }

  const int64_t begin_ms_ = world_.now_ms;
};

// On a slow link the family that works here may be the one that is found late.
TEST_F(LateAddressesTest, JoinTheRace) {
  NEEDS(SPAREKEY_HAPPY_EYEBALLS);
  for (const char* families : {"64", "46"}) {
    for (const Host first : {Host::refuses, Host::late_bad, Host::silent}) {
      for (const int64_t late_ms : {45, 60, 300, 900}) {
        world_.hosts = {first, Host::answers};
        world_.families = families;
        world_.found_after_ms = {0, late_ms};
        world_.connects.clear();
        const int64_t before_ms = world_.now_ms;
        device_.open();
        EXPECT_EQ(outcome(send_code()), success());
        EXPECT_EQ(world_.connects, (std::vector<int>{0, 1}));
        const int64_t next_ms = first == Host::refuses ? 0 : 250;
        EXPECT_EQ(world_.now_ms - before_ms, std::max(late_ms, next_ms));
        EXPECT_EQ(world_.lookups_open, 0);
      }
    }
  }
}

TEST_F(LateAddressesTest, AreNotWaitedForOnceOneTakesTheConnection) {
  world_.found_after_ms = {0};
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(passed_ms(), 0);
  EXPECT_EQ(world_.lookups_open, 0);
}

TEST_F(LateAddressesTest, ThatNeverComeEndInATimeoutAtTheDeadline) {
  world_.hosts = {Host::refuses};
  world_.found_after_ms = {0};
  EXPECT_EQ(outcome(send_code()), expected(Code::timed_out, Delivery::not_sent, Advice::retry));
  EXPECT_EQ(passed_ms(), kTimeoutMs);
}

TEST_F(LateAddressesTest, AreWaitedForUntilTheLookupIsOver) {
  world_.hosts = {Host::refuses};
  world_.found_after_ms = {0};
  world_.resolve_takes_ms = 1000;
  EXPECT_EQ(outcome(send_code()),
            expected(Code::connect_failed, Delivery::not_sent, Advice::retry));
  EXPECT_EQ(passed_ms(), 1000);
}

TEST_F(LateAddressesTest, AfterAnEmptyLookupTheNameIsNotResolved) {
  world_.hosts.clear();
  world_.found_after_ms = {10'000};
  world_.resolve_takes_ms = 1000;
  EXPECT_EQ(outcome(send_code()),
            expected(Code::name_not_resolved, Delivery::not_sent, Advice::retry));
  EXPECT_EQ(passed_ms(), 1000);
}

TEST_F(LateAddressesTest, ShareTheTimeOfThoseUnderWay) {
  NEEDS(SPAREKEY_HAPPY_EYEBALLS);
  world_.hosts = {Host::silent, Host::silent, Host::silent, Host::answers};
  world_.families = "6444";
  world_.found_after_ms = {0, 300, 300, 300};
  EXPECT_EQ(outcome(send_code()), success());
  EXPECT_EQ(world_.connects, (std::vector<int>{0, 1, 2, 3}));
  // The first alone had all the time; of two places, one would be lost to it.
  EXPECT_EQ(world_.connect_times_ms[2] - world_.connect_times_ms[0], 300 + (kTimeoutMs - 300) / 4);
  EXPECT_EQ(passed_ms(), 300 + (kTimeoutMs - 300) / 3);
}

TEST_F(LateAddressesTest, TakeTurnsWithThoseThatWereNotTriedYet) {
  NEEDS(SPAREKEY_HAPPY_EYEBALLS);
  world_.hosts.assign(6, Host::refuses);
  world_.hosts[0] = Host::late_bad;
  world_.families = "666644";
  world_.found_after_ms = {0, 0, 0, 0, 100, 100};
  world_.resolve_takes_ms = 100;
  EXPECT_EQ(send_code().code, Code::connect_failed);
  EXPECT_EQ(world_.connects, (std::vector<int>{0, 4, 1, 5, 2, 3}));
}

TEST_F(LateAddressesTest, BeyondThoseThatAreKeptEndTheLookup) {
  world_.hosts.assign(40, Host::refuses);
  world_.families.assign(40, '6');
  world_.found_after_ms.assign(40, 0);
  EXPECT_EQ(send_code().code, Code::connect_failed);
  EXPECT_EQ(world_.connects.size(), 6u);
}

}  // namespace
}  // namespace sparekey::test
