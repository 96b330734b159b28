// SPDX-License-Identifier: Apache-2.0
// The stub resolver when the two families answer at different times, or one of them never.
#include "clock.hpp"
#include "posix/clocks.hpp"
#include "stub_test.hpp"

namespace sparekey::test {
namespace {

using StubFamilies = StubLookup;

constexpr const char* kIpv6 = "2001:db8::1";
constexpr const char* kIpv4 = "192.0.2.1";

struct Found {
  int64_t at_ms;
  Addresses addresses;

  bool operator==(const Found& other) const {
    return at_ms == other.at_ms && addresses == other.addresses;
  }
};

std::ostream& operator<<(std::ostream& out, const Found& found) {
  out << found.at_ms << ':';
  for (const std::string& address : found.addresses) out << ' ' << address;
  return out;
}

// A lookup in simulated time, asked only when its interests or its time say so.
class Timeline {
 public:
  Timeline() : begin_ms_(posix::monotonic_ms(nullptr)) { ask(); }

  void until(int64_t at_ms) {
    while (!over() && now_ms() < at_ms) {
      int64_t wake_ms = begin_ms_ + at_ms;
      lookup_.interests(&wake_ms);
      let_time_pass(wake_ms);
      if (now_ms() < at_ms) ask();
    }
    let_time_pass(begin_ms_ + at_ms);
  }

  // As a caller does: until there is nothing more for now.
  void ask() {
    while ((status = lookup_.ask()) > 0) found.push_back({now_ms(), lookup_.addresses()});
  }

  bool over() const { return status != kPortAgain; }
  int64_t now_ms() const { return posix::monotonic_ms(nullptr) - begin_ms_; }

  int status = kPortAgain;
  std::vector<Found> found;

