// SPDX-License-Identifier: Apache-2.0
// The stub resolver against name servers of the test's own: what it finds, and how.
#include <set>

#include "stub_test.hpp"

namespace sparekey::test {
namespace {

TEST_F(StubLookup, FindsBothKindsWithIpv6First) {
  serve({"127.0.0.1"}, both);
  const LookupOutcome outcome = look_up(kName);
  EXPECT_EQ(outcome.status, kPortOk);
  EXPECT_EQ(outcome.addresses, (Addresses{"2001:db8::1", "192.0.2.1"}));
  EXPECT_EQ(outcome.took_ms, 0);
  ASSERT_EQ(queries().size(), 2u);
  EXPECT_EQ(queries()[0].bytes.substr(12), question(kName, kTypeAaaa));
  EXPECT_EQ(queries()[1].bytes.substr(12), question(kName, kTypeA));
}

TEST_F(StubLookup, FindsOneKindWhereThereIsNoOther) {
  for (const uint16_t type : {kTypeA, kTypeAaaa}) {
    serve({"127.0.0.1"}, [type](const Query& query) -> std::vector<std::string> {
      if (query.type() == type) return both(query);
      return {query.reply().bytes()};
    });
    const LookupOutcome outcome = look_up(kName);
    EXPECT_EQ(outcome.addresses, (Addresses{type == kTypeA ? "192.0.2.1" : "2001:db8::1"}));
    EXPECT_EQ(outcome.took_ms, 0);
  }
}

TEST_F(StubLookup, AsksAServerOverIpv6) {
  serve({"::1"}, both);
  EXPECT_EQ(look_up(kName).addresses.size(), 2u);
}

TEST_F(StubLookup, FollowsAliases) {
  serve({"127.0.0.1"}, [](const Query& query) -> std::vector<std::string> {
    const std::string target = wire_name("edge.example");
    return {
        query
            .reply({alias_record(kQuestionName, target),
                    address_record(target, query.type() == kTypeA ? "192.0.2.1" : "2001:db8::1")})
            .bytes()};
  });
  EXPECT_EQ(look_up(kName).addresses, (Addresses{"2001:db8::1", "192.0.2.1"}));
}

TEST_F(StubLookup, HostsFileAsksNobody) {
  serve({"127.0.0.1"}, both, "192.0.2.7 api.EXAMPLE.test\n2001:db8::7 x api.example.test\n");
  const LookupOutcome outcome = look_up(kName);
  EXPECT_EQ(outcome.addresses, (Addresses{"2001:db8::7", "192.0.2.7"}));
  EXPECT_EQ(outcome.took_ms, 0);
  EXPECT_TRUE(queries().empty());
}

TEST_F(StubLookup, HostsFileWithOneKindAsksNobodyForTheOther) {
  serve({"127.0.0.1"}, both, "192.0.2.7 api.example.test\n");
  EXPECT_EQ(look_up(kName).addresses, (Addresses{"192.0.2.7"}));
  EXPECT_TRUE(queries().empty());
}

TEST_F(StubLookup, NamesAreMeantAsTheyStandThere) {
  serve(
      {"127.0.0.1"}, [](const Query& query) { return one(query.reply({}, kAnswered | kNxdomain)); },
      "", "search example.test\noptions ndots:5\n");
  EXPECT_EQ(look_up("api").status, kPortNotFound);
  for (const Query& query : queries()) EXPECT_EQ(query.bytes.substr(12, 5), wire_name("api"));
}

TEST_F(StubLookup, NoSuchNameIsNotFoundAtOnce) {
  serve({"127.0.0.1"},
        [](const Query& query) { return one(query.reply({}, kAnswered | kNxdomain)); });
  const LookupOutcome outcome = look_up(kName);
  EXPECT_EQ(outcome.status, kPortNotFound);
  EXPECT_EQ(outcome.took_ms, 0);
  EXPECT_EQ(queries().size(), 2u);
}

TEST_F(StubLookup, NameWithoutAddressIsNotFoundAtOnce) {
  serve({"127.0.0.1"}, [](const Query& query) { return one(query.reply()); });
  EXPECT_EQ(look_up(kName).status, kPortNotFound);
}

TEST_F(StubLookup, KeepsEightAddressesOfBothKinds) {
  serve({"127.0.0.1"}, [](const Query& query) -> std::vector<std::string> {
    std::vector<std::string> answers;
    for (int i = 1; i <= 10; ++i)
      answers.push_back(address_record(
          kQuestionName, (query.type() == kTypeA ? "192.0.2." : "2001:db8::") + std::to_string(i)));
    return {query.reply(answers).bytes()};
  });
  EXPECT_EQ(look_up(kName).addresses,
            (Addresses{"2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8::4", "192.0.2.1",
                       "192.0.2.2", "192.0.2.3", "192.0.2.4"}));
}

TEST_F(StubLookup, WritesNoMoreThanTheCallerHasRoomFor) {
  serve({"127.0.0.1"}, both);
  for (int capacity = 1; capacity <= 3; ++capacity) {
    Lookup lookup(kName);
    ASSERT_EQ(lookup.ask(capacity), kPortAgain);
    server().serve();
    EXPECT_EQ(lookup.ask(capacity), std::min(capacity, 2));
    if (capacity == 1) {
      EXPECT_EQ(lookup.ask(capacity), 1) << "the rest comes next";
    }
    EXPECT_EQ(lookup.ask(capacity), kPortOk);
  }
}

TEST_F(StubLookup, TruncatedIsAskedForOverTcp) {
  for (const size_t piece : {size_t{1}, size_t{2}, size_t{7}, size_t{4096}}) {
    serve({"127.0.0.1"}, truncated_unless_tcp);
    server().set_tcp_piece(piece);
    const LookupOutcome outcome = look_up(kName);
    EXPECT_EQ(outcome.addresses, (Addresses{"2001:db8::1", "192.0.2.1"})) << piece;
    ASSERT_EQ(queries().size(), 4u);
    EXPECT_TRUE(queries()[2].over_tcp);
    EXPECT_EQ(queries()[2].bytes, queries()[0].bytes);
    EXPECT_TRUE(queries()[3].over_tcp);
    EXPECT_EQ(queries()[3].bytes, queries()[1].bytes);
  }
}

TEST_F(StubLookup, OnlyWhatIsTruncatedIsAskedForOverTcp) {
  for (const uint16_t type : {kTypeA, kTypeAaaa}) {
    serve({"127.0.0.1"}, [type](const Query& query) {
      return query.type() == type ? truncated_unless_tcp(query) : both(query);
    });
    EXPECT_EQ(look_up(kName).addresses, (Addresses{"2001:db8::1", "192.0.2.1"}));
    ASSERT_EQ(queries().size(), 3u);
    EXPECT_EQ(queries()[2].type(), type);
  }
}

TEST_F(StubLookup, OfALongAnswerOverTcpTheBeginningWillDo) {
  serve({"127.0.0.1"}, [](const Query& query) -> std::vector<std::string> {
    if (!query.over_tcp) return truncated_unless_tcp(query);
    std::vector<std::string> answers;
    for (int i = 0; i < 2000; ++i)
      answers.push_back(address_record(
          kQuestionName,
          (query.type() == kTypeA ? "192.0.2." : "2001:db8::") + std::to_string(i % 200 + 1)));
    return {framed(query.reply(answers).bytes())};
  });
  EXPECT_EQ(look_up(kName).addresses.size(), 8u);
}

TEST_F(StubLookup, IdsAndPortsAreNewEachTime) {
  serve({"127.0.0.1"}, both);
  std::set<uint16_t> ids;
  std::set<uint16_t> ports;
  for (int i = 0; i < 20; ++i) look_up(kName);
  for (const Query& query : queries()) {
    ids.insert(query.id());
    ports.insert(query.source_port());
  }
  // Of 40 random ids, the chance that more than 4 pairs are equal is beyond one in a billion.
  EXPECT_GE(ids.size(), 36u);
  EXPECT_GE(ports.size(), 16u);
}

TEST_F(StubLookup, TwoAtATimeDoNotMix) {
  serve({"127.0.0.1"}, [](const Query& query) -> std::vector<std::string> {
    const bool first = query.bytes.substr(12, 6) == wire_name("a.test").substr(0, 6);
    if (query.type() == kTypeAaaa) return {query.reply().bytes()};
    return {
        query.reply({address_record(kQuestionName, first ? "192.0.2.1" : "192.0.2.2")}).bytes()};
  });
  Lookup first("a.test");
  Lookup second("bbbb.test");
  EXPECT_FALSE(Lookup("c.test").began());
  EXPECT_EQ(finish(second, servers()).addresses, (Addresses{"192.0.2.2"}));
  EXPECT_EQ(finish(first, servers()).addresses, (Addresses{"192.0.2.1"}));
}

TEST_F(StubLookup, GivenUpMidwayLeavesNothingOpen) {
  serve({"127.0.0.1"}, truncated_unless_tcp);
  const int before = open_descriptors();
  server().set_tcp_piece(1);
  for (int i = 0; i < 40; ++i) {
    Lookup lookup(kName);
    ASSERT_TRUE(lookup.began());
    for (int k = 0; k < i && lookup.ask() == kPortAgain; ++k) server().serve();
  }
  server().serve();
  server().serve();
  EXPECT_EQ(open_descriptors(), before);
}

TEST_F(StubLookup, NameThatNoQueryCanHoldDoesNotBegin) {
  serve({"127.0.0.1"}, both);
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(Lookup(std::string(64, 'a') + ".test").began());
  EXPECT_EQ(look_up(kName).status, kPortOk);
}

// The same program as an appliance would have it: static, with musl. Built if musl-gcc is
// installed.
TEST_F(StubLookup, WorksOnMusl) {
  const std::string program = SPAREKEY_MUSL_LOOKUP;
  if (program.empty()) GTEST_SKIP() << "musl-gcc is not installed";
  for (const DnsServer::Script& script :
       {DnsServer::Script(both), DnsServer::Script(truncated_unless_tcp)}) {
    serve({"127.0.0.1"}, script, "192.0.2.7 local.test\n");
    EXPECT_EQ(run_on_musl(program, kName), "2001:db8::1 192.0.2.1 \n");
    EXPECT_EQ(run_on_musl(program, "local.test"), "192.0.2.7 \n");
  }
  serve({"127.0.0.1"}, [](const Query& query) {
    const std::string target = wire_name("edge.example");
    return one(query.reply({alias_record(kQuestionName, target),
                            address_record(target, query.type() == kTypeA ? "192.0.2.3" : "::2")}));
  });
  EXPECT_EQ(run_on_musl(program, kName), "::2 192.0.2.3 \n");
}

}  // namespace
}  // namespace sparekey::test
