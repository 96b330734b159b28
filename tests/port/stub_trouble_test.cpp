// SPDX-License-Identifier: Apache-2.0
// The stub resolver among servers that are silent, of no use, or hostile.
#include "clock.hpp"
#include "posix/clocks.hpp"
#include "stub_test.hpp"

namespace sparekey::test {
namespace {

using StubTrouble = StubLookup;

std::vector<std::string> fails(const Query& query) {
  return one(query.reply({}, kAnswered | kServfail));
}

TEST_F(StubTrouble, ServerThatFailsIsFollowedByTheNextAtOnce) {
  for (const uint16_t code : {kServfail, kRefused}) {
    serve({"127.0.0.1", "127.0.0.2"},
          {[code](const Query& query) {
             return one(query.reply({}, static_cast<uint16_t>(kAnswered | code)));
           },
           both});
    const LookupOutcome outcome = look_up(kName);
    EXPECT_EQ(outcome.addresses.size(), 2u);
    EXPECT_EQ(outcome.took_ms, 0);
    EXPECT_EQ(queries(0).size(), 2u);
  }
}

TEST_F(StubTrouble, ServerThatRefusesWithoutQuestionIsFollowedByTheNextAtOnce) {
  serve({"127.0.0.1", "127.0.0.2"}, {[](const Query& query) {
                                       Message message = query.reply({}, kAnswered | kRefused);
                                       message.question.clear();
                                       message.questions = 0;
                                       return one(message);
                                     },
                                     both});
  const LookupOutcome outcome = look_up(kName);
  EXPECT_EQ(outcome.addresses.size(), 2u);
  EXPECT_EQ(outcome.took_ms, 0);
}

TEST_F(StubTrouble, ServerThatIsNotThereIsFollowedByTheNextAtOnce) {
  serve({"127.0.0.2", "127.0.0.1"}, both);
  Configuration configuration("nameserver 127.0.0.3\nnameserver 127.0.0.1\n", "", server().port());
  const LookupOutcome outcome = look_up(kName);
  EXPECT_EQ(outcome.addresses.size(), 2u);
  EXPECT_EQ(outcome.took_ms, 0);
}

TEST_F(StubTrouble, SilentServerIsFollowedByTheNext) {
  serve({"127.0.0.1", "127.0.0.2"}, {silence, both});
  const LookupOutcome outcome = look_up(kName);
  EXPECT_EQ(outcome.addresses.size(), 2u);
  EXPECT_EQ(outcome.took_ms, 2000);
}

TEST_F(StubTrouble, OnlyThreeServersAreAsked) {
  serve({"127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"}, {fails, fails, fails, both});
  EXPECT_EQ(look_up(kName).status, kPortFailed);
  EXPECT_EQ(queries(2).size(), 4u);
  EXPECT_EQ(queries(3).size(), 0u);
}

TEST_F(StubTrouble, LostDatagramIsSentAgain) {
  int seen = 0;
  serve({"127.0.0.1"},
        [&seen](const Query& query) { return ++seen <= 2 ? silence(query) : both(query); });
  const LookupOutcome outcome = look_up(kName);
  EXPECT_EQ(outcome.addresses.size(), 2u);
  EXPECT_EQ(outcome.took_ms, 2000);
  EXPECT_NE(queries()[0].id(), queries()[2].id());
}

TEST_F(StubTrouble, SilenceForEverFailsAfterTwoRoundsWithoutABusyLoop) {
  serve({"127.0.0.1", "127.0.0.2"}, silence);
  const LookupOutcome outcome = look_up(kName);
  EXPECT_EQ(outcome.status, kPortFailed);
  EXPECT_EQ(outcome.took_ms, 2 * 2000 + 2 * 4000);
  EXPECT_LE(outcome.asked, 6);
  EXPECT_EQ(queries(0).size(), 4u);
  EXPECT_EQ(queries(1).size(), 4u);
}

TEST_F(StubTrouble, OptionsSetTimeAndRounds) {
  serve({"127.0.0.1"}, silence, "", "options timeout:1 attempts:3\n");
  const LookupOutcome outcome = look_up(kName);
  EXPECT_EQ(outcome.status, kPortFailed);
  EXPECT_EQ(outcome.took_ms, 1000 + 2000 + 4000);
}

TEST_F(StubTrouble, WithNoAddressOfOneKindTheOtherIsWaitedFor) {
  serve({"127.0.0.1"}, [](const Query& query) {
    return query.type() == kTypeA ? silence(query) : one(query.reply());
  });
  const LookupOutcome outcome = look_up(kName);
  EXPECT_EQ(outcome.status, kPortFailed);
  EXPECT_EQ(outcome.took_ms, 6000);
}

TEST_F(StubTrouble, ErrorForOneKindDoesNotSpoilTheOther) {
  serve({"127.0.0.1"},
        [](const Query& query) { return query.type() == kTypeA ? both(query) : fails(query); });
  const LookupOutcome outcome = look_up(kName);
  EXPECT_EQ(outcome.addresses, (Addresses{"192.0.2.1"}));
  EXPECT_EQ(outcome.took_ms, 0);
}

TEST_F(StubTrouble, TcpThatIsRefusedLeadsToTheNextServer) {
  serve({"127.0.0.1", "127.0.0.2"}, {truncated_unless_tcp, both});
  server().stop_tcp();
  const LookupOutcome outcome = look_up(kName);
  EXPECT_EQ(outcome.addresses.size(), 2u);
  EXPECT_EQ(outcome.took_ms, 0);
}

TEST_F(StubTrouble, TcpThatHangsLeadsToTheNextServerInTime) {
  serve({"127.0.0.1", "127.0.0.2"}, {truncated_unless_tcp, both});
  server().stop_accepting();
  const LookupOutcome outcome = look_up(kName);
  EXPECT_EQ(outcome.addresses.size(), 2u);
  EXPECT_EQ(outcome.took_ms, 2000);
}

TEST_F(StubTrouble, TcpCutAtAnyByteLeadsToTheNextServer) {
  constexpr size_t kLongerThanBoth = 100;
  for (size_t size = 0; size < kLongerThanBoth; ++size) {
    serve({"127.0.0.1", "127.0.0.2"}, {[size](const Query& query) -> std::vector<std::string> {
                                         if (!query.over_tcp) return truncated_unless_tcp(query);
                                         const std::string whole = both(query)[0];
                                         return {whole.substr(0, std::min(size, whole.size() - 1))};
                                       },
                                       both});
    const LookupOutcome outcome = look_up(kName);
    EXPECT_EQ(outcome.addresses, (Addresses{"2001:db8::1", "192.0.2.1"})) << size;
    EXPECT_EQ(outcome.took_ms, 0) << size;
    EXPECT_EQ(queries(0).size(), 4u);
    EXPECT_EQ(queries(1).size(), 2u);
  }
}

TEST_F(StubTrouble, WrongAnswerOverTcpLeadsToTheNextServer) {
  serve({"127.0.0.1", "127.0.0.2"},
        {[](const Query& query) -> std::vector<std::string> {
           if (!query.over_tcp) return truncated_unless_tcp(query);
           Message message = query.reply({address_record(kQuestionName, "192.0.2.66")});
           if (query.type() == kTypeA)
             message.id ^= 1;
           else
             message.flags |= kTruncated;
           return {framed(message.bytes())};
         },
         both});
  const LookupOutcome outcome = look_up(kName);
  EXPECT_EQ(outcome.addresses, (Addresses{"2001:db8::1", "192.0.2.1"}));
  EXPECT_EQ(outcome.took_ms, 0);
}

class StubSpoofing : public StubLookup {
 protected:
  // What is hostile comes before the right answer, and may not change it.
  void expect_harmless(const char* what, const DnsServer::Script& hostile) {
    serve({"127.0.0.1"}, [&hostile](const Query& query) {
      std::vector<std::string> datagrams = hostile(query);
      datagrams.push_back(both(query)[0]);
      return datagrams;
    });
    const LookupOutcome outcome = look_up(kName);
    EXPECT_EQ(outcome.addresses, (Addresses{"2001:db8::1", "192.0.2.1"})) << what;
    EXPECT_EQ(outcome.took_ms, 0) << what;
  }
};

Message evil(const Query& query) {
  return query.reply(
      {address_record(kQuestionName, query.type() == kTypeA ? "192.0.2.66" : "::66")});
}

TEST_F(StubSpoofing, WrongIdIsDropped) {
  expect_harmless("all other ids of one byte", [](const Query& query) {
    std::vector<std::string> datagrams;
    for (unsigned i = 1; i < 256; ++i) {
      Message message = evil(query);
      message.id = static_cast<uint16_t>(message.id ^ i);
      datagrams.push_back(message.bytes());
      message.flags = kAnswered | kNxdomain;
      datagrams.push_back(message.bytes());
    }
    // The socket's queue holds no more.
    datagrams.resize(100);
    return datagrams;
  });
}

TEST_F(StubSpoofing, WrongQuestionIsDropped) {
  expect_harmless("question", [](const Query& query) -> std::vector<std::string> {
    Message message = evil(query);
    message.question = question("api.example.tesu", query.type());
    Message other_kind = evil(query);
    other_kind.question = question(kName, query.type() == kTypeA ? kTypeAaaa : kTypeA);
    Message query_itself = evil(query);
    query_itself.flags = 0x0100;
    return {message.bytes(), other_kind.bytes(), query_itself.bytes(), query.bytes, ""};
  });
}

TEST_F(StubSpoofing, WrongSourceIsDropped) {
  expect_harmless("source", [](const Query& query) -> std::vector<std::string> {
    send_from_elsewhere(query, evil(query).bytes());
    return {};
  });
}

TEST_F(StubSpoofing, MalformedIsDropped) {
  expect_harmless("cut", [](const Query& query) {
    const std::string bytes = evil(query).bytes();
    std::vector<std::string> datagrams;
    for (size_t size = 0; size < bytes.size(); ++size) datagrams.push_back(bytes.substr(0, size));
    return datagrams;
  });
  expect_harmless("names without end", [](const Query& query) {
    Message message = evil(query);
    const char first = static_cast<char>(12 + message.question.size());
    message.answers = {address_record(std::string("\xc0") + first, "192.0.2.66")};
    return one(message);
  });
}

TEST_F(StubSpoofing, NothingElseThanAddressesOfTheNameIsTaken) {
  serve({"127.0.0.1"}, [](const Query& query) {
    const char* const address = query.type() == kTypeA ? "192.0.2.66" : "::66";
    return one(query.reply({address_record(wire_name("evil.test"), address)}));
  });
  EXPECT_EQ(look_up(kName).status, kPortNotFound);
}

// More than can be read at once: the caller is given time between, and it ends.
TEST_F(StubSpoofing, FloodDoesNotHoldTheCaller) {
  serve({"127.0.0.1"}, silence);
  Lookup lookup(kName);
  ASSERT_EQ(lookup.ask(), kPortAgain);
  server().serve();
  ASSERT_EQ(queries().size(), 2u);
  const Query asked = queries()[0];
  int64_t wake_ms = INT64_MAX;
  const std::vector<Interest> interests = lookup.interests(&wake_ms);
  ASSERT_EQ(interests.size(), 1u);
  const auto flood = [&] {
    Message message = evil(asked);
    message.id ^= 1;
    for (int i = 0; i < 50; ++i) server().send_to(asked, message.bytes());
  };
  flood();
  EXPECT_EQ(lookup.ask(), kPortAgain);
  pollfd waiting = {interests[0].handle, POLLIN, 0};
  EXPECT_EQ(poll(&waiting, 1, 0), 1) << "one call has read all of it";
  let_time_pass(wake_ms);
  EXPECT_EQ(lookup.ask(), kPortAgain);
  server().serve();
  EXPECT_EQ(queries().size(), 4u) << "the flood has put off the next attempt";
}

TEST_F(StubTrouble, WaitsForOneSocketAndATime) {
  serve({"127.0.0.1"}, silence);
  Lookup lookup(kName);
  ASSERT_EQ(lookup.ask(), kPortAgain);
  const int64_t begin_ms = posix::monotonic_ms(nullptr);
  int64_t wake_ms = INT64_MAX;
  EXPECT_EQ(lookup.interests(&wake_ms).size(), 1u);
  EXPECT_EQ(wake_ms, begin_ms + 2000);
  wake_ms = begin_ms + 1;
  lookup.interests(&wake_ms);
  EXPECT_EQ(wake_ms, begin_ms + 1) << "an earlier time stands";
  // Asked too early nothing changes.
  let_time_pass(begin_ms + 1999);
  EXPECT_EQ(lookup.ask(), kPortAgain);
  server().serve();
  EXPECT_EQ(queries().size(), 2u);
  let_time_pass(begin_ms + 2000);
  EXPECT_EQ(lookup.ask(), kPortAgain);
  server().serve();
  EXPECT_EQ(queries().size(), 4u);
}

}  // namespace
}  // namespace sparekey::test