 private:
  int64_t begin_ms_;
  Lookup lookup_{kName};
};

const Query& query_of(const std::vector<Query>& queries, uint16_t type) {
  for (const Query& query : queries)
    if (query.type() == type) return query;
  throw std::runtime_error("never asked");
}

TEST_F(StubFamilies, LateIpv4JoinsIpv6) {
  for (const int64_t delay_ms : {45, 60, 300, 1999}) {
    serve({"127.0.0.1"}, [](const Query& query) {
      return query.type() == kTypeAaaa ? both(query) : silence(query);
    });
    Timeline timeline;
    server().serve();
    timeline.ask();
    timeline.until(delay_ms);
    EXPECT_EQ(timeline.status, kPortAgain) << "a question is open";
    server().send_to(query_of(queries(), kTypeA), both(query_of(queries(), kTypeA))[0]);
    timeline.ask();
    EXPECT_EQ(timeline.found, (std::vector<Found>{{0, {kIpv6}}, {delay_ms, {kIpv4}}}));
    EXPECT_EQ(timeline.status, kPortOk) << "that was all";
  }
}

TEST_F(StubFamilies, Ipv4WaitsFiftyMillisecondsForIpv6) {
  for (const int64_t delay_ms : {45, 60, 300, 1999}) {
    serve({"127.0.0.1"},
          [](const Query& query) { return query.type() == kTypeA ? both(query) : silence(query); });
    Timeline timeline;
    server().serve();
    timeline.ask();
    timeline.until(delay_ms);
    EXPECT_EQ(timeline.status, kPortAgain) << "a question is open";
    server().send_to(query_of(queries(), kTypeAaaa), both(query_of(queries(), kTypeAaaa))[0]);
    timeline.ask();
    if (delay_ms < 50)
      EXPECT_EQ(timeline.found, (std::vector<Found>{{delay_ms, {kIpv6, kIpv4}}}));
    else
      EXPECT_EQ(timeline.found, (std::vector<Found>{{50, {kIpv4}}, {delay_ms, {kIpv6}}}));
    EXPECT_EQ(timeline.status, kPortOk);
  }
}

TEST_F(StubFamilies, Ipv4NeedNotWaitForIpv6ThatDoesNotExist) {
  serve({"127.0.0.1"}, [](const Query& query) {
    return query.type() == kTypeA ? both(query) : one(query.reply());
  });
  Timeline timeline;
  server().serve();
  timeline.ask();
  EXPECT_EQ(timeline.found, (std::vector<Found>{{0, {kIpv4}}}));
  EXPECT_EQ(timeline.status, kPortOk);
}

TEST_F(StubFamilies, OneThatNeverAnswersIsAskedForAlongAllServersAndGivenUp) {
  for (const uint16_t silent : {kTypeA, kTypeAaaa}) {
    const auto script = [silent](const Query& query) {
      return query.type() == silent ? silence(query) : both(query);
    };
    serve({"127.0.0.1", "127.0.0.2"}, script);
    Timeline timeline;
    server(0).serve();
    timeline.ask();
    timeline.until(20'000);
    server(0).serve();
    server(1).serve();
    const bool v4 = silent == kTypeAaaa;
    EXPECT_EQ(timeline.found, (std::vector<Found>{{v4 ? 50 : 0, {v4 ? kIpv4 : kIpv6}}}));
    EXPECT_EQ(timeline.status, kPortOk);
    // What is known is not asked for again.
    ASSERT_EQ(queries(0).size(), 3u);
    EXPECT_EQ(queries(0)[2].type(), silent);
    ASSERT_EQ(queries(1).size(), 2u);
    for (const Query& query : queries(1)) EXPECT_EQ(query.type(), silent);
  }
}

TEST_F(StubFamilies, OneThatTheFirstServerRefusesTheNextMayKnow) {
  for (const uint16_t refused : {kTypeA, kTypeAaaa}) {
    serve({"127.0.0.1", "127.0.0.2"}, {[refused](const Query& query) {
                                         if (query.type() != refused) return both(query);
                                         return one(query.reply({}, kAnswered | kRefused));
                                       },
                                       both});
    Timeline timeline;
    server(0).serve();
    timeline.ask();
    server(1).serve();
    timeline.ask();
    Addresses all;
    for (const Found& found : timeline.found)
      all.insert(all.end(), found.addresses.begin(), found.addresses.end());
    EXPECT_EQ(all, (Addresses{kIpv6, kIpv4}));
    EXPECT_EQ(timeline.now_ms(), 0);
    ASSERT_EQ(queries(1).size(), 1u);
    EXPECT_EQ(queries(1)[0].type(), refused);
  }
}

TEST_F(StubFamilies, TruncatedOneGoesOverTcpThoughTheOtherIsSilent) {
  for (const uint16_t silent : {kTypeA, kTypeAaaa}) {
    serve({"127.0.0.1"}, [silent](const Query& query) {
      return query.type() == silent ? silence(query) : truncated_unless_tcp(query);
    });
    const LookupOutcome outcome = look_up(kName);
    EXPECT_EQ(outcome.addresses, (Addresses{silent == kTypeAaaa ? kIpv4 : kIpv6}));
    EXPECT_LE(outcome.took_ms, 2050);
  }
}

TEST_F(StubFamilies, HalfThePlacesAreKeptForTheLateOne) {
  const auto many = [](const Query& query, int count) {
    std::vector<std::string> answers;
    for (int i = 1; i <= count; ++i)
      answers.push_back(address_record(
          kQuestionName, (query.type() == kTypeA ? "192.0.2." : "2001:db8::") + std::to_string(i)));
    return query.reply(answers).bytes();
  };
  for (const int late_count : {0, 1, 3, 8}) {
    serve({"127.0.0.1"}, [&many](const Query& query) -> std::vector<std::string> {
      if (query.type() == kTypeA) return {};
      return {many(query, 8)};
    });
    Timeline timeline;
    server().serve();
    timeline.ask();
    ASSERT_EQ(timeline.found.size(), 1u);
    EXPECT_EQ(timeline.found[0].addresses.size(), 4u);
    const Query& late = query_of(queries(), kTypeA);
    server().send_to(late, many(late, late_count));
    timeline.ask();
    ASSERT_EQ(timeline.found.size(), 2u);
    EXPECT_EQ(timeline.found[1].addresses.size(), 4u);
    int v4 = 0;
    for (const std::string& address : timeline.found[1].addresses)
      v4 += address.find("192.0.2.") == 0 ? 1 : 0;
    EXPECT_EQ(v4, std::min(late_count, 4));
    EXPECT_EQ(timeline.status, kPortOk);
  }
}

}  // namespace
}  // namespace sparekey::test
