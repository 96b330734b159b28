// SPDX-License-Identifier: Apache-2.0
// Connections that are slow, idle or many, and visits that are all taken. The kiosk's clock stands
// still, and passes only what the test lets pass.
#include "kiosk/kiosk_test.hpp"

namespace kiosk_test {
namespace {

constexpr int kMaxConnections = 16;
constexpr int kReceiveS = 15;
constexpr int kIdleS = 5;

class Connections : public KioskTest {
 protected:
  std::string health() { return request("GET", "/health", {{"Host", kiosk().host()}}); }
  // A connection that has had an answer and stays open.
  Wire used() {
    Wire wire(kiosk().address());
    wire.send(health());
    EXPECT_EQ(wire.answer().status, 200);
    return wire;
  }
  // One by one, each byte within the library's patience for silence.
  bool trickle(Wire* wire, const std::string& bytes, int seconds) {
    for (int i = 0; i < seconds; ++i) {
      wire->send(bytes.substr(static_cast<size_t>(i), 1));
      pass_s(1);
    }
    wire->send(bytes.substr(static_cast<size_t>(seconds)));
    return wire->next().has_value();
  }
};

TEST_F(Connections, ARequestThatTricklesIsCutAfterFifteenSeconds) {
  start_stopped();
  Wire in_time(kiosk().address());
  EXPECT_TRUE(trickle(&in_time, health(), kReceiveS - 2));
  Wire too_late(kiosk().address());
  EXPECT_FALSE(trickle(&too_late, health(), kReceiveS + 1));
}

TEST_F(Connections, ABodyThatTricklesIsCutToo) {
  start_stopped();
  Visitor alice = visitor();
  alice.get("/");
  const std::string whole =
      alice.post_request("/send", {{"form", alice.form}, {"account", kAlice}, {"country", ""}});
  const size_t body = whole.find("\r\n\r\n") + 4;
  Wire slow(kiosk().address());
  slow.send(whole.substr(0, body));
  EXPECT_FALSE(trickle(&slow, whole.substr(body), kReceiveS + 1));
  EXPECT_EQ(sent(), 0U);
  Wire in_time(kiosk().address());
  in_time.send(whole.substr(0, body));
  EXPECT_TRUE(trickle(&in_time, whole.substr(body), kReceiveS - 2));
  EXPECT_EQ(sent(), 1U);
}

// The second request of a connection has its own time.
TEST_F(Connections, EachRequestOfAConnectionHasItsOwnTime) {
  start_stopped();
  Wire wire = used();
  pass_s(kIdleS - 1);
  EXPECT_TRUE(trickle(&wire, health(), kReceiveS - 2));
  pass_s(kIdleS - 1);
  EXPECT_FALSE(trickle(&wire, health(), kReceiveS + 1));
}

TEST_F(Connections, AnIdleOneIsClosedAfterFiveSeconds) {
  start_stopped();
  Wire silent(kiosk().address());
  Wire answered = used();
  pass_s(kIdleS - 1);
  answered.send(health());
  EXPECT_EQ(answered.answer().status, 200);
  pass_s(kIdleS + 2);
  EXPECT_EQ(answered.rest(), "");
  EXPECT_EQ(silent.rest(), "");
}

// A call takes as long as --timeout says, however long that is for a connection.
TEST_F(Connections, OneWhoseCallIsUnderWayIsNotIdle) {
  start_stopped({"--timeout", "100"},
                {{"faults", {{{"path", "/api/v3/send-email"}, {"delayMs", 600'000}}}}});
  Visitor alice = visitor();
  alice.get("/");
  Wire wire(kiosk().address());
  wire.send(
      alice.post_request("/send", {{"form", alice.form}, {"account", kAlice}, {"country", ""}}));
  support::wait_until([&] { return sent() == 1; }, "a request to the service");
  pass_s(kReceiveS + kIdleS + 1);
  pass_s(kReceiveS + kIdleS + 1);
  pass_s(70);
  EXPECT_EQ(wire.answer().status, 303);
}

TEST_F(Connections, ASeventeenthIsServedAndTheOldestIdleOneGoes) {
  start_stopped();
  std::vector<Wire> wires;
  for (int i = 0; i < kMaxConnections; ++i) {
    wires.push_back(used());
    if (i == 0) pass_s(1);
  }
  used();
  EXPECT_EQ(wires.front().rest(), "");
  // One of those that are left is still good.
  wires.back().send(health());
  EXPECT_EQ(wires.back().answer().status, 200);
}

// Whoever is in the middle of a request keeps it, and so does who was served a moment ago.
TEST_F(Connections, TheOldestIdleOneGoesAndNoOther) {
  start_stopped();
  Wire again = used();
  pass_s(1);
  Wire oldest = used();
  pass_s(1);
  again.send(health());
  EXPECT_EQ(again.answer().status, 200);
  Wire begun(kiosk().address());
  begun.send("GET / HT");
  std::vector<Wire> others;
  for (int i = 3; i < kMaxConnections; ++i) others.push_back(used());
  used();
  EXPECT_EQ(oldest.rest(), "");
  again.send(health());
  EXPECT_EQ(again.answer().status, 200);
  begun.send("TP/1.1\r\nHost: " + kiosk().host() + "\r\n\r\n");
  EXPECT_EQ(begun.answer().status, 200);
}

// Whoever was refused before the end may still send; however many do, the next is served.
TEST_F(Connections, ManyThatWereRefusedHalfwayKeepNobodyOut) {
  start_stopped();
  const std::string too_much =
      request("POST", "/send", {{"Host", kiosk().host()}, {"Content-Length", "100000"}});
  std::vector<Wire> refused;
  for (int i = 0; i < 3 * kMaxConnections; ++i) {
    if (i % kMaxConnections == 0) pass_s(1);
    refused.emplace_back(kiosk().address());
    refused.back().send(too_much + "account=");
    EXPECT_EQ(refused.back().answer().status, 413);
  }
  used();
  pass_s(3);
  for (Wire& wire : refused) EXPECT_EQ(wire.rest(), "");
}

// Its service does not even take the connection: pages are there all the same.
TEST_F(Connections, AServiceThatTakesNoConnectionDelaysNoPage) {
  uint16_t port = 0;
  const sparekey::test::Descriptor listener =
      sparekey::test::listen_on_loopback(sparekey::test::Family::ipv4, 0, &port);
  const sparekey::test::Descriptor first = sparekey::test::fill_backlog(listener, port);
  start({"--connect-to", "127.0.0.1:" + std::to_string(port)});
  Visitor alice = visitor();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(alice.get("/").status, 200);
  EXPECT_EQ(used().rest(), "");
}

// Sixteen that send nothing, or half a request, keep nobody out for longer than they may last.
TEST_F(Connections, HeldByOneAttackerTheyComeFree) {
  start_stopped();
  for (const std::string& begun : {std::string(), std::string("GET / HT")}) {
    std::vector<Wire> held;
    for (int i = 0; i < kMaxConnections; ++i) {
      held.emplace_back(kiosk().address());
      held.back().send(begun);
    }
    Wire next(kiosk().address());
    next.send(health());
    pass_unseen_s(kReceiveS + 1);
    held.front().send("T");  // it looks at the clock
    EXPECT_EQ(next.answer().status, 200);
  }
}

TEST_F(Connections, VisitsAllTakenAreSaidAndComeFreeByIdling) {
  start_stopped({"--visits", "2", "--idle", "60"});
  Visitor first = visitor();
  Visitor second = visitor();
  Visitor third = visitor();
  first.to_code();
  second.to_code("18812345678");
  const auto comes = [&] {
    third.get("/");
    return third.submit("/send", {{"account", "carol@example.com"}, {"country", ""}});
  };
  pass_s(50);
  EXPECT_EQ(second.submit("/stay").status, 204);
  const Answer busy = comes();
  expect_refused(busy, 503);
  EXPECT_GT(std::stoi(busy.field("retry-after")), 0);
  EXPECT_EQ(sent(), 2U);
  EXPECT_EQ(second.get("/code").status, 200);
  pass_s(11);
  expect_leads(comes(), "/code");
  EXPECT_EQ(sent(), 3U);
  EXPECT_EQ(first.submit("/verify", {{"code", "000000"}}).status, 403);
  expect_leads(second.submit("/verify", {{"code", Visitor::code_of(emulator(), "+8618812345678")}}),
               "/password");
}

// Opening the page all day takes nothing.
TEST_F(Connections, PagesThatAreOnlyLookedAtTakeNoVisit) {
  start({"--visits", "1"});
  for (int i = 0; i < 100; ++i) {
    Visitor someone = visitor();
    EXPECT_EQ(someone.get("/").status, 200);
  }
  Visitor alice = visitor();
  alice.to_code();
}

TEST_F(Connections, ABrowserThatLeavesDoesNotStopTheCall) {
  start_stopped({"--timeout", "100"},
                {{"faults", {{{"path", "/api/v3/send-email"}, {"delayMs", 600'000}}}}});
  for (const bool by_reset : {false, true}) {
    Visitor alice = visitor();
    alice.get("/");
    Wire wire(kiosk().address());
    const std::string send =
        alice.post_request("/send", {{"form", alice.form}, {"account", kAlice}, {"country", ""}});
    const size_t before = sent();
    wire.send(send);
    support::wait_until([&] { return sent() > before; }, "a request to the service");
    by_reset ? wire.reset() : wire.close();
    // Pressed again: the same visit, and no second passcode.
    Wire again(kiosk().address());
    again.send(send);
    pass_s(101);
    const Answer answer = again.answer();
    expect_leads(answer, "/code");
    alice.keep(answer);
    EXPECT_EQ(alice.get("/code").status, 200);
    EXPECT_EQ(sent(), before + 1);
    alice.submit("/start-over");
  }
}

// At its end, whatever is under way.
TEST_F(Connections, EndsAtOnceWithACallUnderWay) {
  start({"--timeout", "500"},
        {{"faults", {{{"path", "/api/v3/send-email"}, {"delayMs", 600'000}}}}});
  Visitor alice = visitor();
  alice.get("/");
  Wire wire(kiosk().address());
  wire.send(
      alice.post_request("/send", {{"form", alice.form}, {"account", kAlice}, {"country", ""}}));
  support::wait_until([&] { return sent() == 1; }, "a request to the service");
  end();
  wire.rest();
}

}  // namespace
}  // namespace kiosk_test
